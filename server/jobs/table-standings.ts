import type { ExtractedTable, ExtractionRun, TableStanding } from '../contract/extraction.ts'

/**
 * How each table stands, by the runs that are remembered. What a run that failed did not touch stays as it was.
 * @param runs newest first
 * @returns in the order of datasources and tables
 */
export function tableStandings(runs: readonly ExtractionRun[]): TableStanding[] {
  const standings = new Map<string, TableStanding>()
  for (const run of [...runs].reverse()) {
    for (const table of run.tables) {
      const name = `${table.datasource}/${table.table}`
      standings.set(name, standingOf(table, run, standings.get(name)))
    }
  }
  return [...standings].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, standing]) => standing)
}

function standingOf(
  { datasource, table, outcome, rows, asOf, warnings, failure }: ExtractedTable,
  { startedAt, finishedAt }: ExtractionRun,
  before: TableStanding | undefined,
): TableStanding {
  const isPublished = outcome === 'done' || outcome === 'unchanged'
  return {
    datasource,
    table,
    at: finishedAt ?? startedAt,
    outcome,
    rows: isPublished ? rows : (before?.rows ?? 0),
    asOf: isPublished ? asOf : (before?.asOf ?? null),
    warnings,
    failure,
  }
}
