import type { Lake } from '../lake/lake.ts'
import type { LoadReport } from '../lms/load-lms.ts'
import type { EltTelling } from './elt-telling.ts'
import { loadFromLake } from './load-from-lake.ts'
import type { Terminal } from './terminal.ts'

/** The end of a run: the warehouse after the lake. */
export async function loadWarehouse(terminal: Terminal, lake: Lake, telling: EltTelling): Promise<LoadReport> {
  telling.step('Opening the warehouse')
  const report = await loadFromLake(terminal, lake, {
    onProgress(table) {
      telling.log.debug(table, 'warehouse')
      telling.step(`Warehouse: ${table.table}`)
    },
  })
  const loaded = report.tables.filter(({ outcome }) => outcome === 'loaded').map(({ table }) => table)
  telling.log.info({ loaded }, 'warehouse loaded')
  return report
}
