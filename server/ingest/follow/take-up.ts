import { randomUUID } from 'node:crypto'
import { unreadPacking } from '../packing.ts'
import { type FoundLog, isRotatedFrom, oldestFirst, problemOf, rotatedNames } from './find-logs.ts'
import { type FollowedLog, openAt, openNew } from './followed-log.ts'
import type { KnownPlace, KnownPlaces } from './known-places.ts'
import type { Problems } from './problems.ts'
import { beginningOf } from './read-beginning.ts'
import { marksIfThey } from './read-plain.ts'
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
  /** Every so often: tries again what could not be looked into, and finds what has grown though it was put aside. */
  lookAgain(): Promise<void>
}

/** From one look at rotated files to the next. */
const lookAgainMs = 2_000

export function createTakingUp(
  followed: Map<string, FollowedLog>,
  known: KnownPlaces,
  problems: Problems,
  tell: Tell,
  say: (text: string) => void,
): TakingUp {
  const unrecovered = new Set<string>()
  /** Since when files were put aside, by the path of their log, where one could not be looked into. */
  const untaken = new Map<string, number>()
  /** Files that are packed in a way that is not read, as they were found: not looked into again before they change. */
  const refused = new Map<string, { readonly found: FoundLog; readonly problem: string }>()
  let lookedAt = performance.now()

  const isFollowed = (identity: string) => [...followed.values()].some((log) => log.identity === identity)

  /** Goes on in a file where a known place is; false where the file does not hold what was read. */
  async function resume(found: FoundLog, { id, stored }: KnownPlace): Promise<boolean> {
    const log = await openAt(found, followed.has(id) ? randomUUID() : id, stored)
    if (!log) return false
    followed.set(log.id, log)
    known.note(log)
    if (stored.offset === 0) say(`${found.path}: reading from its beginning.`)
    // One that was read to its end is rarely more than a copy.
    else if (!stored.isDone) say(`${found.path}: going on behind line ${stored.lines.toLocaleString('en')}.`)
    return true
  }

  async function resumeAtAny(found: FoundLog, places: readonly KnownPlace[]): Promise<boolean> {
    const begins = await beginningOf(found.path)
    for (const place of places) {
      const isLikely = place.stored.offset === 0 || begins(place.stored)
      if (isLikely && mayBeIn(place, found) && (await resume(found, place))) return true
    }
    return false
  }

  async function begin(found: FoundLog, firstPath: string): Promise<void> {
    const log = await openNew(found, randomUUID(), firstPath)
    if (!log) return
    followed.set(log.id, log)
    known.note(log)
    say(`${found.path}: reading from its beginning.`)
  }

  async function refusal(found: FoundLog): Promise<string | undefined> {
    const before = refused.get(found.path)
    const isSame = before?.found.size === found.size && before.found.modifiedAt === found.modifiedAt
    if (before && isSame && before.found.identity === found.identity) return before.problem
    const packing = await unreadPacking(found.path)
    refused.delete(found.path)
    if (packing === null) return undefined
    const problem = `is packed with ${packing}, and only gzip is read: unpack it where it lies, and let logs be packed with gzip from now on`
    refused.set(found.path, { found, problem })
    return problem
  }

  /** @returns what keeps it from being taken up, in words */
  async function tryToTake(found: FoundLog, firstPath: string): Promise<string | undefined> {
    if (isFollowed(found.identity)) return undefined
    try {
      const same = known.at(found.identity)
      if (same.some(({ stored }) => isUntouched(found, stored))) return undefined
      const problem = await refusal(found)
      if (problem !== undefined) return problem
      const others = known.all().filter(({ stored }) => stored.identity !== found.identity)
      if (!(await resumeAtAny(found, [...furthestFirst(same), ...others]))) await begin(found, firstPath)
      return undefined
    } catch (cause) {
      return problemOf(cause)
    }
  }

  async function take(found: FoundLog, firstPath = found.path): Promise<void> {
    problems.set(found.path, await tryToTake(found, firstPath))
  }

  async function recover(place: KnownPlace): Promise<FoundLog | null> {
    if (await isHeldByAnother(place)) {
      known.forget(place.id)
      return null
    }
    const { path, identity, offset, size, firstModifiedAt } = place.stored
    const rotated = (await rotatedNames(path)).filter((found) => mayBeIn(place, found))
    const isFirst = (found: FoundLog) => found.identity === identity
    // A file that is older than the log holds nothing of it.
    const mayHold = (found: FoundLog) => isFirst(found) || found.modifiedAt >= firstModifiedAt
    const unread = new Map<string, string>()
    for (const found of [...rotated.filter(isFirst), ...rotated.filter((each) => !isFirst(each))]) {
      if (isFollowed(found.identity)) continue
      try {
        const problem = await refusal(found)
        if (problem === undefined && (await resume(found, place))) {
          problems.set(found.path, undefined)
          unrecovered.delete(place.id)
          return found
        }
        if (problem !== undefined && mayHold(found)) unread.set(found.path, problem)
      } catch (cause) {
        if (mayHold(found)) unread.set(found.path, problemOf(cause))
      }
    }
    for (const [each, problem] of unread) problems.set(each, problem)
    if (unread.size > 0) {
      unrecovered.add(place.id)
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

  /** Two who followed a log have each a place in it. */
  async function isHeldByAnother({ id, stored }: KnownPlace): Promise<boolean> {
    const log = [...followed.values()].find(({ identity }) => identity === stored.identity)
    if (!log?.file || log.id === id || stored.offset === 0) return false
    return (await marksIfThey(log.file, stored.offset, stored)) !== null
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

  /** Some write for hours to a log that was put aside, until they are told to open the new one. */
  async function takeGrown(path: string): Promise<void> {
    for (const found of await rotatedNames(path)) {
      if (known.at(found.identity).some(({ stored }) => stored.isDone && found.size > stored.size)) {
        problems.set(found.path, await tryToTake(found, path))
      }
    }
  }

  return {
    take,
    begin,
    recover,
    takeAside,
    async lookAgain() {
      if (performance.now() - lookedAt < lookAgainMs) return
      lookedAt = performance.now()
      for (const id of [...unrecovered.keys()]) {
        // Meanwhile it may have been found by its content.
        const place = known.all().find((each) => each.id === id)
        if (place && !place.stored.isDone && !followed.has(id)) await recover(place)
        else unrecovered.delete(id)
      }
      for (const [path, since] of [...untaken]) await takeAside(path, since)
      const paths = new Set([...followed.values()].map(({ firstPath }) => firstPath))
      const done = new Set(known.all().map(({ stored }) => (stored.isDone ? stored.path : '')))
      for (const path of paths) if (done.has(path)) await takeGrown(path)
    },
  }
}

const furthestFirst = (places: readonly KnownPlace[]) =>
  [...places].sort((one, other) => other.stored.offset - one.stored.offset)

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
