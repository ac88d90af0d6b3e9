import { createHash, randomBytes } from 'node:crypto'
import { mayTellNames } from '../access/tell-names.ts'
import type { DataSet, Scope } from '../contract/scope.ts'
import type { Locale } from '../contract/text.ts'
import type { FoundLearners, View, ViewKind, ViewWanted } from '../contract/view.ts'
import { teachingScope, type Viewer } from '../contract/viewer.ts'
import { listCourses } from '../dashboards/courses.ts'
import { actorOf } from '../dashboards/learner-actor.ts'
import type { Clock } from '../kernel/clock.ts'
import { rulesOf } from '../modes/mode-table.ts'
import type { Modes } from '../modes/modes.ts'
import type { KeptView, Store } from '../store/store.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { findLearners, membersAmong } from './find-learners.ts'
import { viewRefusals } from './refusals.ts'
import { isOwnCourse, type SeenAs, viewerSeenAs, viewKindsOf } from './rules.ts'

/** After an hour somebody has forgotten that they look as somebody else. */
const viewMs = 60 * 60_000

/** A view that holds: whom the service answers, and what the screen tells of it. */
export interface ViewInForce {
  readonly viewer: Viewer
  readonly view: View
}

/** What is known of a request that begins or ends a view. */
interface Request {
  readonly locale: Locale
  readonly requestId?: string
}

/**
 * Looking at Panorama as somebody else: without any right, and without any row, that the one who looks has not themselves.
 * A browser holds nothing but a key that says nothing; whether a view holds is decided anew at every request.
 */
export interface Views {
  /** As whom somebody may look now. */
  kindsOpenTo(viewer: Viewer): Promise<readonly ViewKind[]>
  /**
   * Whom somebody may look at in a course of theirs.
   * @throws PanoramaError `forbidden` for whoever may look at nobody, or not in this course
   */
  learners(viewer: Viewer, wanted: { course: string; text: string }, locale: Locale): Promise<FoundLearners>
  /**
   * Begins a view, and ends the one that was in force in the same browser.
   * @param lookUp finds somebody in the LMS, as it shows them to the one who looks
   * @returns the key of the view
   * @throws PanoramaError `forbidden` for what is not open to them, `not_found` for somebody who is not there
   */
  begin(viewer: Viewer, wanted: ViewWanted, request: BeginRequest): Promise<{ key: string; view: View }>
  /** @throws PanoramaError with the code `view_ended` for a view that is none, is another's, is over, or is no longer open */
  inForce(viewer: Viewer, key: string, locale: Locale): Promise<ViewInForce>
  /** Ends a view of this person; any other stays as it is. */
  end(viewer: Viewer, key: string, requestId?: string): Promise<void>
  /** What is said to whoever wants to change something while they look. */
  readOnly(locale: Locale): Error
}

interface BeginRequest extends Request {
  readonly lookUp: (username: string) => Promise<LmsAccount | null>
  readonly replaces?: string
}

/** A person as the LMS tells of them. */
interface LmsAccount {
  readonly userId: number | null
  readonly username: string
  readonly name: string | null
}

export interface ViewsParts {
  readonly store: Pick<Store, 'beginView' | 'view' | 'endView'>
  readonly modes: Pick<Modes, 'current' | 'access'>
  readonly warehouse: Warehouse
  readonly clock: Clock
  /** Root URL of the LMS, without a trailing slash. */
  readonly lmsUrl: string
  /** `PANORAMA_ENABLE_PII` */
  readonly showsNames: boolean
}

export function createViews({ store, modes, warehouse, clock, lmsUrl, showsNames }: ViewsParts): Views {
  /** How somebody stands at this moment. */
  async function standingOf(viewer: Viewer) {
    const { mode } = await modes.current()
    const { dataSet } = rulesOf(mode)
    return { dataSet, kinds: viewKindsOf(viewer, modes.access(viewer, mode)) }
  }

  /** The rows of the courses that somebody sees as staff. */
  const scopeOf = (viewer: Viewer): Scope => teachingScope(viewer) ?? { kind: 'courses', courseKeys: [], orgs: [] }

  async function courseOf(viewer: Viewer, courseKey: string, dataSet: DataSet, locale: Locale) {
    const { courses } = await listCourses(warehouse, { scope: scopeOf(viewer), dataSet, now: clock.now() })
    const course = courses.find((one) => one.courseKey === courseKey)
    if (!course || !isOwnCourse(viewer, courseKey)) throw viewRefusals[locale].notYourCourse()
    return { courseKey, name: course.name }
  }

  /** Checks that there is whom somebody wants to look as, and says who that is. */
  async function seenAs(
    viewer: Viewer,
    wanted: ViewWanted,
    dataSet: DataSet,
    { locale, lookUp }: BeginRequest,
  ): Promise<SeenAs> {
    const refusals = viewRefusals[locale]
    const { as } = wanted
    if (as === 'admin') return { as }
    if (as === 'person') {
      const account = await lookUp(wanted.username)
      if (account === null) throw refusals.nobodyOfThatName()
      const { userId, username, name } = account
      if (userId === null) throw refusals.notToldWho()
      return { as, userId, username, ...(name !== null && { name }) }
    }
    const course = await courseOf(viewer, wanted.course, dataSet, locale)
    if (as !== 'one-learner') return { as, course }
    const looking = { warehouse, dataSet, lmsUrl, scope: scopeOf(viewer) }
    const { learners } = await findLearners(looking, { course: wanted.course, text: wanted.username, whole: true })
    const [learner] = learners
    if (!learner) throw refusals.notInTheClass()
    const { userId, username, name } = learner
    const tellsName = name !== '' && mayTellNames(viewer, wanted.course, dataSet, showsNames)
    return { as, course, userId, username, ...(tellsName && { name }) }
  }

  /** Whether somebody could begin this very view now. */
  async function stillHolds(viewer: Viewer, { seenAs: { as, course, userId }, dataSet }: KeptView): Promise<boolean> {
    const standing = await standingOf(viewer)
    if (standing.dataSet !== dataSet || !standing.kinds.includes(as)) return false
    if (course === undefined) return true
    if (!isOwnCourse(viewer, course.courseKey)) return false
    if (as !== 'one-learner' || userId === undefined) return true
    const actorId = await actorOf(warehouse, { dataSet, lmsUrl, userId })
    const members = await membersAmong({ warehouse, dataSet, scope: scopeOf(viewer) }, course.courseKey, [actorId])
    return members.has(actorId)
  }

  const end: Views['end'] = async (viewer, key, requestId) => {
    const kept = await store.view(hashOf(key))
    if (kept?.onlookerId === viewer.userId) await store.endView(hashOf(key), requestId)
  }

  return {
    kindsOpenTo: async (viewer) => (await standingOf(viewer)).kinds,

    async learners(viewer, { course, text }, locale) {
      const { dataSet, kinds } = await standingOf(viewer)
      if (!kinds.includes('one-learner')) throw viewRefusals[locale].notOpenToYou()
      await courseOf(viewer, course, dataSet, locale)
      const byName = mayTellNames(viewer, course, dataSet, showsNames)
      const looking = { warehouse, dataSet, lmsUrl, scope: scopeOf(viewer) }
      const { learners, more } = await findLearners(looking, { course, text, whole: !byName })
      return {
        byName,
        learners: learners.map(({ username, name }) => ({ username, name: byName && name !== '' ? name : null })),
        more,
      }
    },

    async begin(viewer, wanted, request) {
      const { locale, requestId, replaces } = request
      const { dataSet, kinds } = await standingOf(viewer)
      if (!kinds.includes(wanted.as)) throw viewRefusals[locale].notOpenToYou()
      const kept: KeptView = {
        onlookerId: viewer.userId,
        onlooker: viewer.username,
        dataSet,
        seenAs: await seenAs(viewer, wanted, dataSet, request),
        until: new Date(clock.now().getTime() + viewMs).toISOString(),
      }
      if (replaces !== undefined) await end(viewer, replaces, requestId)
      const key = randomBytes(32).toString('base64url')
      await store.beginView(hashOf(key), kept, requestId)
      return { key, view: viewOf(viewer, kept) }
    },

    async inForce(viewer, key, locale) {
      const kept = await store.view(hashOf(key))
      const isTheirs = kept !== null && kept.onlookerId === viewer.userId && new Date(kept.until) > clock.now()
      if (!isTheirs || !(await stillHolds(viewer, kept))) throw viewRefusals[locale].ended()
      return { viewer: viewerSeenAs(viewer, kept.seenAs, kept.dataSet), view: viewOf(viewer, kept) }
    },

    end,

    readOnly: (locale) => viewRefusals[locale].readOnly(),
  }
}

/** The store is no place for what opens something. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

function viewOf(viewer: Viewer, { seenAs: { as, course, username, name }, until }: KeptView): View {
  return {
    as,
    name: name ?? username ?? null,
    course: course ?? null,
    until,
    onlooker: viewer.name || viewer.username,
  }
}
