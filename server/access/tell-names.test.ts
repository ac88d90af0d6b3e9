import { describe, expect, test } from 'vitest'
import type { Viewer } from '../contract/viewer.ts'
import { mayTellNames } from './tell-names.ts'
import { biology, people } from './testing/site.ts'

const { learner, superuser } = people
const ofBiology = (role: 'instructor' | 'staff' | 'limited_staff' | 'data_researcher'): Viewer => ({
  ...learner,
  courseRoles: [{ role, org: 'Riverside', courseKey: biology }],
})

describe('who is told names', () => {
  test.each<[string, Viewer, boolean]>([
    ['superusers', superuser, true],
    ['global staff', people['global staff'], true],
    ['instructors', ofBiology('instructor'), true],
    ['data researchers', ofBiology('data_researcher'), true],
    ['staff', ofBiology('staff'), false],
    ['limited staff', ofBiology('limited_staff'), false],
    ['instructors of another organisation', people['organisation staff'], false],
    [
      'instructors of the organisation',
      { ...learner, courseRoles: [{ role: 'instructor', org: 'Riverside', courseKey: null }] },
      true,
    ],
  ])(
    '%s, where the site shows names; nobody where it does not; everybody those of the made-up site',
    (_who, who, is) => {
      expect(mayTellNames(who, biology, 'real', true)).toBe(is)
      expect(mayTellNames(who, biology, 'real', false)).toBe(false)
      expect(mayTellNames(who, biology, 'demo', false)).toBe(true)
    },
  )
})
