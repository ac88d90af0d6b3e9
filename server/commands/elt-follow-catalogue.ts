import type { ExtractedTable } from '../contract/extraction.ts'
import type { Selected } from '../extract/settings/select-tables.ts'
import type { ExtractionSettings } from '../extract/settings/settings.ts'
import type { RunUnderWay } from '../jobs/record-run.ts'
import type { CatalogueOutcome } from '../lake/catalogue/catalogue.ts'
import { openCatalogue } from '../lake/catalogue/open-catalogue.ts'
import type { Manifest } from '../lake/manifest.ts'
import { allListed, listedOf } from './elt-listed-tables.ts'
import type { EltTelling } from './elt-telling.ts'

interface Following {
  readonly settings: ExtractionSettings
  readonly selected: readonly Selected[]
  readonly before: Manifest | null
  readonly after: Manifest
  /** How the tables of the run ended. */
  readonly ended: readonly ExtractedTable[]
  readonly run: RunUnderWay
  readonly telling: EltTelling
  readonly signal: AbortSignal
}

/**
 * Brings the catalogue in line with what a run has published. A table that it does not follow counts as failed.
 * @returns what went wrong beside single tables, in sentences
 */
export async function followCatalogue(following: Following): Promise<readonly string[]> {
  const { settings, selected, before, after, ended, run, telling, signal } = following
  const catalogue = openCatalogue(settings.datalake, allListed(settings), { signal })
  if (catalogue === null) return []
  telling.step('The catalogue follows')
  try {
    const outcomes = await catalogue.follow(listedOf(selected), before, after)
    for (const outcome of outcomes) telling.log.debug(outcome, 'catalogue')
    for (const table of ended) {
      const own = outcomes.filter((outcome) => isOf(outcome, table))
      const failures = own.filter(({ outcome }) => outcome === 'failed').map(inWords)
      const remarks = own.filter(({ outcome }) => outcome !== 'failed').flatMap(({ says }) => says)
      if (failures.length === 0 && remarks.length === 0) continue
      const warnings = [...table.warnings, ...remarks]
      const failed = {
        outcome: 'failed',
        failure: [...(table.failure === null ? [] : [table.failure]), ...failures].join(' '),
      } as const
      await run.tableEnded({ ...table, warnings, ...(failures.length > 0 && failed) })
    }
    return outcomes.filter(({ outcome, table }) => outcome === 'failed' && table === null).map(inWords)
  } finally {
    catalogue.close()
  }
}

const isOf = ({ table }: CatalogueOutcome, { datasource, table: name }: ExtractedTable) =>
  table?.datasource === datasource && table.name === name

const inWords = ({ kind, object, says }: CatalogueOutcome) =>
  `The ${kind} ${object} of the catalogue: ${says.join(' ')}`
