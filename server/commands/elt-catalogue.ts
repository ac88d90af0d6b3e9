import { type Asked, selectTables } from '../extract/settings/select-tables.ts'
import { systemClock } from '../kernel/clock.ts'
import { interrupted, misconfigured } from '../kernel/errors.ts'
import type { Catalogue, CatalogueOutcome } from '../lake/catalogue/catalogue.ts'
import type { ListedTable } from '../lake/catalogue/catalogue-settings.ts'
import { openCatalogue } from '../lake/catalogue/open-catalogue.ts'
import { openLake } from '../lake/lake.ts'
import type { Manifest } from '../lake/manifest.ts'
import { allListed, listedOf } from './elt-listed-tables.ts'
import { type EltOptions, readEltSettings } from './elt-settings.ts'
import { untilInterrupted } from './interruption.ts'
import type { Terminal } from './terminal.ts'

type Options = EltOptions & Asked
type Work = (
  catalogue: Catalogue,
  tables: readonly ListedTable[],
  manifest: Manifest | null,
) => Promise<readonly CatalogueOutcome[]>

/** `panorama elt create-datalake-tables`: the raw tables of Athena, with all partitions that the lake has. */
export const createDatalakeTables = (terminal: Terminal, options: Options) =>
  onCatalogue(terminal, options, (catalogue, tables, manifest) => catalogue.createTables(tables, manifest))

/** `panorama elt drop-datalake-tables`: raw tables and their views; what lies in the lake stays. */
export const dropDatalakeTables = (terminal: Terminal, options: Options) =>
  onCatalogue(terminal, options, (catalogue, tables) => catalogue.dropTables(tables))

/** `panorama elt create-table-views`: the typed views of Athena, and the ready-made ones that stand on them. */
export const createTableViews = (terminal: Terminal, options: Options) =>
  onCatalogue(terminal, options, (catalogue, tables, manifest) => catalogue.createViews(tables, manifest))

/** Ends with 1 when a statement failed, after the others were run. */
async function onCatalogue(terminal: Terminal, options: Options, work: Work): Promise<void> {
  const { settings } = await readEltSettings(terminal, options)
  const tables = listedOf(selectTables(settings, options))
  const lake = openLake(settings.datalake, systemClock)
  try {
    const outcomes = await untilInterrupted(async (signal) => {
      const catalogue = openCatalogue(settings.datalake, allListed(settings), { signal })
      if (catalogue === null) throw noCatalogue(settings.path)
      try {
        terminal.progress(`Working on ${tables.length} tables of the catalogue`)
        return await work(catalogue, tables, await lake.manifest())
      } catch (cause) {
        if (!signal.aborted || cause !== signal.reason) throw cause
        throw interrupted('Ended before all of it was done.', {
          advice: 'What was done stays. Run the same command again to go on.',
          cause,
        })
      } finally {
        catalogue.close()
      }
    })
    terminal.report(outcomes, describeOutcomes(outcomes))
    if (outcomes.some(({ outcome }) => outcome === 'failed')) process.exitCode = 1
  } finally {
    lake.close()
  }
}

const noCatalogue = (path: string) =>
  misconfigured(`${path} names no catalogue.`, {
    advice:
      'Athena reads lakes in S3: give panorama_raw_data_bucket, datalake_database and datalake_workgroup in the datalake section.',
  })

function describeOutcomes(outcomes: readonly CatalogueOutcome[]): string {
  if (outcomes.length === 0) return 'There was nothing to do.'
  return outcomes
    .flatMap(({ kind, object, outcome, says, partitions }) => [
      `${outcome === 'failed' ? '✗' : '✓'} ${kind} ${object}: ${outcome}${partitions === undefined || outcome === 'unchanged' ? '' : countsOf(partitions)}`,
      ...says.map((sentence) => `    ${sentence}`),
    ])
    .join('\n')
}

function countsOf({ made, altered, dropped }: NonNullable<CatalogueOutcome['partitions']>): string {
  return ` (${made} new, ${altered} altered, ${dropped} gone)`
}
