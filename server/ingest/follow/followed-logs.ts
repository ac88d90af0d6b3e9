import type { Clock } from '../../kernel/clock.ts'
import {
  type FoundLog,
  findLogs,
  isNamed,
  isRotatedFrom,
  lookAt,
  oldestFirst,
  problemOf,
  rotatedNames,
} from './find-logs.ts'
import { close, type FollowedLog, isTouched, stopReading } from './followed-log.ts'
import type { KnownPlace, KnownPlaces } from './known-places.ts'
import { createProblems } from './problems.ts'
import { createTakingUp } from './take-up.ts'
import type { Tell } from './tell.ts'

/** How long a log that was read to its end is recognised when it turns up again. */
const rememberedMs = 90 * 24 * 3_600_000

/** A file may be of another machine's time. */
const clockTolerance = 3_600_000

/** The logs that patterns name, and what they were called before they were rotated. */
export interface FollowedLogs {
  /**
   * Finds out what has come, grown, been renamed or gone. Logs that were begun are kept in the store when it resolves, before a
   * line of them is read: from then on nothing that happens to them makes us miss any.
   * @returns the logs that may have something new, the oldest first
   */
  look(): Promise<readonly FollowedLog[]>
  /** Begins a log anew that does not hold any more what was read of it, and finds its rest in a copy. */
  restart(log: FollowedLog): Promise<void>
  /**
   * Looks for what was put aside since a log was first seen of which nothing was read. It may have been copied and emptied, and no
   * bytes tell us.
   * @returns whether there was anything that is not followed yet
   */
  lookAside(log: FollowedLog): Promise<boolean>
  /** Leaves a log that cannot be read as it is until it changes. */
  setAside(log: FollowedLog, cause: unknown): Promise<void>
  /** Lets go of a log of which all is in the warehouse and nothing more is to come. */
  finish(log: FollowedLog): Promise<void>
  all(): readonly FollowedLog[]
  close(): Promise<void>
}

/** @param keep keeps in the store what was noted; a failure is its own affair */
export function createFollowedLogs(
  patterns: readonly string[],
  known: KnownPlaces,
  keep: () => Promise<void>,
  { clock, tell, isOnce = false }: { readonly clock: Clock; readonly tell: Tell; readonly isOnce?: boolean },
): FollowedLogs {
  const followed = new Map<string, FollowedLog>()
  const problems = createProblems(tell, isOnce)
  /** What is told of logs that were taken up, once their places are kept: whoever reads it may rely on it. */
  const takenUp: string[] = []
  const { take, begin, recover, takeAside, lookAgain } = createTakingUp(followed, known, problems, tell, (text) =>
    takenUp.push(text),
  )
  const places = known.all()
  let isFirstLook = true

  /** While nobody followed, logs may have been rotated, several times. */
  async function catchUp(): Promise<void> {
    const longAgo = clock.now().getTime() - rememberedMs
    const mine = places.filter(({ stored }) => isNamed(patterns, stored.path))
    for (const { id, stored, savedAt } of mine)
      if (stored.isDone && Date.parse(savedAt ?? '') < longAgo) known.forget(id)
    for (const place of mine.filter(({ stored }) => !stored.isDone)) {
      if (followed.has(place.id)) continue
      const recovered = await recover(place)
      await takeAside(place.stored.path, lastTouchedBefore(place, recovered))
    }
    for (const place of lastOfThoseDone(mine)) await takeAside(place.stored.path, lastTouchedBefore(place, null))
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

  /** A log that is not at its path any more: what has come since may be gone, too, before it was ever seen there. */
  async function lookForGone(log: FollowedLog): Promise<void> {
    if (log.goneSince === undefined) {
      log.goneSince = performance.now()
      await takeAside(log.firstPath, log.modifiedAt)
    }
    if (log.isWaiting) await findAgain(log)
  }

  /** A log that was put aside cannot be read: a packed one is being written still or has moved on, or the file is gone. */
  async function findAgain(log: FollowedLog): Promise<void> {
    const found = (await rotatedNames(log.firstPath)).find(({ identity }) => identity === log.identity)
    if (found && !log.file) return void update(log, found)
    followed.delete(log.id)
    await close(log)
    const place = known.all().find(({ id }) => id === log.id)
    if (place) await recover(place)
  }

  async function look(): Promise<readonly FollowedLog[]> {
    const { logs, problems: now } = await findLogs(patterns)
    for (const pattern of patterns) if (!now.has(pattern) && pattern.includes('*')) problems.set(pattern, undefined)
    for (const [path, problem] of now) problems.set(path, problem)
    const changed = new Set<FollowedLog>()
    const news: FoundLog[] = []
    const byIdentity = new Map([...followed.values()].map((log) => [log.identity, log]))
    for (const found of [...logs].sort(oldestFirst)) {
      const log = byIdentity.get(found.identity)
      if (!log) news.push(found)
      else if (update(log, found)) changed.add(log)
    }
    const before = new Set(followed.values())
    for (const found of news) await take(found)
    const present = new Set(logs.map(({ identity }) => identity))
    for (const log of before) {
      if (present.has(log.identity)) continue
      await lookForGone(log)
      changed.add(log)
    }
    if (isFirstLook) await catchUp()
    isFirstLook = false
    await lookAgain()
    for (const log of followed.values()) if (!before.has(log)) changed.add(log)
    await keepNew()
    return [...changed]
      .filter(({ id, isDone, isWaiting }) => followed.has(id) && !isDone && !isWaiting)
      .sort(oldestFirst)
  }

  async function keepNew(): Promise<void> {
    if (known.hasNew()) await keep()
    for (const text of takenUp.splice(0)) tell(text)
  }

  return {
    look,
    all: () => [...followed.values()],
    async restart(log) {
      followed.delete(log.id)
      tell(`${log.path}: was emptied or written over; reading it from its beginning.`)
      known.note(log)
      const place = known.all().find(({ id }) => id === log.id)
      try {
        if (place) await recover(place)
        const found = await lookAt(log.path)
        if (log.file && typeof found === 'object' && found?.identity === log.identity) await begin(found, log.firstPath)
      } finally {
        await close(log)
      }
    },
    async lookAside(log) {
      if (!(await isTouched(log))) return false
      const before = followed.size
      await takeAside(log.firstPath, log.firstModifiedAt)
      return followed.size > before
    },
    async setAside(log, cause) {
      log.isWaiting = true
      await stopReading(log)
      problems.set(log.path, problemOf(cause))
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

/** Of logs that were read to their ends and had not come again: what came meanwhile may be put aside already. */
function lastOfThoseDone(places: readonly KnownPlace[]): readonly KnownPlace[] {
  const last = new Map<string, KnownPlace>()
  for (const place of places) {
    const { path } = place.stored
    const other = last.get(path)
    const isLater =
      !other || !place.stored.isDone || (other.stored.isDone && (place.savedAt ?? '') > (other.savedAt ?? ''))
    if (isLater) last.set(path, place)
  }
  const done = [...last.values()].filter(({ stored }) => stored.isDone)
  // What was put aside of another log is looked for beside that.
  return done.filter(({ stored }) => ![...last.keys()].some((path) => isRotatedFrom(path, stored.path)))
}

/** Notes what a look has found; true when there may be something to read. */
function update(log: FollowedLog, { path, size, modifiedAt }: FoundLog): boolean {
  const isSame = path === log.path && modifiedAt === log.modifiedAt && size === log.size
  Object.assign(log, { path, size, modifiedAt, goneSince: undefined })
  if (!isSame) log.isWaiting = false
  return !isSame || !log.file || size !== log.place.offset
}
