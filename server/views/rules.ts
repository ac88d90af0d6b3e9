import { orgOfCourse } from '../access/course-org.ts'
import { rowsOfCourse } from '../access/rows.ts'
import type { DataSet } from '../contract/scope.ts'
import { type ViewKind, viewKinds } from '../contract/view.ts'
import { nobodysUserId, type Onlooker, teachingScope, type Viewer } from '../contract/viewer.ts'
import type { Access } from '../modes/access.ts'
import type { KeptView } from '../store/store.ts'

/** As whom somebody looks, once it is known who that is. */
export type SeenAs = KeptView['seenAs']

/**
 * As whom a person may look at Panorama: administrators as anybody, course staff as learners of their courses. Who looks as
 * somebody else already does not look further through their eyes.
 */
export function viewKindsOf(viewer: Viewer, areas: Access): readonly ViewKind[] {
  if (viewer.onlooker !== undefined) return []
  if (areas.admin) return viewKinds
  return areas.courses ? ['learner', 'one-learner'] : []
}

/** Whether a course run is one of those whose rows a person sees as staff. */
export function isOwnCourse(viewer: Viewer, courseKey: string): boolean {
  const own = teachingScope(viewer)
  return own !== null && rowsOfCourse(own, courseKey) !== null
}

/**
 * The viewer that somebody is while they look: with no right that the one they look as has not, and with no more rows than
 * both of them see, since the onlooker's limit goes along.
 * @param self who looks, as themselves; staff or superuser
 */
export function viewerSeenAs(self: Viewer, seenAs: SeenAs, dataSet: DataSet): Viewer {
  const { as, course, userId = nobodysUserId, username = '', name = '' } = seenAs
  const nobody: Viewer = {
    userId,
    username,
    name,
    isSuperuser: false,
    isStaff: false,
    courseRoles: [],
    // Roles, and learners of a course, are of the data that is on show; people of the LMS are of the onlooker's LMS.
    standIn: as === 'person' ? self.standIn : dataSet === 'demo',
    expiresAt: self.expiresAt,
    onlooker: onlookerOf(self),
  }
  if (as === 'admin') return { ...nobody, isSuperuser: true }
  if (as !== 'staff' || course === undefined) return nobody
  const { courseKey } = course
  return { ...nobody, courseRoles: [{ role: 'staff', org: orgOfCourse(courseKey), courseKey }] }
}

function onlookerOf(self: Viewer): Onlooker {
  const { userId, username, name, isSuperuser } = self
  const scope = teachingScope(self) ?? { kind: 'courses' as const, courseKeys: [], orgs: [] }
  return { userId, username, name, isSuperuser, scope }
}
