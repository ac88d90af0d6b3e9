import type { S3Client } from '@aws-sdk/client-s3'
import { tablesOf } from '../../warehouse/tables.ts'
import { createCurrentLms } from '../current-lms.ts'
import { describeFailure } from '../follow/tell.ts'
import { createMapper } from '../mapper.ts'
import { createNewsFinder } from './find-news.ts'
import { type FolderState, parseFolderState } from './folder-state.ts'
import type { LogFolder } from './log-folder.ts'
import { problemOf } from './object-problem.ts'
import type { FollowObjectsOptions } from './options.ts'
import { type ObjectsToTake, takeObjects } from './take-objects.ts'

/** A folder of a bucket that is looked through again and again. */
export interface FollowedFolder {
  /** Reads what is new. @throws PanoramaError when it cannot be looked through or what is in it cannot be written */
  look(): Promise<void>
  /** Tells why a look failed, once for as long as it is the same. */
  tellOfFailure(cause: unknown): Promise<void>
  /** Bytes of objects that were found and are not read yet. */
  bytesBehind(): number
}

/** How often the store hears how much is left, while much is read. */
const saveMs = 2_000

export function createFollowedFolder(
  client: S3Client,
  folder: LogFolder,
  options: FollowObjectsOptions,
  count: ObjectsToTake['count'],
): FollowedFolder {
  const { s3, store, warehouse, dataSet, clock, signal, isOnce = false, tell, onWritten } = options
  const { bucketOwner } = s3
  const finder = createNewsFinder({ client, folder, bucketOwner, store, dataSet, clock })
  const currentLms = createCurrentLms(options)
  let state: FolderState = { objects: 0, bytes: 0, readAt: null, isEmpty: false, problem: null }
  let isBegun = false
  let savedAt = Number.NEGATIVE_INFINITY

  async function save(): Promise<void> {
    savedAt = performance.now()
    if (!isBegun) await goOn()
    const positions = [{ source: folder.url, value: JSON.stringify(state) }]
    await store.saveProgress({ kind: 'bucket', dataSet, positions, run: count() })
  }

  /** When it was last read is known from whoever followed it before. */
  async function goOn(): Promise<void> {
    const kept = (await store.positions('bucket', dataSet)).find(({ source }) => source === folder.url)
    const before = kept ? parseFolderState(kept.value) : null
    state = { ...state, readAt: state.readAt ?? before?.readAt ?? null }
    isBegun = true
  }

  function setProblem(problem: string | null): void {
    const isNew = problem !== null && problem !== state.problem
    if (isNew) tell(isOnce ? problem : `${problem} Looking again.`, true)
    else if (problem === null && state.problem !== null) tell(`${folder.url}: can be read again.`)
    state = { ...state, problem }
  }

  async function take(objects: ObjectsToTake['objects']): Promise<void> {
    state = { ...state, objects: objects.length, bytes: objects.reduce((sum, { bytes }) => sum + bytes, 0) }
    await save()
    const mapper = createMapper()
    const tables = tablesOf(warehouse.databases, dataSet)
    try {
      await takeObjects({
        ...{ client, bucket: folder.bucket, bucketOwner, objects, store, dataSet, count, signal },
        target: { engine: warehouse.engine, tables, clock, currentLms, mapper },
        async onTaken(taken) {
          for (const object of taken) {
            state = { ...state, objects: state.objects - 1, bytes: state.bytes - object.bytes }
            for (const problem of problemOf(folder.bucket, object)) tell(problem, true)
          }
          onWritten?.()
          if (performance.now() - savedAt > saveMs) await save()
        },
      })
    } finally {
      await mapper.close()
    }
  }

  return {
    async look() {
      for await (const objects of finder.look(signal)) await take(objects)
      const isEmpty = finder.seen().objects === 0
      setProblem(isEmpty ? `${folder.url}: there is no object there yet.` : null)
      const readAt = isEmpty ? state.readAt : clock.now().toISOString()
      state = { ...state, objects: 0, bytes: 0, readAt, isEmpty }
      await save()
    },
    async tellOfFailure(cause) {
      setProblem(describeFailure(cause))
      state = { ...state, isEmpty: false }
      await save().catch(() => undefined)
    },
    bytesBehind: () => state.bytes,
  }
}
