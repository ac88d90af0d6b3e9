import type { Lake } from '../lake/lake.ts'
import { openLake } from '../lake/lake.ts'
import { type LoadedTable, type LoadReport, loadLms } from '../lms/load-lms.ts'
import { type EltOptions, readEltSettings } from './elt-settings.ts'
import { describeImport } from './import-report.ts'
import { type Opened, withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

/** `panorama lms load`: brings the warehouse to what the lake has published. */
export async function loadLmsFromLake(terminal: Terminal, options: EltOptions & { force?: boolean }): Promise<void> {
  const { settings } = await readEltSettings(terminal, options)
  await withPanorama(terminal, async (panorama) => {
    const lake = openLake(settings.datalake, panorama.clock)
    try {
      const report = await loadFromLake(panorama, lake, {
        force: options.force === true,
        onProgress: ({ table }) => terminal.progress(`Loaded ${table}`),
      })
      terminal.report(report, describeLoad(report))
    } finally {
      lake.close()
    }
  })
}

/**
 * Loads what the lake has published into the real data set, as the configuration has it.
 * @throws PanoramaError as `loadLms`
 */
export function loadFromLake(
  { warehouse, store, clock, config, interrupted }: Opened,
  lake: Pick<Lake, 'manifest' | 'withFile'>,
  { force = false, onProgress }: { force?: boolean; onProgress?: (done: LoadedTable) => void } = {},
): Promise<LoadReport> {
  return loadLms({
    lake,
    warehouse,
    dataSet: 'real',
    store,
    lmsUrl: config.lmsUrl,
    clock,
    withNames: config.showsNames,
    force,
    signal: interrupted,
    ...(onProgress && { onProgress }),
  })
}

/** For a person: what became of each table, and of the rows. */
export function describeLoad(report: LoadReport): string {
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
