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
}

/** The rows a viewer may see as course staff, or null for somebody who teaches nothing. */
export function teachingScope(viewer: Viewer): Exclude<Scope, { kind: 'self' }> | null {
  if (viewer.isSuperuser || viewer.isStaff) return { kind: 'site' }
  const courseKeys = viewer.courseRoles.flatMap(({ courseKey }) => (courseKey === null ? [] : [courseKey]))
  const orgs = viewer.courseRoles.flatMap(({ courseKey, org }) => (courseKey === null && org !== '' ? [org] : []))
  if (courseKeys.length === 0 && orgs.length === 0) return null
  return { kind: 'courses', courseKeys: [...new Set(courseKeys)], orgs: [...new Set(orgs)] }
}
