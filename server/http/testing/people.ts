import type { Viewer } from '../../contract/viewer.ts'

const nobodyInParticular: Viewer = {
  userId: 1,
  username: 'learner',
  name: 'Lea Learner',
  isSuperuser: false,
  isStaff: false,
  courseRoles: [],
  standIn: false,
  expiresAt: new Date('2026-05-04T13:00:00Z'),
}

/** One of each kind, by the word that their token is in these tests. */
export const people = {
  learner: nobodyInParticular,
  teacher: {
    ...nobodyInParticular,
    userId: 2,
    username: 'teacher',
    name: 'Tea Cher',
    courseRoles: [{ role: 'instructor', org: 'Org', courseKey: 'course-v1:Org+C1+2026' }],
  },
  /** A learner to the LMS: what they may do beside, an administrator gave them. */
  author: { ...nobodyInParticular, userId: 4, username: 'author', name: 'Au Thor' },
  admin: { ...nobodyInParticular, userId: 3, username: 'admin', name: 'Ada Min', isSuperuser: true, isStaff: true },
} as const satisfies Record<string, Viewer>

export type Person = keyof typeof people

/** The headers with which a person's screen asks. */
export const as = (person: Person) => ({ authorization: `JWT ${person}` })

/** The same by cookies, as a browser asks. */
export const byCookie = (person: Person) => ({ cookie: `header-payload=${person}; signature=s` })
