import { stat } from 'node:fs/promises'
import type { Clock } from '../kernel/clock.ts'
import { conflict, PanoramaError } from '../kernel/errors.ts'
import { aFewAtATime } from './a-few-at-a-time.ts'
import type { FormerPlace } from './former-place.ts'
import { sha256OfFile } from './hash-file.ts'
import { type LakeKeys, manifestName } from './keys.ts'
import type { LakeLock } from './lock.ts'
import type { Manifest, PublishedObject, PublishedTable } from './manifest.ts'
import { type ManifestVersion, readManifest, replaceManifest } from './manifest-file.ts'
import { type PlannedPart, planChange, staleObjects, tableId } from './plan-change.ts'
import type { LakeStorage } from './storage/storage.ts'
import type { PublishedChange, TableChange } from './table-change.ts'

/** The lake, while a run has its lock. */
export interface LakeWriter {
  /** What is published now; null: nothing ever was. */
  manifest(): Manifest | null
  /** Aborts when another run may have taken over: there is no use in going on. */
  readonly signal: AbortSignal
  /** Sentences on what was found when the run began. */
  readonly warnings: readonly string[]
  /**
   * Publishes what a run brings of a table, in one piece: objects are written aside, the manifest that names them takes the place of the
   * one before, and then they are brought under their keys. Killed at any moment, it has happened as a whole or not at all; the next run
   * completes what is left to do. What has the same content as before is not written again.
   * @throws PanoramaError `conflict` when the lock was lost, or when some partitions do not fit the others; and of the storage
   */
  publish(change: TableChange): Promise<PublishedChange>
}

export interface WriterParts {
  readonly storage: LakeStorage
  readonly keys: LakeKeys
  /** Of a site with base partitions, where it was without them. */
  readonly former: FormerPlace | null
  readonly lock: LakeLock
  readonly run: string
  readonly clock: Clock
}

/** Objects that are written at a time. */
const atATime = 8

const asideName = 'objects/'

/**
 * Begins to write: completes what a run before it left, and removes what no manifest names.
 * @returns the writer, and what to do when the run is done
 */
export async function openWriter({
  storage,
  keys,
  former,
  lock,
  run,
  clock,
}: WriterParts): Promise<LakeWriter & { collect(): Promise<void> }> {
  const manifestKey = keys.own(manifestName)
  const aside = keys.own(asideName)
  let current: ManifestVersion | undefined = await readManifest(storage, manifestKey)
  let written = 0
  const warnings: string[] = []

  async function replace(tables: Manifest['tables'], gone: Iterable<string>): Promise<void> {
    lock.assertHeld()
    const named = new Set(Object.values(tables).flatMap(({ objects }) => objects.map(({ key }) => key)))
    const left = [...new Set(gone)].filter((key) => !named.has(key))
    const next: Manifest = {
      ...{ version: 1, run, publishedAt: clock.now().toISOString(), tables },
      ...(left.length > 0 && { gone: left }),
    }
    current = await replaceManifest(storage, manifestKey, next, current?.tag ?? null)
  }

  /** Brings what lies aside under its key, and names it there. */
  async function settle(): Promise<void> {
    if (current === undefined) return
    const { tables, gone = [] } = current.manifest
    const settled: Record<string, PublishedTable> = { ...tables }
    let isChanged = false
    for (const [id, table] of Object.entries(tables)) {
      const own = table.partitionColumns.filter((column) => !keys.baseColumns.includes(column))
      const toSettle = table.objects.filter(({ key }) => key.startsWith(aside))
      if (toSettle.length === 0) continue
      isChanged = true
      const keyOf = ({ partition }: PublishedObject) =>
        keys.object(
          table,
          own.map((column) => [column, partition[column] ?? null]),
        )
      try {
        await each(toSettle, (object) => storage.settle(object.key, keyOf(object)))
        const objects = table.objects.map((object) =>
          object.key.startsWith(aside) ? { ...object, key: keyOf(object) } : object,
        )
        settled[id] = { ...table, objects }
      } catch (cause) {
        if (!(cause instanceof PanoramaError) || cause.code !== 'not_found') throw cause
        // Somebody removed what was published and not yet in its place. Without the table it is read anew; with it, it would lack rows.
        delete settled[id]
        warnings.push(`${table.table}: objects of it were removed from the lake by hand. It is extracted anew.`)
      }
    }
    if (isChanged) await replace(settled, gone)
  }

  /** Removes what nobody reads any more. */
  async function collect(): Promise<void> {
    const named = new Set(
      Object.values(current?.manifest.tables ?? {}).flatMap(({ objects }) => objects.map(({ key }) => key)),
    )
    const left = (await storage.list(aside)).map(({ key }) => key).filter((key) => !named.has(key))
    lock.assertHeld()
    await storage.removeDrafts(keys.own(''))
    await storage.remove([...left, ...(current?.manifest.gone ?? [])])
    if (current?.manifest.gone) await replace(current.manifest.tables, [])
  }

  /** The first failure ends it, once what is under way is done: nothing goes on behind the back of whoever is told of it. */
  async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
    const failures: unknown[] = []
    await aFewAtATime(atATime, items, async (item) => {
      if (failures.length > 0) return
      try {
        lock.assertHeld()
        await work(item)
      } catch (cause) {
        failures.push(cause)
      }
    })
    if (failures.length > 0) throw failures[0]
  }

  interface Brought {
    readonly object: PublishedObject
    readonly isNew: boolean
  }

  async function bring(
    { part, key, previous }: PlannedPart,
    isThere: (key: string, bytes: number) => boolean,
  ): Promise<Brought> {
    const { size: bytes } = await stat(part.file)
    const sha256 = await sha256OfFile(part.file)
    if (previous?.sha256 === sha256 && isThere(key, bytes)) return { object: previous, isNew: false }
    const place = `${aside}${run}/${++written}${key.slice(key.lastIndexOf('.'))}`
    await storage.put(place, part.file)
    const partition = keys.withBase(part.partition)
    return { object: { key: place, partition, rows: part.rows, bytes, sha256, run }, isNew: true }
  }

  await settle()
  await collect()
  if (!lock.isForOneAlone) {
    warnings.push(
      'This S3 service replaces objects whatever their version. Let only one run write into the lake at a time.',
    )
  }

  return {
    manifest: () => current?.manifest ?? null,
    signal: lock.signal,
    warnings,
    collect,
    async publish(change) {
      // What failed halfway before is completed first.
      await settle()
      const plan = planChange(change, current?.manifest, keys)
      // Somebody may have removed an object that the manifest names, and a tool before us may have left some that nobody names.
      const there = await storage.list(keys.tableFolder(change.table))
      const sizes = new Map(there.map(({ key, bytes }) => [key, bytes]))
      const isThere = (key: string, bytes: number) => !change.isForced && sizes.get(key) === bytes
      const stale = change.isWhole ? staleObjects(change, plan, keys, [...sizes.keys()]) : []
      const byPart = new Map<PlannedPart, Brought>()
      await each(plan.parts, async (part) => byPart.set(part, await bring(part, isThere)))
      const brought = plan.parts.map((part) => byPart.get(part)!)
      const { datasource, table, format, columns, partitionColumns, asOf, progress } = change
      const published: PublishedTable = {
        ...{ datasource, table, format, columns, partitionColumns: [...keys.baseColumns, ...partitionColumns] },
        objects: [...plan.kept, ...brought.map(({ object }) => object)],
        asOf: asOf.toISOString(),
        progress,
      }
      const others = Object.entries(current?.manifest.tables ?? {}).filter(([id]) => !plan.replaces.includes(id))
      const formerly = change.isWhole ? (former?.objectsOf(change) ?? []) : []
      const gone = [...(current?.manifest.gone ?? []), ...plan.gone.map(({ key }) => key), ...stale, ...formerly]
      await replace({ ...Object.fromEntries(others), [tableId(change)]: published }, gone)
      if (change.isWhole) await former?.forget(change)
      await settle()
      const written = brought.filter(({ isNew }) => isNew).map(({ object }) => object)
      const settled = current!.manifest.tables[tableId(change)]
      if (settled === undefined) throw removedMeanwhile(change.table)
      return {
        published: settled,
        rows: sumOf(settled.objects, 'rows'),
        rowsWritten: sumOf(written, 'rows'),
        bytesWritten: sumOf(written, 'bytes'),
        partitionsWritten: written.length,
        partitionsGone: plan.gone.length,
      }
    },
  }
}

const removedMeanwhile = (table: string) =>
  conflict(`${table}: objects of it were removed from the lake by hand while they were published.`, {
    advice: 'Leave the folder _panorama alone, and run it again.',
  })

const sumOf = (objects: readonly PublishedObject[], what: 'rows' | 'bytes') =>
  objects.reduce((sum, object) => sum + object[what], 0)
