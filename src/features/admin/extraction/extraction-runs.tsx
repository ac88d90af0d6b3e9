import { useIntl } from 'react-intl'
import type { ExtractionRun } from '../../../../server/contract/extraction.ts'
import { useFormat } from '../../../i18n/format.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { extractionMessages as texts } from './messages.ts'

const outcomes = {
  running: texts.running,
  done: texts.runDone,
  failed: texts.runFailedShort,
  interrupted: texts.runInterrupted,
  overlapped: texts.runOverlapped,
} as const satisfies Record<ExtractionRun['outcome'], unknown>

const starters = {
  command: texts.byCommand,
  schedule: texts.bySchedule,
  person: texts.byPerson,
} as const satisfies Record<ExtractionRun['startedBy'], unknown>

/** How the last runs went, for who wants to know. */
export function ExtractionRuns({ runs }: { readonly runs: readonly ExtractionRun[] }) {
  const intl = useIntl()
  const format = useFormat()
  return (
    <details>
      <summary>{intl.formatMessage(texts.runs)}</summary>
      <DataTable
        label={intl.formatMessage(texts.runs)}
        rows={runs}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'started',
            title: intl.formatMessage(texts.started),
            namesRow: true,
            cell: ({ startedAt }) => format.dateTime(startedAt),
          },
          {
            key: 'by',
            title: intl.formatMessage(texts.startedBy),
            cell: ({ startedBy }) => intl.formatMessage(starters[startedBy]),
          },
          {
            key: 'outcome',
            title: intl.formatMessage(texts.runOutcome),
            cell: ({ outcome }) => intl.formatMessage(outcomes[outcome]),
          },
          {
            key: 'changed',
            title: intl.formatMessage(texts.changed),
            cell: ({ tables }) => format.count(tables.filter(({ outcome }) => outcome === 'done').length),
            isFigure: true,
          },
          {
            key: 'rowsWritten',
            title: intl.formatMessage(texts.rowsWritten),
            cell: ({ tables }) => format.count(tables.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)),
            isFigure: true,
          },
          {
            key: 'seconds',
            title: intl.formatMessage(texts.seconds),
            cell: (run) => secondsOf(run, format.count),
            isFigure: true,
          },
        ]}
      />
    </details>
  )
}

function secondsOf({ startedAt, finishedAt }: ExtractionRun, count: (value: number) => string): string {
  if (finishedAt === null) return '–'
  return count(Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000))
}
