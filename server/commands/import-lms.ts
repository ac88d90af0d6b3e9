import { importLmsTables } from '../ingest/import-lms-tables.ts'
import { describeImport } from './import-report.ts'
import { readDataSet, withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'

/** `panorama lms import FILE…`: dumps of the LMS's tables, one CSV a table. */
export async function importLms(
  terminal: Terminal,
  options: { dataSet?: string },
  files: readonly string[],
): Promise<void> {
  const dataSet = readDataSet(options.dataSet) ?? 'real'
  await withPanorama(terminal, async ({ warehouse, store, clock, config, interrupted }) => {
    const report = await importLmsTables({
      files,
      warehouse,
      store,
      clock,
      dataSet,
      lmsUrl: config.lmsUrl,
      signal: interrupted,
    })
    terminal.report(report, describeImport(report))
  })
}
