import type { Lake } from '../lake/lake.ts'
import { type LoadReport, loadLms } from '../lms/load-lms.ts'
import type { EltTelling } from './elt-telling.ts'
import { withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'

/** Brings the warehouse to what the lake has published, through the server when it runs. */
export async function loadWarehouse(terminal: Terminal, lake: Lake, telling: EltTelling): Promise<LoadReport> {
  telling.step('Opening the warehouse')
  return withPanorama(terminal, async ({ warehouse, store, clock, config, interrupted }) => {
    const report = await loadLms({
      lake,
      warehouse,
      dataSet: 'real',
      store,
      lmsUrl: config.lmsUrl,
      clock,
      withNames: config.showsNames,
      signal: interrupted,
      onProgress(table) {
        telling.log.debug(table, 'warehouse')
        telling.step(`Warehouse: ${table.table}`)
      },
    })
    const loaded = report.tables.filter(({ outcome }) => outcome === 'loaded').map(({ table }) => table)
    telling.log.info({ loaded }, 'warehouse loaded')
    return report
  })
}
