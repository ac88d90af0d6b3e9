import { randomUUID } from 'node:crypto'
import type { Clock } from '../../kernel/clock.ts'
import { PanoramaError } from '../../kernel/errors.ts'
import { type FoundLog, findLogs, isNamed, lookAt, problemOf, rotatedNames } from './find-logs.ts'
import { close, type FollowedLog, openAt, openNew, stopReading } from './followed-log.ts'
import type { KnownPlace, KnownPlaces } from './known-places.ts'
import type { StoredPlace } from './stored-place.ts'

/** Told once for each change, in words. */
export type Tell = (text: string, isProblem?: boolean) => void

/** How long a log that was read to its end is recognised when it turns up again. */
const rememberedMs = 90 * 24 * 3_600_000

/** A file may be of another machine's time. */
const clockTolerance = 3_600_000

/** The logs that patterns name, and what they were called before they were rotated. */
export interface FollowedLogs {
  /** Finds out what has come, grown, been renamed or gone; the logs that may have something new, the oldest first. */
  look(): Promise<readonly FollowedLog[]>
  /** Begins a log anew that does not hold any more what was read of it, and finds its rest in a copy. */
  restart(log: FollowedLog): Promise<void>
  /** Leaves a log that cannot be read as it is until it changes. */
  setAside(log: FollowedLog, cause: unknown): Promise<void>
  /** Lets go of a log of which all is in the warehouse and nothing more is to come. */
  finish(log: FollowedLog): Promise<void>
  all(): readonly FollowedLog[]
  close(): Promise<void>
}

export function createFollowedLogs(
  patterns: readonly string[],
  known: KnownPlaces,
  { clock, tell, isOnce = false }: { readonly clock: Clock; readonly tell: Tell; readonly isOnce?: boolean },
): FollowedLogs {
  const followed = new Map<string, FollowedLog>()
  const problems = new Map<string, string>()
  let isFirstLook = true

  const byIdentity = (identity: string) => [...followed.values()].find((log) => log.identity === identity)

  /** A problem is told when it is new; it goes without a word. */
  function setProblem(path: string, problem: string | undefined): void {
    if (problem !== undefined && problems.get(path) !== problem) {
      tell(`${path} ${problem}${isOnce ? '' : '; looking again'}.`, true)
    }
    if (problem === undefined) problems.delete(path)
    else problems.set(path, problem)
  }

  function add(log: FollowedLog, text: string): void {
    followed.set(log.id, log)
    tell(text)
  }

  /** Goes on in a file where a known place is; false where the file does not hold what was read. */
  async function resume(found: FoundLog, { id, stored }: KnownPlace): Promise<boolean> {
    const log = await openAt(found, followed.has(id) ? randomUUID() : id, stored)
    if (!log) return false
    add(log, `${found.path}: going on behind line ${stored.lines.toLocaleString('en')}.`)
    known.note(log)
    return true
  }

  async function resumeAtAny(found: FoundLog, places: readonly KnownPlace[]): Promise<boolean> {
    for (const place of places) {
      if (place.stored.offset > 0 && (await resume(found, place))) return true
    }
    return false
  }

  async function begin(found: FoundLog, firstPath: string): Promise<void> {
    const log = await openNew(found, randomUUID(), firstPath)
    if (log) add(log, `${found.path}: reading from its beginning.`)
  }

  /** A file that is new to us: the same as one that is known, copied or packed or renamed; or really new. */
  async function take(found: FoundLog, firstPath = found.path): Promise<void> {
    if (byIdentity(found.identity)) return
    try {
      const same = known.all().filter(({ stored }) => stored.identity === found.identity)
      if (same.some(({ stored }) => isUntouched(found, stored))) return
      const others = known.all().filter(({ stored }) => stored.identity !== found.identity)
      if (!(await resumeAtAny(found, [...same, ...others]))) await begin(found, firstPath)
      setProblem(found.path, undefined)
    } catch (cause) {
      setProblem(found.path, problemOf(cause))
    }
  }

  /**
   * Finds what of a log was not read yet, after it was rotated, copied, packed or emptied.
   * @returns the file that holds it
   */
  async function recover(place: KnownPlace, rotated: readonly FoundLog[]): Promise<FoundLog | null> {
    const first = rotated.filter(({ identity }) => identity === place.stored.identity)
    for (const found of [...first, ...rotated]) {
      if (byIdentity(found.identity)) continue
      try {
        if (await resume(found, place)) return found
      } catch (cause) {
        setProblem(found.path, problemOf(cause))
      }
    }
    return null
  }

  /** While nobody followed, logs may have been rotated, several times. */
  async function catchUp(): Promise<void> {
    const mine = known.all().filter(({ stored }) => isNamed(patterns, stored.path))
    const longAgo = clock.now().getTime() - rememberedMs
    for (const { id, stored, savedAt } of mine)
      if (stored.isDone && Date.parse(savedAt ?? '') < longAgo) known.forget(id)
    for (const place of mine.filter(({ id, stored }) => !stored.isDone && !followed.has(id))) {
      const { path, offset } = place.stored
      const rotated = await rotatedNames(path)
      const recovered = await recover(place, rotated)
      if (!recovered) {
        tell(`${path}: what came behind byte ${offset.toLocaleString('en')} is not there any more.`, true)
        known.forget(place.id)
      }
      const since = lastTouchedBefore(place, recovered)
      for (const found of rotated) if (found.modifiedAt >= since) await take(found, path)
    }
  }

  /**
   * Files that came and were rotated away meanwhile were written to since then. A clock that has jumped must not make us miss
   * any: to read a file too many changes nothing.
   */
  function lastTouchedBefore({ savedAt }: KnownPlace, recovered: FoundLog | null): number {
    const saved = Date.parse(savedAt ?? '')
    if (saved > clock.now().getTime()) return Number.NEGATIVE_INFINITY
    return Math.min(saved - clockTolerance, recovered?.modifiedAt ?? Number.POSITIVE_INFINITY)
  }

  async function look(): Promise<readonly FollowedLog[]> {
    const { logs, problems: now } = await findLogs(patterns)
    for (const [path, problem] of now) setProblem(path, problem)
    const changed = new Set<FollowedLog>()
    const news: FoundLog[] = []
    for (const found of [...logs].sort(oldestFirst)) {
      const log = byIdentity(found.identity)
      if (!log) news.push(found)
      else if (update(log, found)) changed.add(log)
    }
    for (const log of followed.values()) {
      if (logs.some(({ identity }) => identity === log.identity)) continue
      log.goneSince ??= performance.now()
      changed.add(log)
    }
    const before = new Set(followed.values())
    for (const found of news) await take(found)
    if (isFirstLook) await catchUp()
    isFirstLook = false
    for (const log of followed.values()) if (!before.has(log)) changed.add(log)
    return [...changed].filter(({ isDone, isWaiting }) => !isDone && !isWaiting).sort(oldestFirst)
  }

  return {
    look,
    all: () => [...followed.values()],
    async restart(log) {
      followed.delete(log.id)
      tell(`${log.path}: was emptied or written over; reading it from its beginning.`)
      known.note(log)
      const place = known.all().find(({ id }) => id === log.id)
      if (!place || !(await recover(place, await rotatedNames(log.path)))) known.forget(log.id)
      const found = await lookAt(log.path)
      if (log.file && typeof found === 'object' && found?.identity === log.identity) await begin(found, log.firstPath)
      await close(log)
    },
    async setAside(log, cause) {
      log.isWaiting = true
      await stopReading(log)
      setProblem(log.path, cause instanceof PanoramaError ? 'is not whole' : problemOf(cause))
    },
    async finish(log) {
      known.note(log)
      followed.delete(log.id)
      await close(log)
    },
    async close() {
      for (const log of followed.values()) await close(log)
    },
  }
}

const oldestFirst = (one: { modifiedAt: number }, other: { modifiedAt: number }) => one.modifiedAt - other.modifiedAt

/** Whether a file is as it was when it was read to its end. */
const isUntouched = ({ size }: FoundLog, stored: StoredPlace) =>
  stored.isDone && (size === stored.size || size === stored.offset)

/** Notes what a look has found; true when there may be something to read. */
function update(log: FollowedLog, { path, size, modifiedAt }: FoundLog): boolean {
  const isSame = modifiedAt === log.modifiedAt && size === log.size
  Object.assign(log, { path, size, modifiedAt, goneSince: undefined })
  if (!isSame) log.isWaiting = false
  return !isSame || !log.file || size !== log.place.offset
}
