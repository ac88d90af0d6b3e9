import { setTimeout as sleep } from 'node:timers/promises'
import type { Change } from '../contract/change.ts'
import type { Mode } from '../contract/mode.ts'
import { nobodysUserId, teachingScope, type Viewer } from '../contract/viewer.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Logger } from '../kernel/log.ts'
import { rulesOf } from '../modes/mode-table.ts'
import type { Modes } from '../modes/modes.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { type CourseVersion, courseVersions, learnerVersions } from '../warehouse/models/versions.ts'
import { actorOf } from './learner-actor.ts'

/**
 * Milliseconds between two looks, which cost next to nothing while nothing is written, and after one that found something:
 * nobody is told more often than that.
 */
const pause = { quiet: 100, told: 500, failed: 5_000 }

/** Milliseconds after which a listener's roles are asked for again. */
const roleHolds = 120_000

/** Whoever has more to ask anew than this asks for everything. */
const mostNamed = 100

/** Somebody who has a page open and wants to know when its figures are no longer the newest. */
export interface Listener {
  readonly viewer: Viewer
  /** The same person with the roles of now; rejects when they are no longer signed in. */
  identify(): Promise<Viewer>
  tell(change: Change): void
  /** The person is no longer signed in; nothing is told any more. */
  end(): void
}

/** Tells people that figures they may see are new, whoever wrote them: this server, a command, another replica. */
export interface Changes {
  /**
   * From the moment it resolves every change is told.
   * @returns a function that ends it
   */
  listen(listener: Listener): Promise<() => void>
}

/** A listener as we know them by now. */
interface Member {
  readonly listener: Listener
  viewer: Viewer
  /** The learner that they are in the data set on show. */
  actorId: string
  identifiedAt: Date
}

interface Seen {
  readonly mode: Mode
  readonly dataVersion: string
  readonly courses: ReadonlyMap<string, CourseVersion>
}

/**
 * One look at the warehouse serves all who listen, and there is none while nobody does.
 * @param lmsUrl root URL of the LMS, without a trailing slash
 */
export function createChanges({
  warehouse,
  modes,
  clock,
  lmsUrl,
  log,
}: {
  warehouse: Warehouse
  modes: Pick<Modes, 'current' | 'access'>
  clock: Clock
  lmsUrl: string
  log: Logger
}): Changes {
  const members = new Set<Member>()
  let firstLook: Promise<unknown> | null = null

  /** Empty, which is nobody's, for a viewer in a role. */
  const actorIn = async (viewer: Viewer, mode: Mode) => {
    if (viewer.userId === nobodysUserId) return ''
    return actorOf(warehouse, { dataSet: rulesOf(mode).dataSet, lmsUrl, userId: viewer.userId })
  }

  async function look(before: Seen | null): Promise<Seen> {
    const { mode } = await modes.current()
    const dataVersion = await warehouse.engine.dataVersion()
    if (before?.mode === mode && before.dataVersion === dataVersion) return before
    const courses = await courseVersions(warehouse, rulesOf(mode).dataSet)
    return { mode, dataVersion, courses: new Map(courses.map((course) => [course.courseKey, course])) }
  }

  /** Looks until nobody listens. */
  async function watch(first: Seen): Promise<void> {
    let seen = first
    let wait = pause.quiet
    while (true) {
      await sleep(wait)
      if (members.size === 0) break
      checkStanding()
      try {
        const now = await look(seen)
        wait = (await spread(seen, now)) ? pause.told : pause.quiet
        seen = now
      } catch (error) {
        // What was missed is told after the next look that succeeds.
        log.warn({ err: error }, 'changes cannot be seen for now')
        wait = pause.failed
      }
    }
    firstLook = null
  }

  /** @returns whether there was anything to tell */
  async function spread(before: Seen, now: Seen): Promise<boolean> {
    if (before.mode !== now.mode) {
      for (const member of members) member.actorId = await actorIn(member.viewer, now.mode)
      for (const { listener } of members) listener.tell({ courses: null })
      return true
    }
    const changed = [...now.courses.values()].filter(
      ({ courseKey, version }) => before.courses.get(courseKey)?.version !== version,
    )
    if (changed.length === 0) return false
    const isNewForLearner = await learnersConcerned(changed, before, now.mode)
    for (const { listener, viewer, actorId } of members) {
      const access = modes.access(viewer, now.mode)
      const courses = changed
        .filter(
          (course) =>
            isSeenByOnlooker(viewer, course) &&
            ((access.courses && teaches(viewer, course)) || (access.student && isNewForLearner(course, actorId))),
        )
        .map(({ courseKey }) => courseKey)
      if (courses.length > 0) listener.tell({ courses: courses.length > mostNamed ? null : courses })
    }
    return true
  }

  /** A learner is told of runs that they take, when their own figures are newer than before or those of the class differ. */
  async function learnersConcerned(changed: readonly CourseVersion[], before: Seen, mode: Mode) {
    const learners = [...members].filter(({ viewer }) => modes.access(viewer, mode).student)
    const rows = await learnerVersions(warehouse, rulesOf(mode).dataSet, {
      courseKeys: changed.map(({ courseKey }) => courseKey),
      actorIds: [...new Set(learners.map(({ actorId }) => actorId))],
    })
    const versions = new Map(rows.map(({ courseKey, actorId, version }) => [`${actorId} ${courseKey}`, version]))
    return ({ courseKey, peers }: CourseVersion, actorId: string) => {
      const own = versions.get(`${actorId} ${courseKey}`)
      const known = before.courses.get(courseKey)
      return own !== undefined && (own > (known?.version ?? 0n) || peers !== (known?.peers ?? null))
    }
  }

  /** Ends those whose token has expired, and asks for the roles of those for whom that was long ago. */
  function checkStanding() {
    const now = clock.now()
    for (const member of members) {
      if (member.viewer.expiresAt <= now) dismiss(member)
      else if (now.getTime() - member.identifiedAt.getTime() >= roleHolds) void identifyAgain(member, now)
    }
  }

  async function identifyAgain(member: Member, now: Date) {
    member.identifiedAt = now
    try {
      const viewer = await member.listener.identify()
      member.actorId = await actorIn(viewer, (await modes.current()).mode)
      member.viewer = viewer
    } catch {
      dismiss(member)
    }
  }

  function dismiss(member: Member) {
    if (members.delete(member)) member.listener.end()
  }

  return {
    async listen(listener) {
      const { viewer } = listener
      const { mode } = await modes.current()
      const member = { listener, viewer, actorId: await actorIn(viewer, mode), identifiedAt: clock.now() }
      members.add(member)
      try {
        await begin()
      } catch (error) {
        members.delete(member)
        throw error
      }
      return () => void members.delete(member)
    },
  }

  /** Begins to watch, unless somebody listens already. */
  async function begin(): Promise<void> {
    if (firstLook === null) {
      const looking = look(null)
      firstLook = looking
      looking.then(watch, () => {
        firstLook = null
      })
    }
    await firstLook
  }
}

function teaches(viewer: Viewer, course: CourseVersion): boolean {
  return isWithin(teachingScope(viewer), course)
}

/** Whoever looks as a learner is told of no course but their own. */
function isSeenByOnlooker({ onlooker }: Viewer, course: CourseVersion): boolean {
  return onlooker === undefined || isWithin(onlooker.scope, course)
}

/** The rule by which the engine narrows rows to those who teach (`scopeFilters`). */
function isWithin(scope: ReturnType<typeof teachingScope>, { courseKey, org }: CourseVersion): boolean {
  if (scope?.kind !== 'courses') return scope !== null
  return scope.courseKeys.includes(courseKey) || (org !== '' && scope.orgs.includes(org))
}
