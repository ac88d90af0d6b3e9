import type { ExtractionRun } from '../contract/extraction.ts'
import type { LoadReport } from '../lms/load-lms.ts'
import { textTable } from './text-table.ts'

const outcomes: Readonly<Record<ExtractionRun['outcome'], string>> = {
  running: 'It is under way.',
  done: 'All was extracted.',
  failed: 'Not all was extracted.',
  interrupted: 'It was ended before all was extracted.',
  overlapped: 'Another run was under way, so this one did nothing.',
}

/** A run as a person reads it: a line a table, and below it what to look at. */
export function describeRun({ outcome, tables, failure }: ExtractionRun, loaded: LoadReport | null): string {
  const rows = tables.map((table) => ({
    table: table.table,
    outcome: table.outcome,
    rows: table.rows,
    written: table.rowsWritten,
    'MB written': Math.round(table.bytesWritten / 1e4) / 100,
    partitions: table.partitionsWritten,
    gone: table.partitionsGone,
    seconds: Math.round(table.seconds * 10) / 10,
    'as of': table.asOf,
  }))
  return [
    ...(rows.length > 0 ? [textTable(rows), ''] : []),
    ...tables.flatMap((table) => table.warnings.map((warning) => `! ${table.table}: ${warning}`)),
    ...tables.flatMap((table) =>
      table.failure === null ? [] : [`${table.outcome === 'failed' ? '✗' : '–'} ${table.table}: ${table.failure}`],
    ),
    ...(failure === null ? [] : [`✗ ${failure}`]),
    outcomes[outcome],
    ...describeLoad(loaded),
  ].join('\n')
}

function describeLoad(loaded: LoadReport | null): string[] {
  if (loaded === null) return []
  const { tables } = loaded
  const fresh = tables.filter(({ outcome }) => outcome === 'loaded')
  return [
    ...tables.flatMap(({ table, warning }) => (warning === null ? [] : [`! ${table}: ${warning}`])),
    fresh.length === 0
      ? 'The warehouse had it all.'
      : `Loaded into the warehouse: ${fresh.map(({ table, rows }) => `${table} (${rows.toLocaleString('en')} rows)`).join(', ')}.`,
  ]
}
