import type { Scope } from './scope.ts'

/** The LMS's course roles that analytics knows; all others open nothing here. */
export const analyticsRoles = ['instructor', 'staff', 'limited_staff', 'data_researcher'] as const
export type AnalyticsRole = (typeof analyticsRoles)[number]

/** A role in one course run, or (without a course key) in every run of an organisation. */
export interface CourseRole {
  readonly role: AnalyticsRole
  readonly org: string
  readonly courseKey: string | null
}

/** A person whose LMS token was verified. */
export interface Viewer {
  readonly userId: number
  readonly username: string
  readonly name: string
  /** Claim `superuser`: Django admin. */
  readonly isSuperuser: boolean
  /** Claim `administrator`: global staff of the LMS. */
  readonly isStaff: boolean
  readonly courseRoles: readonly CourseRole[]
  /** Signed in by the stand-in LMS of the demo. */
  readonly standIn: boolean
  readonly expiresAt: Date
  /** Set while somebody looks at Panorama as this person, or in a role as nobody in particular. */
  readonly onlooker?: Onlooker
}

/** Somebody who looks at Panorama as somebody else. */
export interface Onlooker {
  readonly userId: number
  readonly username: string
  readonly name: string
  readonly isSuperuser: boolean
  /** The rows that they see as themselves; they see no others as anybody. */
  readonly scope: TeachingScope
}

/** The user id of nobody in particular, as whom somebody looks in a role: the LMS counts from 1. */
export const nobodysUserId = 0

type TeachingScope = Exclude<Scope, { kind: 'self' }>

/** The rows a viewer may see as course staff, or null for somebody who teaches nothing. */
export function teachingScope(viewer: Viewer): TeachingScope | null {
  if (viewer.isSuperuser || viewer.isStaff) return { kind: 'site' }
  const courseKeys = viewer.courseRoles.flatMap(({ courseKey }) => (courseKey === null ? [] : [courseKey]))
  const orgs = viewer.courseRoles.flatMap(({ courseKey, org }) => (courseKey === null && org !== '' ? [org] : []))
  if (courseKeys.length === 0 && orgs.length === 0) return null
  return { kind: 'courses', courseKeys: [...new Set(courseKeys)], orgs: [...new Set(orgs)] }
}

/** The part of a viewer's rows that their onlooker sees as well; all of them for whoever looks for themselves. */
export function seenByOnlooker({ onlooker }: Pick<Viewer, 'onlooker'>, scope: Scope): Scope {
  if (onlooker === undefined || onlooker.scope.kind === 'site') return scope
  const { courseKeys, orgs } = onlooker.scope
  if (scope.kind === 'self') return { kind: 'self', actorId: scope.actorId, within: { courseKeys, orgs } }
  // Those who see a part of the site look at learners alone. Should that change, nothing shows until this says what does.
  return { kind: 'courses', courseKeys: [], orgs: [] }
}
