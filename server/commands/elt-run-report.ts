import type { ExtractedTable, ExtractionRun } from '../contract/extraction.ts'
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
  const tried = tables.filter((table) => table.outcome !== 'skipped')
  const rows = tried.map((table) => ({
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
    ...tables.flatMap(({ table, outcome: ended, failure: why }) => (ended === 'failed' ? [`✗ ${table}: ${why}`] : [])),
    ...describeSkipped(tables.filter((table) => table.outcome === 'skipped')),
    ...(failure === null ? [] : [`✗ ${failure}`]),
    outcomes[outcome],
    ...describeLoad(loaded),
  ].join('\n')
}

/** In one line: a file may list hundreds of tables of which it wants nothing yet. */
function describeSkipped(skipped: readonly ExtractedTable[]): string[] {
  if (skipped.length === 0) return []
  const names = skipped.map(({ table }) => table).join(', ')
  return [`– Passed by, for the settings file lists no fields of them (panorama elt set-tables-fields does): ${names}`]
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
