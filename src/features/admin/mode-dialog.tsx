import { useIntl } from 'react-intl'
import type { ModeCard } from '../../../server/contract/mode.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureState } from '../../ui/state.tsx'
import styles from './admin.module.css'
import { adminMessages as texts } from './messages.ts'
import { modeAspects } from './mode-choice.tsx'

interface ModeDialogProps {
  readonly from: ModeCard
  readonly to: ModeCard
  readonly isChanging: boolean
  readonly failure: Error | null
  readonly onKeep: () => void
  readonly onChange: () => void
}

/** Says what will change before it changes. */
export function ModeDialog({ from, to, isChanging, failure, onKeep, onChange }: ModeDialogProps) {
  const intl = useIntl()
  const changes = modeAspects.filter((aspect) => from[aspect] !== to[aspect])
  return (
    <Dialog
      title={intl.formatMessage(texts.dialogTitle, { from: from.title, to: to.title })}
      role="alertdialog"
      isOpen
      onClose={onKeep}
      buttons={
        <>
          <Button onPress={onKeep}>{intl.formatMessage(texts.keep, { mode: from.title })}</Button>
          <Button kind="primary" onPress={onChange} isDisabled={isChanging}>
            {intl.formatMessage(texts.choose, { mode: to.title })}
          </Button>
        </>
      }
    >
      {to.warnings.length > 0 && (
        <Banner tone="notice" title={intl.formatMessage(texts.dialogChanges)}>
          <ul className={styles.warnings}>
            {to.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Banner>
      )}
      {changes.length === 0 ? (
        <p>{intl.formatMessage(texts.dialogSame)}</p>
      ) : (
        <details open={to.warnings.length === 0}>
          <summary>{intl.formatMessage(texts.dialogCompare)}</summary>
          <table className={styles.changes}>
            <thead>
              <tr>
                <td />
                <th scope="col">{intl.formatMessage(texts.before)}</th>
                <th scope="col">{intl.formatMessage(texts.after)}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((aspect) => (
                <tr key={aspect}>
                  <th scope="row">{intl.formatMessage(texts[aspect])}</th>
                  <td>{from[aspect]}</td>
                  <td>{to[aspect]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {failure && <FailureState error={failure} />}
    </Dialog>
  )
}
