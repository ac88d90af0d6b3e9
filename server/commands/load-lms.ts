import { systemClock } from '../kernel/clock.ts'
import { openLake } from '../lake/lake.ts'
import type { LoadReport } from '../lms/load-lms.ts'
import { type EltOptions, readEltSettings } from './elt-settings.ts'
import { describeImport } from './import-report.ts'
import { loadFromLake } from './load-from-lake.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

/** `panorama lms load`: brings the warehouse to what the lake has published. */
export async function loadLmsFromLake(terminal: Terminal, options: EltOptions & { force?: boolean }): Promise<void> {
  const { settings } = await readEltSettings(terminal, options)
  const lake = openLake(settings.datalake, systemClock)
  try {
    const report = await loadFromLake(terminal, lake, {
      force: options.force === true,
      onProgress: ({ table }) => terminal.progress(`Warehouse: ${table}`),
    })
    terminal.report(report, describeLoad(report))
  } finally {
    lake.close()
  }
}

/** For a person: what became of each table, and of the rows. */
function describeLoad(report: LoadReport): string {
  const table = report.tables.map(({ table, outcome, rows, changed, asOf }) => ({
    table,
    outcome: outcome === 'missing' ? 'not in the lake' : outcome,
    rows,
    'new or changed': changed,
    'as of': asOf,
  }))
  const warnings = report.tables.flatMap(({ warning }) => warning ?? [])
  return [textTable(table), ...new Set(warnings), ...(report.read > 0 ? [describeImport(report)] : [])].join('\n')
}
