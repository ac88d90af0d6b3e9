import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { ImportReport } from '../contract/pipeline.ts'
import { reconcileActors } from '../ingest/reconcile-actors.ts'
import { addTally, createTally, reportOf } from '../ingest/tally.ts'
import { misconfigured } from '../kernel/errors.ts'
import { identifier } from '../lake/identifier.ts'
import { databasesOf } from '../warehouse/tables.ts'
import { type Filler, fillTarget } from './fill-target.ts'
import { followChanges } from './follow-changes.ts'
import { databaseObjectOf } from './lms-objects.ts'
import { columnsOf, type SourceTable } from './source-tables.ts'
import type { Staged } from './targets.ts'

/** The LMS's own database, as far as it is read. */
export interface LmsDatabase {
  /** @returns null for a table that it has not */
  columns(table: string): Promise<ReadonlySet<string> | null>
  /** The next rows of a table by its primary key, all values as MySQL's text. */
  page(request: PageRequest): Promise<readonly Readonly<Record<string, string | null>>[]>
}

export interface PageRequest {
  readonly table: string
  readonly columns: readonly string[]
  /** The key behind which the page begins. */
  readonly after: string | null
  /** Only those whose key is among them, or is not. */
  readonly ids?: readonly string[]
  readonly idsToSkip?: readonly string[]
  readonly limit: number
}

/** As tables of Django have it. */
export const primaryKey = 'id'

export interface DumpOptions extends Filler {
  readonly database: LmsDatabase
  /** `course_enrollment`: see `databaseObjectOf`. */
  readonly object: string
  readonly withNames: boolean
  /** Rows that are there as they are already are written as well. */
  readonly force: boolean
  /** Rows read and written at a time. */
  readonly batchSize: number
  /** Seconds between two batches. */
  readonly sleepSeconds: number
  readonly ids?: readonly string[]
  readonly idsToSkip?: readonly string[]
  /** The primary key behind which to begin. */
  readonly startPk?: string
  /** Rows in all, no more. */
  readonly limit?: number
  /** Stops between two batches. */
  readonly signal?: AbortSignal
  /** @param lastPk of the newest batch: where `startPk` goes on from */
  readonly onProgress?: (done: { readonly report: ImportReport; readonly lastPk: string }) => void
}

/**
 * Writes rows of one object of the LMS, straight from its database, into Aspects' table of that name, batch by batch in the order of
 * the primary key. A row that is there as it is already is left out, unless forced. It says nothing of rows that the LMS has no more:
 * that is for a load from the lake.
 * @throws PanoramaError `not_found` for an unknown object; `misconfigured` when the database lacks a table or column that it takes
 */
export async function dumpLms(options: DumpOptions): Promise<ImportReport> {
  const { database, object, withNames, batchSize, sleepSeconds, limit = Number.POSITIVE_INFINITY, signal } = options
  const { warehouse, dataSet, clock, lmsUrl } = options
  const { target } = databaseObjectOf(object)
  const { origin, there } = await originOf(options)
  const [main, ...needed] = origin.from
  if (main === undefined) throw new Error('An origin has a table.')
  const tables = stagingTables(options, there)
  const total = createTally()
  const staged: Partial<Record<SourceTable | 'allTags', string>> = {}
  try {
    if (main === 'oel_tagging_tag') staged.allTags = await tables.stageWhole(main, `all_${main}`)
    for (const source of [...needed, ...(origin.with ?? [])]) {
      if (source !== 'auth_user' && there.has(source)) staged[source] = await tables.stageWhole(source)
    }
    for (let after = options.startPk ?? null; total.read < limit; ) {
      signal?.throwIfAborted()
      const rows = await database.page({
        ...{ table: main, after, limit: Math.min(batchSize, limit - total.read) },
        columns: tables.columnsRead(main, withNames),
        ...(options.ids && { ids: options.ids }),
        ...(options.idsToSkip && { idsToSkip: options.idsToSkip }),
      })
      if (rows.length === 0) break
      staged[main] = await tables.stage(main, rows)
      if ((origin.with ?? []).includes('auth_user') && there.has('auth_user')) {
        staged.auth_user = await tables.stageUsers(rows)
      }
      const { tally } = await fillTarget(options, {
        target,
        select: origin.select(staged as Staged),
        ...{ dumpedAt: clock.now(), source: main, way: 'dump', isForced: options.force, load: randomUUID() },
      })
      addTally(total, tally)
      after = rows.at(-1)?.[primaryKey] ?? null
      options.onProgress?.({ report: reportOf(total), lastPk: String(after) })
      if (rows.length < batchSize) break
      if (sleepSeconds > 0 && total.read < limit) {
        await setTimeout(sleepSeconds * 1000, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted())
      }
    }
  } finally {
    await tables.drop()
  }
  await reconcileActors({ warehouse, dataSet, lmsUrl, clock, ...(signal && { signal }) })
  await followChanges(warehouse, dataSet, signal ? { signal } : {})
  return reportOf(total)
}

/** Of what the object is made in this database, and which columns of each table there are. */
async function originOf({ database, object }: DumpOptions) {
  const { target } = databaseObjectOf(object)
  const there = new Map<SourceTable, ReadonlySet<string>>()
  const wanted = target.origins.flatMap((origin) => [...origin.from, ...(origin.with ?? [])])
  for (const source of new Set(wanted)) {
    const columns = await database.columns(source)
    if (columns) there.set(source, columns)
  }
  const lacks = (source: SourceTable) =>
    columnsOf(source, { withNames: true })
      .filter(({ from, isNeeded }) => isNeeded && from !== null && !there.get(source)?.has(from))
      .map(({ from }) => `${source}.${from}`)
  const origin = target.origins.find(({ from }) => from.every((source) => lacks(source).length === 0))
  if (origin) return { origin, there }
  throw misconfigured(`The LMS's database lacks ${(target.origins[0]?.from ?? []).flatMap(lacks).join(', ')}.`, {
    advice: 'Check mysql_database in the settings file, and that its user may read these tables.',
  })
}

/** Tables of the warehouse that hold rows of the LMS for as long as it takes. */
function stagingTables(
  { database, warehouse, dataSet, withNames, batchSize }: DumpOptions,
  there: ReadonlyMap<SourceTable, ReadonlySet<string>>,
) {
  const { engine } = warehouse
  const made = new Set<string>()
  const staging = databasesOf(warehouse.databases, dataSet).panorama
  const command = (sql: string) => engine.command({ name: 'dump-lms', sql })

  const columnsRead = (source: SourceTable, named: boolean) => {
    const wanted = columnsOf(source, { withNames: named }).flatMap(({ from }) => from ?? [])
    return [...new Set([primaryKey, ...wanted])].filter((column) => there.get(source)?.has(column))
  }

  async function add(
    source: SourceTable,
    table: string,
    rows: readonly Readonly<Record<string, string | null>>[],
  ): Promise<void> {
    if (rows.length === 0) return
    const columns = columnsOf(source, { withNames })
    const lines = rows.map((row) =>
      JSON.stringify(Object.fromEntries(columns.map(({ name, from }) => [name, from === null ? null : row[from]]))),
    )
    const names = columns.map(({ name }) => identifier(name))
    await engine.insert(table, names, 'JSONEachRow', Buffer.from(lines.join('\n')))
  }

  async function create(source: SourceTable, as: string = source): Promise<string> {
    const table = `${staging}.import_dump_of_${as}`
    made.add(table)
    await command(`DROP TABLE IF EXISTS ${table} SYNC`)
    const columns = columnsOf(source, { withNames }).map(({ name }) => `${identifier(name)} Nullable(String)`)
    await command(`CREATE TABLE ${table} (${columns.join(', ')}) ENGINE = MergeTree ORDER BY tuple()`)
    return table
  }

  async function stage(source: SourceTable, rows: readonly Readonly<Record<string, string | null>>[]): Promise<string> {
    const table = await create(source)
    await add(source, table, rows)
    return table
  }

  return {
    columnsRead,
    stage,
    /** The users of these rows. */
    async stageUsers(rows: readonly Readonly<Record<string, string | null>>[]): Promise<string> {
      const ids = [...new Set(rows.flatMap(({ user_id: user }) => user ?? []))]
      const columns = columnsRead('auth_user', withNames)
      return stage(
        'auth_user',
        await database.page({ table: 'auth_user', columns, after: null, ids, limit: Math.max(1, ids.length) }),
      )
    },
    async stageWhole(source: SourceTable, as?: string): Promise<string> {
      const table = await create(source, as)
      for (let after: string | null = null; ; ) {
        const rows: readonly Readonly<Record<string, string | null>>[] = await database.page({
          ...{ table: source, columns: columnsRead(source, withNames), after, limit: batchSize },
        })
        await add(source, table, rows)
        if (rows.length < batchSize) return table
        after = rows.at(-1)?.[primaryKey] ?? null
      }
    },
    /** At once: what is in them of people must not wait on the disk. */
    async drop(): Promise<void> {
      for (const table of made) await command(`DROP TABLE IF EXISTS ${table} SYNC`)
    },
  }
}
