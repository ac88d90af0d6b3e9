import type { FlowSource } from '../contract/flow.ts'
import type { DataSet } from '../contract/scope.ts'
import { lookAt } from '../ingest/follow/find-logs.ts'
import { parseStoredPlace, type StoredPlace } from '../ingest/follow/stored-place.ts'
import { type FolderState, parseFolderState } from '../ingest/objects/folder-state.ts'
import type { Store } from '../store/store.ts'

/** How far a log was read is kept every few seconds: a log is behind when more than that is missing. */
const keptEveryMs = 10_000
/** More than is written in those seconds, at any rate that a log grows at. */
const muchBehind = 100_000_000
/** A bucket is looked through every minute, as long as somebody follows it. */
const forgottenMs = 7 * 24 * 3_600_000
/** A program is silent when nothing was heard of it for so long. The time of its last use is kept to the minute. */
const silentMs = 600_000

/** Where events come from: the logs and buckets that were ever followed, and into the real data set the programs that have keys. */
export async function flowSources(
  store: Pick<Store, 'positions' | 'credentials'>,
  dataSet: DataSet,
  now: Date,
): Promise<FlowSource[]> {
  const logs = [...(await logsOf(store, dataSet, now)), ...(await bucketsOf(store, dataSet, now))]
  return dataSet === 'real' ? [...logs, ...(await programsOf(store, now))] : logs
}

interface KeptPlace extends StoredPlace {
  readonly savedAt: string
}

async function logsOf(store: Pick<Store, 'positions'>, dataSet: DataSet, now: Date): Promise<FlowSource[]> {
  const byPath = new Map<string, KeptPlace[]>()
  for (const { value, savedAt } of await store.positions('file', dataSet)) {
    const place = parseStoredPlace(value)
    // A packed log is read once, and then it is done with.
    if (place && !place.isDone) byPath.set(place.path, [...(byPath.get(place.path) ?? []), { ...place, savedAt }])
  }
  return Promise.all([...byPath].map(([path, places]) => logAt(path, places, now)))
}

/** After a rotation, a path has had several files: what counts is the one that is there now. */
async function logAt(path: string, places: readonly KeptPlace[], now: Date): Promise<FlowSource> {
  const lastReadAt =
    places
      .map(({ savedAt }) => savedAt)
      .sort()
      .at(-1) ?? null
  const log = { name: path, kind: 'file', lastReadAt } as const
  const found = await lookAt(path)
  if (found === null || typeof found === 'string') return { ...log, state: 'missing', bytesBehind: null }
  const read = places.find(({ identity }) => identity === found.identity)?.offset ?? 0
  const bytesBehind = Math.max(0, found.size - read)
  const isStuck = now.getTime() - Math.max(found.modifiedAt, Date.parse(lastReadAt ?? '')) > keptEveryMs
  const isBehind = bytesBehind > muchBehind || (bytesBehind > 0 && isStuck)
  return { ...log, state: isBehind ? 'behind' : 'following', bytesBehind }
}

async function bucketsOf(store: Pick<Store, 'positions'>, dataSet: DataSet, now: Date): Promise<FlowSource[]> {
  const kept = await store.positions('bucket', dataSet)
  return kept.flatMap(({ source: name, value, savedAt }): FlowSource[] => {
    const folder = parseFolderState(value)
    if (!folder || now.getTime() - Date.parse(savedAt) > forgottenMs) return []
    const isKnown = folder.bytes > 0 || (!folder.isEmpty && folder.problem === null)
    const bytesBehind = isKnown ? folder.bytes : null
    return [{ name, kind: 'bucket', state: stateOf(folder), bytesBehind, lastReadAt: folder.readAt }]
  })
}

function stateOf({ isEmpty, problem, objects }: FolderState): FlowSource['state'] {
  if (isEmpty) return 'missing'
  if (problem !== null) return 'unreadable'
  return objects > 0 ? 'behind' : 'following'
}

async function programsOf(store: Pick<Store, 'credentials'>, now: Date): Promise<FlowSource[]> {
  const sending = (await store.credentials()).filter(
    ({ scopes, revokedAt }) => scopes.includes('write') && revokedAt === null,
  )
  return sending.map(({ name, lastUsedAt }) => {
    const isHeard = lastUsedAt !== null && now.getTime() - Date.parse(lastUsedAt) < silentMs
    return { name, kind: 'program', state: isHeard ? 'sending' : 'silent', bytesBehind: null, lastReadAt: lastUsedAt }
  })
}
