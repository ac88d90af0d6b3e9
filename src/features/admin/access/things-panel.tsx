import { type ReactNode, useState } from 'react'
import { useIntl } from 'react-intl'
import type { AccessRules } from '../../../../server/contract/access.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/state.tsx'
import styles from './access.module.css'
import { accessMessages as texts } from './messages.ts'
import { ThingsTable, type ThingsTableProps } from './things-table.tsx'

/** What each part of the settings of access is given. */
export interface PanelProps {
  readonly rules: AccessRules
  /** Told when something was changed, in words. */
  readonly onDone: (text: string) => void
}

interface ThingsPanelProps<Kind extends { readonly id: string }> extends Omit<ThingsTableProps<Kind>, 'onChange'> {
  /** What the button says that adds one; null where none can be added yet. */
  readonly add: string | null
  readonly none: { readonly title: string; readonly advice: ReactNode }
  /** The form for one of them, or for a new one. */
  readonly dialog: (form: {
    readonly thing: Kind | null
    readonly onClose: () => void
    readonly onSaved: (name: string) => void
  }) => ReactNode
}

/** The things of one place, or what to do where there are none; with the form that adds and changes them. */
export function ThingsPanel<Kind extends { readonly id: string }>(props: ThingsPanelProps<Kind>) {
  const { add, none, dialog, ...table } = props
  const intl = useIntl()
  const [changing, setChanging] = useState<Kind | 'new' | null>(null)
  const isEmpty = table.things.length === 0
  const button = add !== null && (
    <Button kind={isEmpty ? 'primary' : 'plain'} onPress={() => setChanging('new')}>
      {add}
    </Button>
  )
  return (
    <div className={styles.panel}>
      {isEmpty ? (
        <EmptyState title={none.title} action={button}>
          {none.advice}
        </EmptyState>
      ) : (
        <>
          <div>{button}</div>
          <ThingsTable {...table} onChange={setChanging} />
        </>
      )}
      {changing !== null &&
        dialog({
          thing: changing === 'new' ? null : changing,
          onClose: () => setChanging(null),
          onSaved: (name) => {
            setChanging(null)
            table.onDone(intl.formatMessage(texts.saved, { name }))
          },
        })}
    </div>
  )
}
