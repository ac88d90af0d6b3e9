import { randomUUID } from 'node:crypto'
import { type FoundLog, isRotatedFrom, oldestFirst, problemOf, rotatedNames } from './find-logs.ts'
import { type FollowedLog, openAt, openNew } from './followed-log.ts'
import type { KnownPlace, KnownPlaces } from './known-places.ts'
import { unreadPacking } from './packing.ts'
import type { Problems } from './problems.ts'
import type { StoredPlace } from './stored-place.ts'
import type { Tell } from './tell.ts'

/** Finds out which log a file is: one of which something was read, whatever it is called by now, or a new one. */
export interface TakingUp {
  /** @param firstPath where the file was before it was rotated, if that is known */
  take(found: FoundLog, firstPath?: string): Promise<void>
  begin(found: FoundLog, firstPath: string): Promise<void>
  /**
   * Finds the rest of a log that was rotated, copied, packed or emptied. Where there is none, it is told and the place
   * forgotten; where a file cannot be looked into, the place is kept and `lookAgain` tries again.
   * @returns the file that holds the rest
   */
  recover(place: KnownPlace): Promise<FoundLog | null>
  /**
   * Takes up the files beside a log that were written to since then: they came and were put aside while nobody looked.
   * @returns whether there are any
   */
  takeAside(path: string, since: number): Promise<boolean>
  /** Tries again, every so often, what could not be looked into. */
  lookAgain(): Promise<void>
}

/** From one try to the next with rotated files that could not be looked into. */
const lookAgainMs = 5_000

export function createTakingUp(
  followed: Map<string, FollowedLog>,
  known: KnownPlaces,
  problems: Problems,
  tell: Tell,
  say: (text: string) => void,
): TakingUp {
  const unrecovered = new Map<string, KnownPlace>()
  /** Since when files were put aside, by the path of their log, where one could not be looked into. */
  const untaken = new Map<string, number>()
  let lookedAt = performance.now()

  const isFollowed = (identity: string) => [...followed.values()].some((log) => log.identity === identity)

  /** Goes on in a file where a known place is; false where the file does not hold what was read. */
  async function resume(found: FoundLog, { id, stored }: KnownPlace): Promise<boolean> {
    const log = await openAt(found, followed.has(id) ? randomUUID() : id, stored)
    if (!log) return false
    followed.set(log.id, log)
    known.note(log)
    say(
      stored.offset === 0
        ? `${found.path}: reading from its beginning.`
        : `${found.path}: going on behind line ${stored.lines.toLocaleString('en')}.`,
    )
    return true
  }

  async function resumeAtAny(found: FoundLog, places: readonly KnownPlace[]): Promise<boolean> {
    for (const place of places) if (mayBeIn(place, found) && (await resume(found, place))) return true
    return false
  }

  async function begin(found: FoundLog, firstPath: string): Promise<void> {
    const log = await openNew(found, randomUUID(), firstPath)
    if (!log) return
    followed.set(log.id, log)
    known.note(log)
    say(`${found.path}: reading from its beginning.`)
  }

  /** @returns what keeps it from being taken up, in words */
  async function tryToTake(found: FoundLog, firstPath: string): Promise<string | undefined> {
    if (isFollowed(found.identity)) return undefined
    try {
      const same = known.all().filter(({ stored }) => stored.identity === found.identity)
      if (same.some(({ stored }) => isUntouched(found, stored))) return undefined
      const problem = await unreadPacking(found.path)
      if (problem !== undefined) return problem
      const others = known.all().filter(({ stored }) => stored.identity !== found.identity)
      if (!(await resumeAtAny(found, [...same, ...others]))) await begin(found, firstPath)
      return undefined
    } catch (cause) {
      return problemOf(cause)
    }
  }

  async function take(found: FoundLog, firstPath = found.path): Promise<void> {
    problems.set(found.path, await tryToTake(found, firstPath))
  }

  async function recover(place: KnownPlace): Promise<FoundLog | null> {
    const { path, identity, offset, size, firstModifiedAt } = place.stored
    const rotated = (await rotatedNames(path)).filter((found) => mayBeIn(place, found))
    const isFirst = (found: FoundLog) => found.identity === identity
    const unread = new Map<string, string>()
    for (const found of [...rotated.filter(isFirst), ...rotated.filter((each) => !isFirst(each))]) {
      if (isFollowed(found.identity)) continue
      try {
        const problem = await unreadPacking(found.path)
        if (problem === undefined && (await resume(found, place))) {
          problems.set(found.path, undefined)
          unrecovered.delete(place.id)
          return found
        }
        // A file that is older than the log holds nothing of it.
        if (problem !== undefined && found.modifiedAt >= firstModifiedAt) unread.set(found.path, problem)
      } catch (cause) {
        unread.set(found.path, problemOf(cause))
      }
    }
    for (const [each, problem] of unread) problems.set(each, problem)
    if (unread.size > 0) {
      unrecovered.set(place.id, place)
      return null
    }
    // What was put aside since a log was begun may be it, or a copy of it.
    const isAside = offset === 0 && (await takeAside(path, firstModifiedAt))
    if (!isAside && (offset > 0 || size > 0)) {
      tell(`${path}: what came behind byte ${offset.toLocaleString('en')} is not there any more.`, true)
    }
    unrecovered.delete(place.id)
    known.forget(place.id)
    return null
  }

  async function takeAside(path: string, since: number): Promise<boolean> {
    const aside = (await rotatedNames(path)).filter(({ modifiedAt }) => modifiedAt >= since)
    untaken.delete(path)
    for (const found of aside.sort(oldestFirst)) {
      const problem = await tryToTake(found, path)
      problems.set(found.path, problem)
      if (problem !== undefined) untaken.set(path, since)
    }
    return aside.length > 0
  }

  return {
    take,
    begin,
    recover,
    takeAside,
    async lookAgain() {
      if (performance.now() - lookedAt < lookAgainMs) return
      lookedAt = performance.now()
      for (const place of [...unrecovered.values()]) await recover(place)
      for (const [path, since] of [...untaken]) await takeAside(path, since)
    },
  }
}

/** Whether a file is as it was when it was read to its end. An empty one may be another file with the same inode. */
const isUntouched = ({ size }: FoundLog, stored: StoredPlace) =>
  stored.isDone && size > 0 && (size === stored.size || size === stored.offset)

/**
 * Whether a file may hold what follows a place. Where nothing was read yet, no bytes tell the log from others: then it is known
 * by its inode and its name.
 */
function mayBeIn({ stored }: KnownPlace, { identity, path }: FoundLog): boolean {
  if (stored.offset > 0) return true
  return !stored.isDone && stored.identity === identity && (stored.path === path || isRotatedFrom(stored.path, path))
}
