import { join } from 'node:path'
import { type Config, readConfig } from '../config/read-config.ts'
import type { ExtractedTable, ExtractionRun } from '../contract/extraction.ts'
import { openSource } from '../extract/open-source.ts'
import { extractAndLoad } from '../extract/run/extract-and-load.ts'
import { type Asked, type Selected, selectTables } from '../extract/settings/select-tables.ts'
import type { ExtractionSettings } from '../extract/settings/settings.ts'
import { type RunUnderWay, recordRun } from '../jobs/record-run.ts'
import { systemClock } from '../kernel/clock.ts'
import { badInput, conflict, interrupted, PanoramaError } from '../kernel/errors.ts'
import { type Lake, openLake } from '../lake/lake.ts'
import type { LoadReport } from '../lms/load-lms.ts'
import { checkExtraction } from '../modes/check-extraction.ts'
import { createModes } from '../modes/modes.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { followCatalogue } from './elt-follow-catalogue.ts'
import { loadWarehouse } from './elt-load-warehouse.ts'
import { describeRun } from './elt-run-report.ts'
import { type EltOptions, readEltSettings } from './elt-settings.ts'
import { createEltTelling } from './elt-telling.ts'
import { untilInterrupted } from './interruption.ts'
import { endWithParent } from './lifeline.ts'
import type { Terminal } from './terminal.ts'

interface Options extends EltOptions, Asked {
  /** Everything is read anew. */
  readonly force?: boolean
  /** The warehouse is left as it is. */
  readonly lakeOnly?: boolean
  /** Id of the run that a server has begun, and that goes on here. */
  readonly run?: string
}

/**
 * `panorama elt extract-and-load`: brings tables of the LMS into the lake, its catalogue and the warehouse. Ends with 1 when a table
 * could not be brought, after the others were.
 * @throws PanoramaError `forbidden` in a mode in which nothing is extracted, `in_use` while another run is under way, `interrupted`
 *   after Ctrl-C: what was published stays
 */
export async function extractAndLoadHere(terminal: Terminal, options: Options): Promise<void> {
  const { settings } = await readEltSettings(terminal, options)
  const selected = selectTables(settings, options)
  if (options.tables !== undefined) refuseBare(selected)
  const config = readConfig(terminal.environment)
  const store = await openStore(config.storeUrl, systemClock)
  const lake = openLake(settings.datalake, systemClock)
  try {
    await checkMode(config, store)
    if (options.run !== undefined) endWithParent()
    const { run, loaded } = await untilInterrupted((signal) =>
      carryOut({ terminal, options, settings, selected, config, store, lake, signal }),
    )
    terminal.report({ ...run, warehouse: loaded }, describeRun(run, loaded))
    if (run.outcome !== 'done') process.exitCode = 1
  } finally {
    lake.close()
    await store.close()
  }
}

/** Whoever names a table wants it; among all tables, one that has no fields is passed by. */
function refuseBare(selected: readonly Selected[]): void {
  const bare = selected.flatMap(({ tables }) =>
    tables.filter(({ fields }) => fields.length === 0).map(({ name }) => name),
  )
  if (bare.length === 0) return
  throw badInput(`The settings file lists no fields of ${bare.join(', ')}.`, {
    advice: `List them with: panorama elt set-tables-fields --tables ${bare.join(',')}`,
  })
}

async function checkMode({ startMode, studentView, standInLms, alsoInDemo }: Config, store: Store): Promise<void> {
  const { mode } = await createModes({ store, startMode, studentView, standInLms, alsoInDemo }).current()
  checkExtraction(mode)
}

interface Parts {
  readonly terminal: Terminal
  readonly options: Options
  readonly settings: ExtractionSettings
  readonly selected: readonly Selected[]
  readonly config: Config
  readonly store: Store
  readonly lake: Lake
  readonly signal: AbortSignal
}

/** Keeps the report in the lake, too, whatever became of the run. */
async function carryOut(parts: Parts): Promise<{ run: ExtractionRun; loaded: LoadReport | null }> {
  const { store, lake, options, signal } = parts
  let id: string | undefined
  let loaded: LoadReport | null = null
  try {
    const run = await recordRun(store, { startedBy: 'command', id: options.run }, async (underWay) => {
      id = underWay.id
      loaded = await intoLakeAndWarehouse(parts, underWay).catch((cause: unknown) => {
        if (!signal.aborted || cause !== signal.reason) throw cause
        throw interrupted('Ended before all of it was done.', {
          advice: 'What was published stays. Run the same command again to go on.',
          cause,
        })
      })
    })
    return { run, loaded }
  } finally {
    // The run itself is the news: where the lake does not answer, that has been said already.
    if (id !== undefined) await lake.keepReport(await store.extraction(id)).catch(onlyOurs)
  }
}

/** @returns null where the warehouse is left as it is */
async function intoLakeAndWarehouse(parts: Parts, run: RunUnderWay): Promise<LoadReport | null> {
  const { terminal, options, settings, selected, config, store, lake, signal } = parts
  const ended: ExtractedTable[] = []
  const level = options.debug ? 'debug' : config.logLevel
  const telling = createEltTelling(terminal, level, async (table) => {
    ended.push(table)
    await run.tableEnded(table)
  })
  const { list: retired } = await store.retired('real')
  const problems = await lake.write(run.id, async (writer) => {
    for (const warning of writer.warnings) telling.note(warning)
    const before = writer.manifest()
    await extractAndLoad({
      datalake: settings.datalake,
      selected,
      force: options.force === true,
      lake: writer,
      openSource,
      retired,
      scratchParent: join(config.dataDir, 'extraction'),
      clock: systemClock,
      signal: AbortSignal.any([signal, writer.signal]),
      telling,
    })
    const after = writer.manifest()
    if (after === null) return []
    return followCatalogue({ settings, selected, before, after, ended, run, telling, signal })
  })
  const loaded = options.lakeOnly ? null : await loadWarehouse(terminal, lake, telling)
  if (problems.length > 0) throw conflict(problems.join('\n'), { advice: 'All else was done.' })
  return loaded
}

function onlyOurs(error: unknown): void {
  if (!(error instanceof PanoramaError)) throw error
}
