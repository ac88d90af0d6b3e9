import type { AccessRules, ConfiguredPerson } from '../../contract/access.ts'
import type { Mode } from '../../contract/mode.ts'
import type { Viewer } from '../../contract/viewer.ts'
import { accessOf, type SiteSwitches, suppliersIn } from '../../modes/access.ts'
import type { Circumstances } from '../admission.ts'
import type { SiteTools } from '../identity-in-tool.ts'

export const biology = 'course-v1:Riverside+BIO101+2026'

const learner: Viewer = {
  userId: 42,
  username: 'amara',
  name: 'Amara Okafor',
  isSuperuser: false,
  isStaff: false,
  courseRoles: [],
  standIn: false,
  expiresAt: new Date('2026-03-01T13:00:00Z'),
}

/** One of each kind of person. */
export const people = {
  learner,
  teacher: {
    ...learner,
    userId: 7,
    username: 'ingrid',
    courseRoles: [{ role: 'staff', org: 'Riverside', courseKey: biology }],
  },
  'organisation staff': {
    ...learner,
    userId: 8,
    username: 'lucia',
    courseRoles: [{ role: 'instructor', org: 'AndesTech', courseKey: null }],
  },
  'global staff': { ...learner, userId: 9, username: 'noor', isStaff: true },
  superuser: { ...learner, userId: 1, username: 'ada', isSuperuser: true },
} as const satisfies Record<string, Viewer>

export const siteArn = 'arn:aws:quicksight:eu-west-1:123456789012:user/default/site'
export const ownArn = 'arn:aws:quicksight:eu-west-1:123456789012:user/default/own'

/** Three dashboards of QuickSight, one of Superset; a type for staff, one for learners, one that nobody has yet. */
export const rules: AccessRules = {
  dashboards: [
    dashboard('grades', 'quicksight'),
    dashboard('totals', 'quicksight', false),
    dashboard('progress', 'quicksight'),
    dashboard('forum', 'superset'),
  ],
  types: [
    { id: 'staff', name: 'Staff', forLearners: false, dashboards: ['grades', 'totals'] },
    { id: 'learners', name: 'Learners', forLearners: true, dashboards: ['progress'] },
    { id: 'extra', name: 'Extra', forLearners: false, dashboards: ['forum', 'grades'] },
  ],
  people: [],
  assignments: [],
}

function dashboard(name: string, provider: 'quicksight' | 'superset', holdsRowsOfPeople = true) {
  return {
    id: name,
    name,
    displayName: `The ${name}`,
    provider,
    providerId: `${name}-id`,
    priority: 10,
    holdsRowsOfPeople,
  }
}

export const configured = (viewer: Viewer, given: Partial<ConfiguredPerson> = {}): ConfiguredPerson => ({
  ...{ id: `p-${viewer.userId}`, username: viewer.username, typeId: 'staff', role: 'READER', arn: null },
  ...given,
})

/** Everything configured, with sessions of guests. */
export const allTools: SiteTools = {
  quicksight: { takesGuests: true },
  superset: { takesGuests: true },
  defaultArn: siteArn,
}

/** How things stand, by the real rules of the modes. */
export function circumstances(viewer: Viewer, mode: Mode, switches: Partial<SiteSwitches> = {}): Circumstances {
  const all = { studentView: true, standInLms: false, ...switches }
  return { mode, areas: accessOf(viewer, mode, all), suppliers: suppliersIn(mode, all) }
}
