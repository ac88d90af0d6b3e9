import type { ImportReport } from '../../contract/pipeline.ts'
import type { DataSet } from '../../contract/scope.ts'
import type { Store } from '../../store/store.ts'
import type { FollowedLog } from './followed-log.ts'
import { parseStoredPlace, type StoredPlace, storedPlace } from './stored-place.ts'

export interface KnownPlace {
  readonly id: string
  readonly stored: StoredPlace
  /** ISO 8601; null for one that this process has made. */
  readonly savedAt: string | null
}

/** Places in logs that were ever followed: so that no log is read again, whatever has become of its name. */
export interface KnownPlaces {
  all(): readonly KnownPlace[]
  /** Those in the file with this identity. */
  at(identity: string): readonly KnownPlace[]
  /** Notes what of a log is in the warehouse. It is kept with the next `save`. */
  note(log: FollowedLog): void
  forget(id: string): void
  isSaved(): boolean
  /** Whether a log was noted of which the store knows nothing yet. */
  hasNew(): boolean
  /** Keeps what was noted, together with what the run has counted. */
  save(run: { id: string; report: ImportReport }): Promise<void>
}

export async function openKnownPlaces(
  store: Pick<Store, 'positions' | 'saveProgress'>,
  dataSet: DataSet,
  follower: string,
): Promise<KnownPlaces> {
  const known = new Map<string, KnownPlace>()
  const idsByIdentity = new Map<string, Set<string>>()
  const inStore = new Set<string>()

  function add(place: KnownPlace): void {
    remove(place.id)
    known.set(place.id, place)
    const { identity } = place.stored
    idsByIdentity.set(identity, new Set(idsByIdentity.get(identity)).add(place.id))
  }

  function remove(id: string): void {
    const identity = known.get(id)?.stored.identity
    if (identity === undefined) return
    known.delete(id)
    idsByIdentity.get(identity)?.delete(id)
    if (idsByIdentity.get(identity)?.size === 0) idsByIdentity.delete(identity)
  }

  for (const { source, value, savedAt } of await store.positions('file', dataSet)) {
    const stored = parseStoredPlace(value)
    inStore.add(source)
    if (stored) add({ id: source, stored, savedAt })
  }
  let noted = new Set<string>()
  let forgotten = new Set<string>()
  return {
    all: () => [...known.values()],
    at: (identity) => [...(idsByIdentity.get(identity) ?? [])].map((id) => known.get(id)!),
    note(log) {
      add({
        id: log.id,
        stored: storedPlace({ ...log, path: log.firstPath }, log.durable, follower),
        savedAt: null,
      })
      noted.add(log.id)
    },
    forget(id) {
      remove(id)
      noted.delete(id)
      forgotten.add(id)
    },
    isSaved: () => noted.size + forgotten.size === 0,
    hasNew: () => [...noted].some((id) => !inStore.has(id)),
    async save(run) {
      const [saving, removing] = [noted, forgotten]
      noted = new Set()
      forgotten = new Set()
      const positions = [...saving].map((id) => ({ source: id, value: JSON.stringify(known.get(id)?.stored) }))
      try {
        await store.saveProgress({ kind: 'file', dataSet, positions, forgotten: [...removing], run })
        for (const id of saving) inStore.add(id)
        for (const id of removing) inStore.delete(id)
      } catch (cause) {
        noted = new Set([...saving, ...noted])
        forgotten = new Set([...removing, ...forgotten])
        throw cause
      }
    },
  }
}
