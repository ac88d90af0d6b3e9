import { describe, expect, test } from 'vitest'
import { type Mode, modes } from '../contract/mode.ts'
import type { Viewer } from '../contract/viewer.ts'
import { accessOf } from './access.ts'

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
const people = {
  learner,
  'course staff': {
    ...learner,
    courseRoles: [{ role: 'staff', org: 'Riverside', courseKey: 'course-v1:Riverside+BIO101+2026' }],
  },
  'organisation staff': { ...learner, courseRoles: [{ role: 'instructor', org: 'Riverside', courseKey: null }] },
  'global staff': { ...learner, isStaff: true },
  superuser: { ...learner, isSuperuser: true },
} as const satisfies Record<string, Viewer>
type Person = keyof typeof people

/** The open areas, in short: s student, c courses, a admin; a dash for nobody let in. */
function areasOf(viewer: Viewer, mode: Mode, switches: { studentView: boolean; standInLms: boolean }): string {
  const { student, courses, admin } = accessOf(viewer, mode, switches)
  return `${student ? 's' : ''}${courses ? 'c' : ''}${admin ? 'a' : ''}` || '-'
}

type Line = Record<Mode, string>
const nowhere: Line = { DEMO: '-', FREE: '-', SAAS: '-', CUSTOM: '-' }

describe('people of the real LMS', () => {
  const withStudentView: Record<Person, Line> = {
    learner: { DEMO: '-', FREE: '-', SAAS: 's', CUSTOM: 's' },
    'course staff': { DEMO: '-', FREE: '-', SAAS: 'sc', CUSTOM: 'sc' },
    'organisation staff': { DEMO: '-', FREE: '-', SAAS: 'sc', CUSTOM: 'sc' },
    'global staff': { DEMO: '-', FREE: '-', SAAS: 'sc', CUSTOM: 'sc' },
    superuser: { DEMO: 'sca', FREE: 'sca', SAAS: 'sca', CUSTOM: 'sca' },
  }
  const withoutStudentView: Record<Person, Line> = {
    learner: nowhere,
    'course staff': { DEMO: '-', FREE: '-', SAAS: 'c', CUSTOM: 'c' },
    'organisation staff': { DEMO: '-', FREE: '-', SAAS: 'c', CUSTOM: 'c' },
    'global staff': { DEMO: '-', FREE: '-', SAAS: 'c', CUSTOM: 'c' },
    superuser: { DEMO: 'sca', FREE: 'ca', SAAS: 'ca', CUSTOM: 'ca' },
  }
  const cases = modes.flatMap((mode) =>
    (Object.keys(people) as Person[]).flatMap((person) => [
      { mode, person, studentView: true, areas: withStudentView[person][mode] },
      { mode, person, studentView: false, areas: withoutStudentView[person][mode] },
    ]),
  )

  test.each(cases)('$mode opens $areas to $person (student view: $studentView)', ({ mode, person, ...expected }) => {
    const { studentView, areas } = expected
    expect(areasOf(people[person], mode, { studentView, standInLms: false })).toBe(areas)
  })
})

describe('people of the demo', () => {
  const expected: Record<Person, Line> = {
    learner: { ...nowhere, DEMO: 's' },
    'course staff': { ...nowhere, DEMO: 'sc' },
    'organisation staff': { ...nowhere, DEMO: 'sc' },
    'global staff': { ...nowhere, DEMO: 'sc' },
    superuser: { DEMO: 'sca', FREE: 'sca', SAAS: 'sca', CUSTOM: 'sca' },
  }
  const cases = modes.flatMap((mode) =>
    (Object.keys(people) as Person[]).map((person) => ({ mode, person, areas: expected[person][mode] })),
  )

  test.each(cases)('$mode opens $areas to the demo’s $person', ({ mode, person, areas }) => {
    const viewer = { ...people[person], standIn: true }
    expect(areasOf(viewer, mode, { studentView: true, standInLms: true })).toBe(areas)
  })

  test('never meet real data, save the superuser, whatever is switched on', () => {
    for (const person of Object.values(people)) {
      for (const mode of ['FREE', 'SAAS', 'CUSTOM'] as const) {
        for (const studentView of [true, false]) {
          for (const standInLms of [true, false]) {
            const areas = areasOf({ ...person, standIn: true }, mode, { studentView, standInLms })
            if (person.isSuperuser) expect(areas).toContain('a')
            else expect(areas).toBe('-')
          }
        }
      }
    }
  })

  test('see their demo with the student view off too', () => {
    const demoLearner = { ...learner, standIn: true }
    expect(areasOf(demoLearner, 'DEMO', { studentView: false, standInLms: true })).toBe('s')
  })

  test('are nobody once the stand-in LMS is gone', () => {
    const demoLearner = { ...learner, standIn: true }
    expect(areasOf(demoLearner, 'DEMO', { studentView: true, standInLms: false })).toBe('-')
  })
})
