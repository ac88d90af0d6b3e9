import { useIntl } from 'react-intl'
import type { Pipeline } from '../../../server/contract/pipeline.ts'
import { useFormat } from '../../i18n/format.ts'
import { DataTable } from '../../ui/data-table.tsx'
import styles from './admin.module.css'
import { adminMessages as texts } from './messages.ts'

/** Why lines could not be understood, with one line for each reason. */
export function Quarantine({ lines }: { readonly lines: Pipeline['quarantined'] }) {
  const intl = useIntl()
  const format = useFormat()
  if (lines.length === 0) return <p>{intl.formatMessage(texts.quarantineNone)}</p>
  return (
    <DataTable
      label={intl.formatMessage(texts.quarantine)}
      rows={lines}
      rowKey={({ reason }) => reason}
      initialSorting={{ column: 'lines', direction: 'descending' }}
      columns={[
        {
          key: 'reason',
          title: intl.formatMessage(texts.reason),
          namesRow: true,
          cell: ({ reason, example }) => (
            <>
              <code>{reason}</code>
              <details className={styles.example}>
                <summary>{intl.formatMessage(texts.example)}</summary>
                <pre>{example}</pre>
              </details>
            </>
          ),
          sortBy: ({ reason }) => reason,
        },
        {
          key: 'lines',
          title: intl.formatMessage(texts.lines),
          cell: (line) => format.count(line.lines),
          sortBy: (line) => line.lines,
          isFigure: true,
        },
        {
          key: 'lastSeen',
          title: intl.formatMessage(texts.lastSeen),
          cell: ({ lastSeen }) => format.dateTime(lastSeen),
          sortBy: ({ lastSeen }) => lastSeen,
        },
      ]}
    />
  )
}
