import type { AccessRules, Assignee, DashboardType, ListedDashboard } from '../contract/access.ts'
import type { Viewer } from '../contract/viewer.ts'
import type { Admission, Circumstances } from './admission.ts'
import { orgOfCourse } from './course-org.ts'

/** The part of the screen in which a dashboard is met: as a learner, with nothing but one's own rows, or as staff. */
export type Area = 'student' | 'courses'

/**
 * The dashboards that are assigned to a person, each once in an area, in the order of the rules. Superusers, who assign
 * them, have all; every learner has those of the types that are for learners.
 */
export function assignedTo(
  viewer: Viewer,
  { configured }: Admission,
  { areas }: Pick<Circumstances, 'areas'>,
  { dashboards, types, assignments }: AccessRules,
): Readonly<Record<Area, readonly ListedDashboard[]>> {
  const own = types.filter(({ id }) => id === configured?.typeId)
  const asTeam = areas.courses
    ? types.filter(({ id }) => assignments.some(({ to, typeId }) => typeId === id && belongsTo(viewer, to)))
    : []
  const asLearner = areas.student ? types.filter(({ forLearners }) => forLearners) : []
  return {
    courses: areas.admin ? dashboards : of([...own.filter(({ forLearners }) => !forLearners), ...asTeam]),
    student: of([...own.filter(({ forLearners }) => forLearners), ...asLearner]),
  }

  function of(some: readonly DashboardType[]): readonly ListedDashboard[] {
    const ids = new Set(some.flatMap((type) => type.dashboards))
    return dashboards.filter(({ id }) => ids.has(id))
  }
}

/** Whether somebody is among those whom a type is assigned to. A role in a whole organisation is one in each of its runs. */
function belongsTo({ courseRoles, isStaff }: Viewer, to: Assignee): boolean {
  if (to.kind === 'organisation') return to.org !== '' && courseRoles.some(({ org }) => org === to.org)
  if (to.kind === 'team') {
    const org = orgOfCourse(to.courseKey)
    return courseRoles.some(
      (role) => role.courseKey === to.courseKey || (role.courseKey === null && org !== '' && role.org === org),
    )
  }
  return to.of === 'globalStaff' ? isStaff : courseRoles.length > 0
}
