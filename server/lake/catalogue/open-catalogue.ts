import { badInput, notFound } from '../../kernel/errors.ts'
import { aFewAtATime } from '../a-few-at-a-time.ts'
import type { Manifest } from '../manifest.ts'
import { openAthena, type Patience } from './athena.ts'
import { bringTable } from './bring-table.ts'
import type { Catalogue, CatalogueOutcome } from './catalogue.ts'
import type { CatalogueSettings, ListedTable } from './catalogue-settings.ts'
import { type CatalogueTable, catalogueTableOf, publishedTableOf, refuseTwins } from './catalogue-table.ts'
import { connectAthena, connectGlue } from './clients.ts'
import { dropFromCatalogue } from './drop-table.ts'
import { openGlue } from './glue.ts'
import { makeView, viewMark } from './make-view.ts'
import { namesOf } from './names.ts'
import { failed, outcomeOf } from './outcomes.ts'
import { makeReadyMadeViews } from './ready-made/make-ready-made-views.ts'
import { type MadeView, readyMadeViews } from './ready-made/ready-made-views.ts'
import { inputOf, viewNote, writeNotes } from './table-notes.ts'
import { testCatalogue } from './test-catalogue.ts'
import { typedView } from './typed-view.ts'

/** Tables that are worked on at the same time. Athena lets an account run some twenty such statements at once. */
const tablesAtATime = 4

export interface CatalogueOptions {
  /** Aborting ends the work before the next table, or while a statement is waited for; what is left is done by the next run. */
  readonly signal?: AbortSignal
  readonly patience?: Patience
}

/**
 * The catalogue of a lake in S3. It asks nothing before it is used.
 * @param tables all tables of the settings file: their names must not meet, and ready-made views stand on several
 * @returns null for a lake that has none: a directory, or no database and workgroup in the settings file
 * @throws PanoramaError `bad_input` for two tables that have one name in the catalogue
 */
export function openCatalogue(
  settings: CatalogueSettings,
  tables: readonly ListedTable[],
  { signal, patience }: CatalogueOptions = {},
): Catalogue | null {
  const { place, workgroup, basePrefix } = settings
  if (!('bucket' in place) || settings.database === null || workgroup === null) return null
  const tableOf = (table: ListedTable, manifest: Manifest | null) =>
    catalogueTableOf({ ...settings, place }, table, manifest)
  refuseSharedNames(tables, settings)
  const database = settings.database.toLowerCase()
  const naming = { database, basePrefix }
  const clients = { glue: connectGlue(settings), athena: connectAthena(settings) }
  const glue = openGlue(clients.glue, database)
  const athena = openAthena(clients.athena, { database, workgroup }, { patience, signal })

  /** Work for each table; a failure is an outcome like others. */
  async function forEach(
    some: readonly ListedTable[],
    manifest: Manifest | null,
    work: (table: CatalogueTable) => Promise<readonly CatalogueOutcome[]>,
  ): Promise<CatalogueOutcome[]> {
    const outcomes = await aFewAtATime(tablesAtATime, some, async (listed) => {
      signal?.throwIfAborted()
      const table = { datasource: listed.datasource, name: listed.name }
      try {
        return await work(tableOf(listed, manifest))
      } catch (failure) {
        return [failed({ kind: 'raw table', object: listed.name, table }, failure)]
      }
    })
    return outcomes.flat()
  }

  async function bringDatabase(): Promise<CatalogueOutcome> {
    const subject = { kind: 'database', object: database, table: null } as const
    try {
      const isMade = !(await glue.hasDatabase()) && (await glue.createDatabase())
      return outcomeOf(subject, isMade ? 'made' : 'unchanged')
    } catch (failure) {
      return failed(subject, failure)
    }
  }

  async function makeTypedView(table: CatalogueTable): Promise<readonly CatalogueOutcome[]> {
    refuseTwins(table)
    const raw = await glue.table(table.raw)
    if (raw === null) {
      throw notFound(`The view ${table.view} has nothing to stand on: the raw table ${table.raw} is not there.`, {
        advice: '`panorama elt create-datalake-tables` makes it.',
      })
    }
    const { sql, warnings } = typedView(table, database)
    const toMake = { name: table.view, table: table.listed, sql, says: warnings, noted: undefined }
    const made = await makeView(glue, athena, toMake)
    if (made.outcome === 'made') await writeNotes(glue, inputOf(raw), { [viewNote(table.view)]: viewMark(sql) })
    return [made]
  }

  /** Makes those ready-made views that stand on one of the tables. */
  function makeReadyMade(
    some: readonly ListedTable[],
    manifest: Manifest | null,
    outcomes: readonly CatalogueOutcome[],
    doubt: boolean,
  ): Promise<readonly CatalogueOutcome[]> {
    const all = tables.map((table) => tableOf(table, manifest))
    const isListed = ({ principal }: MadeView) => tables.some(({ name }) => name === principal)
    const isWanted = (view: MadeView) => isListed(view) && standsOn(some)(view)
    return makeReadyMadeViews(glue, athena, naming, { tables: all, outcomes, isWanted, doubt })
  }

  return {
    test: () => testCatalogue(glue, athena, { database, workgroup }),

    async createTables(some, manifest) {
      const made = await bringDatabase()
      if (made.outcome === 'failed') return [made]
      const how = { previous: null, doubt: true, view: null }
      return [made, ...(await forEach(some, manifest, (table) => bringTable(glue, table, how)))]
    },

    async createViews(some, manifest) {
      const outcomes = await forEach(some, manifest, makeTypedView)
      return [...outcomes, ...(await makeReadyMade(some, manifest, outcomes, true))]
    },

    async dropTables(some) {
      // Views first: one that stands on nothing fails whoever asks it.
      const standing = readyMadeViews([], naming).filter(standsOn(some))
      const readyMade = await aFewAtATime(1, standing, ({ name }) =>
        dropFromCatalogue(glue, { kind: 'view', object: name, table: null }),
      )
      const dropped = await forEach(some, null, async ({ view, raw, listed }) => [
        await dropFromCatalogue(glue, { kind: 'view', object: view, table: listed }),
        await dropFromCatalogue(glue, { kind: 'raw table', object: raw, table: listed }),
      ])
      return [...readyMade.filter(({ outcome }) => outcome !== 'absent'), ...dropped]
    },

    async follow(some, before, after) {
      const published = some.filter((table) => publishedTableOf(after, table) !== null)
      if (published.length === 0) return []
      const made = await bringDatabase()
      if (made.outcome === 'failed') return [made]
      const outcomes = await forEach(published, after, (table) =>
        bringTable(glue, table, {
          previous: publishedTableOf(before, { datasource: table.listed.datasource, name: table.listed.name }),
          doubt: false,
          view: { athena, database },
        }),
      )
      return [made, ...outcomes, ...(await makeReadyMade(published, after, outcomes, false))]
    },

    close() {
      clients.glue.destroy()
      clients.athena.destroy()
    },
  }
}

function standsOn(tables: readonly ListedTable[]): (view: MadeView) => boolean {
  const names = new Set<string>(tables.map(({ name }) => name))
  return ({ sources }) => sources.some((source) => names.has(source))
}

function refuseSharedNames(tables: readonly ListedTable[], settings: CatalogueSettings): void {
  const owners = new Map<string, string>()
  for (const table of tables) {
    const { raw, view } = namesOf(table, settings)
    for (const name of [raw, view]) {
      const owner = owners.get(name)
      if (owner !== undefined) {
        throw badInput(`The tables ${owner} and ${table.name} are both called ${name} in the catalogue.`, {
          advice: 'Give one of them another datalake_table_name and datalake_table_view in the settings file.',
        })
      }
      owners.set(name, table.name)
    }
  }
}
