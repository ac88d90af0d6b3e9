import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { biology, people } from '../access/testing/site.ts'
import { type Mode, modes } from '../contract/mode.ts'
import type { Scope } from '../contract/scope.ts'
import { type ViewKind, viewKinds } from '../contract/view.ts'
import { nobodysUserId, seenByOnlooker, teachingScope, type Viewer } from '../contract/viewer.ts'
import { accessOf } from '../modes/access.ts'
import { effort } from '../testing/effort.ts'
import { isOwnCourse, type SeenAs, viewerSeenAs, viewKindsOf } from './rules.ts'

const switches = { studentView: true, standInLms: false }
const course = { courseKey: biology, name: 'Biology' }
const { learner, teacher, superuser } = people
describe('who may look as whom', () => {
  const learners: readonly ViewKind[] = ['learner', 'one-learner']
  type Line = Record<Mode, readonly ViewKind[]>
  const table: Record<keyof typeof people, Line> = {
    learner: { DEMO: [], FREE: [], SAAS: [], CUSTOM: [] },
    teacher: { DEMO: [], FREE: [], SAAS: learners, CUSTOM: learners },
    'organisation staff': { DEMO: [], FREE: [], SAAS: learners, CUSTOM: learners },
    'global staff': { DEMO: [], FREE: [], SAAS: learners, CUSTOM: learners },
    superuser: { DEMO: viewKinds, FREE: viewKinds, SAAS: viewKinds, CUSTOM: viewKinds },
  }
  const lines = (Object.keys(table) as (keyof typeof people)[]).flatMap((who) =>
    modes.map((mode) => [who, mode, table[who][mode]] as const),
  )
  test.each(lines)('%s in %s: %j', (who, mode, kinds) => {
    expect(viewKindsOf(people[who], accessOf(people[who], mode, switches))).toEqual(kinds)
  })

  test('nobody looks further through the eyes of whom they look as, not even as an administrator', () => {
    const asAdmin = viewerSeenAs(superuser, { as: 'admin' }, 'real')
    expect(accessOf(asAdmin, 'SAAS', switches).admin).toBe(true)
    expect(viewKindsOf(asAdmin, accessOf(asAdmin, 'SAAS', switches))).toEqual([])
  })

  test.each<[string, Viewer, string, boolean]>([
    ['a team, its course', teacher, biology, true],
    ['a team, another course', teacher, 'course-v1:Riverside+BIO101+2027', false],
    ['an organisation, any of its courses', people['organisation staff'], 'course-v1:AndesTech+PY1+1', true],
    ['an organisation, that of another', people['organisation staff'], biology, false],
    ['an organisation, what is no course', people['organisation staff'], 'AndesTech', false],
    ['global staff, any course', people['global staff'], biology, true],
    ['a learner, none', learner, biology, false],
  ])('%s', (_what, who, key, isOwn) => {
    expect(isOwnCourse(who, key)).toBe(isOwn)
  })
})

describe('what is open to somebody who looks', () => {
  const ada = { as: 'one-learner', course, userId: 5, username: 'ada', name: 'Ada L.' } as const
  const areas = (self: Viewer, seenAs: SeenAs, mode: Mode, studentView = true) => {
    const viewer = viewerSeenAs(self, seenAs, mode === 'DEMO' ? 'demo' : 'real')
    const { student, courses, admin } = accessOf(viewer, mode, { studentView, standInLms: false })
    return `${student ? 's' : ''}${courses ? 'c' : ''}${admin ? 'a' : ''}` || '-'
  }
  test.each<[string, Viewer, SeenAs, Record<Mode, string>, string]>([
    [
      'an administrator as one',
      superuser,
      { as: 'admin' },
      { DEMO: 'sca', FREE: 'sca', SAAS: 'sca', CUSTOM: 'sca' },
      'ca',
    ],
    ['as staff', superuser, { as: 'staff', course }, { DEMO: 'sc', FREE: '-', SAAS: 'sc', CUSTOM: 'sc' }, 'c'],
    ['as a learner', superuser, { as: 'learner', course }, { DEMO: 's', FREE: '-', SAAS: 's', CUSTOM: 's' }, '-'],
    ['as Ada, of a course', superuser, ada, { DEMO: 's', FREE: '-', SAAS: 's', CUSTOM: 's' }, '-'],
    [
      'as somebody of the LMS, who is none of the made-up site',
      ...([superuser, { as: 'person', userId: 5, username: 'ada' }] as const),
      ...([{ DEMO: '-', FREE: '-', SAAS: 's', CUSTOM: 's' }, '-'] as const),
    ],
    ['a teacher as Ada', teacher, ada, { DEMO: 's', FREE: '-', SAAS: 's', CUSTOM: 's' }, '-'],
  ])('%s: as to them, in every mode', (_what, self, seenAs, expected, withoutStudentView) => {
    for (const mode of modes) expect([mode, areas(self, seenAs, mode)]).toEqual([mode, expected[mode]])
    expect(areas(self, seenAs, 'SAAS', false)).toBe(withoutStudentView)
  })

  test('is told of whom they look as, and who they are', () => {
    expect(viewerSeenAs(teacher, ada, 'real')).toMatchObject({
      ...{ userId: 5, username: 'ada', name: 'Ada L.', isSuperuser: false, isStaff: false, courseRoles: [] },
      onlooker: { userId: teacher.userId, username: 'ingrid', scope: { kind: 'courses', courseKeys: [biology] } },
    })
    expect(viewerSeenAs(superuser, { as: 'staff', course }, 'real')).toMatchObject({
      ...{ userId: nobodysUserId, username: '', isSuperuser: false },
      courseRoles: [{ role: 'staff', org: 'Riverside', courseKey: biology }],
    })
  })
})

// Properties.

const keys = [biology, 'course-v1:Riverside+STAT2+2026', 'course-v1:AndesTech+PY1+1', 'A/B/C']
const orgs = ['Riverside', 'AndesTech', 'A']
const rows = keys.flatMap((courseKey) =>
  [...orgs, ''].flatMap((org) => ['actor 5', 'actor 6'].map((actorId) => ({ courseKey, org, actorId }))),
)

/** What a scope shows, said once more without SQL. */
function shows(scope: Scope, row: (typeof rows)[number]): boolean {
  if (scope.kind === 'site') return true
  if (scope.kind === 'courses') return scope.courseKeys.includes(row.courseKey) || scope.orgs.includes(row.org)
  return (
    scope.actorId === row.actorId && (scope.within === undefined || shows({ kind: 'courses', ...scope.within }, row))
  )
}

const role = fc.record({
  role: fc.constantFrom('instructor' as const, 'staff' as const, 'limited_staff' as const, 'data_researcher' as const),
  org: fc.constantFrom(...orgs),
  courseKey: fc.constantFrom(null, ...keys),
})
const anybody: fc.Arbitrary<Viewer> = fc
  .record({ isSuperuser: fc.boolean(), isStaff: fc.boolean(), courseRoles: fc.array(role, { maxLength: 3 }) })
  .map((standing) => ({ ...learner, ...standing }))
const views: fc.Arbitrary<SeenAs> = fc
  .record({
    as: fc.constantFrom(...viewKinds),
    courseKey: fc.constantFrom(...keys),
    userId: fc.constantFrom(5, 6),
  })
  .map(({ as, courseKey, userId }): SeenAs => {
    const isOne = as === 'one-learner' || as === 'person'
    const isOfCourse = as === 'staff' || as === 'learner' || as === 'one-learner'
    return { as, ...(isOfCourse && { course: { courseKey, name: '' } }), ...(isOne && { userId, username: 'ada' }) }
  })

/** All the scopes in which a viewer's questions may be asked. */
function scopesOf(viewer: Viewer): Scope[] {
  const areas = accessOf(viewer, 'SAAS', switches)
  const teaching = teachingScope(viewer)
  return [
    ...(areas.student && viewer.userId !== nobodysUserId
      ? [{ kind: 'self' as const, actorId: `actor ${viewer.userId}` }]
      : []),
    ...(areas.courses && teaching ? [teaching] : []),
    ...(areas.admin ? [{ kind: 'site' as const }] : []),
  ]
}

test('whoever looks sees no row that they do not see themselves, and none that whom they look as does not', () => {
  const looks = fc.tuple(anybody, views).filter(([self, { as, course: of }]) => {
    const kinds = viewKindsOf(self, accessOf(self, 'SAAS', switches))
    return kinds.includes(as) && (of === undefined || isOwnCourse(self, of.courseKey))
  })
  let seen = 0
  fc.assert(
    fc.property(looks, ([self, seenAs]) => {
      const viewer = viewerSeenAs(self, seenAs, 'real')
      const own = scopesOf(self)
      for (const theirs of scopesOf(viewer)) {
        const narrowed = seenByOnlooker(viewer, theirs)
        for (const row of rows.filter((each) => shows(narrowed, each))) {
          seen += 1
          expect(shows(theirs, row)).toBe(true)
          expect(own.some((scope) => shows(scope, row))).toBe(true)
        }
      }
    }),
    { numRuns: 2000 * effort },
  )
  // It is not so because nothing is shown.
  expect(seen).toBeGreaterThan(0)
})

test('whatever a view may one day be, a part of the site never shows more than that part', () => {
  fc.assert(
    fc.property(
      anybody,
      fc.constantFrom<Scope[]>(
        { kind: 'site' },
        { kind: 'courses', courseKeys: keys, orgs },
        { kind: 'self', actorId: 'actor 5' },
      ),
      (self, wanted) => {
        const limit = viewerSeenAs(self, { as: 'learner', course }, 'real').onlooker!.scope
        const narrowed = seenByOnlooker({ onlooker: { ...learner, scope: limit } }, wanted)
        for (const row of rows) if (shows(narrowed, row)) expect(shows(limit, row) && shows(wanted, row)).toBe(true)
      },
    ),
    { numRuns: 500 * effort },
  )
})
