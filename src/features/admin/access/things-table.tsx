import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { AccessPlace } from '../../../data/access.ts'
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx'
import { accessMessages as texts } from './messages.ts'
import { type Removal, RemovalDialog } from './removal-dialog.tsx'
import { RowActions } from './row-actions.tsx'

/** Anything that is set in this card: a dashboard, a type, an assignment, a person. */
interface Thing {
  readonly id: string
}

export interface ThingsTableProps<Kind extends Thing> {
  readonly place: AccessPlace
  /** What the table holds. */
  readonly label: string
  readonly things: readonly Kind[]
  readonly nameOf: (thing: Kind) => string
  /** Without the one for what can be done with a row. */
  readonly columns: readonly TableColumn<Kind>[]
  readonly removal: (thing: Kind) => Removal
  readonly onChange: (thing: Kind) => void
  /** Told when something was removed, in words. */
  readonly onDone: (text: string) => void
}

/** The things of one place, each to be changed or removed. */
export function ThingsTable<Kind extends Thing>(props: ThingsTableProps<Kind>) {
  const { place, label, things, nameOf, columns, removal, onChange, onDone } = props
  const intl = useIntl()
  const [removing, setRemoving] = useState<Kind | null>(null)
  return (
    <>
      <DataTable
        label={label}
        rows={things}
        rowKey={({ id }) => id}
        columns={[
          ...columns,
          {
            key: 'actions',
            title: intl.formatMessage(texts.actions),
            cell: (thing) => (
              <RowActions name={nameOf(thing)} onChange={() => onChange(thing)} onRemove={() => setRemoving(thing)} />
            ),
          },
        ]}
      />
      {removing && (
        <RemovalDialog
          place={place}
          id={removing.id}
          name={nameOf(removing)}
          {...removal(removing)}
          onKeep={() => setRemoving(null)}
          onRemoved={() => {
            setRemoving(null)
            onDone(intl.formatMessage(texts.removed, { name: nameOf(removing) }))
          }}
        />
      )}
    </>
  )
}
