import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AccessRules, Assignee } from '../contract/access.ts'
import { type Mode, modes } from '../contract/mode.ts'
import { teachingScope, type Viewer } from '../contract/viewer.ts'
import { effort } from '../testing/effort.ts'
import type { EmbedIdentity } from './embed-provider.ts'
import { type Grants, grantsFor } from './grants.ts'
import type { Obstacle, SiteTools } from './identity-in-tool.ts'
import { allTools, biology, circumstances, configured, ownArn, people, rules, siteArn } from './testing/site.ts'

/** What somebody gets in one line: `in READER: courses grades as own, totals as default`. */
function words({ isLetIn, role, embeds, hostedRole }: Grants): string {
  const shown = (area: 'courses' | 'student') => {
    const some = embeds.filter((grant) => grant.area === area)
    if (some.length === 0) return []
    return [`${area} ${some.map(({ dashboard, identity }) => `${dashboard.name} ${asWords(identity)}`).join(', ')}`]
  }
  const hosted = hostedRole === null ? [] : [`hosted as ${hostedRole}`]
  const list = [...hosted, ...shown('courses'), ...shown('student')]
  return `${isLetIn ? 'in' : 'out'} ${role ?? '-'}: ${list.join('; ') || '-'}`
}

function asWords(identity: EmbedIdentity | Obstacle): string {
  if (typeof identity === 'string') return identity
  if (identity.kind === 'registered') return identity.arn === ownArn ? 'as own' : 'as default'
  const { rows } = identity
  if (rows.kind === 'learner') return 'of self'
  return rows.kind === 'site' ? 'of site' : `of ${[...rows.courseKeys, ...rows.orgs].join(' ')}`
}

const { learner, teacher, superuser } = people
const having = (viewer: Viewer, given: Parameters<typeof configured>[1] = {}) => ({
  people: [configured(viewer, given)],
})
const grantsOf = (
  who: Viewer,
  mode: Mode,
  set: Partial<AccessRules> = {},
  { tools = allTools, ...switches }: { tools?: SiteTools; studentView?: boolean } = {},
) => grantsFor(who, circumstances(who, mode, switches), { ...rules, ...set }, tools)

/** Where we differ from today's Panorama backend on purpose. */
const because = {
  optIn: 'nothing is sent from DEMO unless the site opts in',
  checked: 'every endpoint checks who asks: to be out is to get nothing',
  courseTeams: 'course teams exist: they are staff of their courses, whatever learners may see',
  noSharing: 'learners never share a registered identity: each is a guest with nothing but their own rows',
  all: 'superusers, who assign the dashboards, have them all',
  learnersToo: 'what every learner gets is theirs as well, beside what they were given',
}

interface Line {
  readonly mode: Mode
  readonly who: Viewer
  readonly what: string
  readonly set?: Partial<AccessRules>
  readonly studentView?: false
  /** What today's Panorama backend does. */
  readonly theirs: string
  readonly ours: string
  readonly because?: string
}

const matrix: Line[] = [
  {
    ...{ mode: 'DEMO', who: superuser, what: 'a superuser' },
    theirs: 'in, READER, the vendor’s demo',
    ours: 'in READER: -',
    because: because.optIn,
  },
  {
    ...{ mode: 'DEMO', who: learner, what: 'others' },
    theirs: 'out, no role, the vendor’s demo when they ask',
    ours: 'out -: -',
    because: because.checked,
  },
  {
    ...{ mode: 'FREE', who: superuser, what: 'a superuser' },
    theirs: 'in, READER, the vendor’s',
    ours: 'in READER: hosted as READER',
  },
  {
    ...{ mode: 'FREE', who: learner, what: 'others' },
    theirs: 'out, no role, refused by the vendor',
    ours: 'out -: -',
    because: because.checked,
  },
  {
    ...{ mode: 'SAAS', who: learner, what: 'somebody configured as reader', set: having(learner) },
    theirs: 'in, READER, the vendor’s',
    ours: 'in READER: hosted as READER',
  },
  {
    ...{ mode: 'SAAS', who: learner, what: 'somebody configured as author', set: having(learner, { role: 'AUTHOR' }) },
    theirs: 'in, AUTHOR, the vendor’s',
    ours: 'in AUTHOR: hosted as AUTHOR',
  },
  {
    ...{ mode: 'SAAS', who: superuser, what: 'a superuser who is not configured' },
    theirs: 'in, READER, the vendor’s',
    ours: 'in READER: hosted as READER',
  },
  {
    ...{ mode: 'SAAS', who: learner, what: 'anyone else' },
    theirs: 'in, STUDENT, the vendor’s',
    ours: 'in STUDENT: hosted as STUDENT',
  },
  {
    ...{ mode: 'SAAS', who: teacher, what: 'anyone else, who teaches' },
    theirs: 'in, STUDENT, the vendor’s',
    ours: 'in READER: hosted as READER',
    because: because.courseTeams,
  },
  {
    ...{ mode: 'SAAS', who: learner, what: 'anyone else without the student view', studentView: false },
    theirs: 'out, STUDENT, the vendor’s when they ask',
    ours: 'out STUDENT: -',
    because: because.checked,
  },
  {
    ...{ mode: 'CUSTOM', who: learner, what: 'somebody configured with an ARN', set: having(learner, { arn: ownArn }) },
    theirs: 'in, READER, those of their type as their ARN',
    ours: 'in READER: courses grades as own, totals as own; student progress of self',
    because: because.learnersToo,
  },
  {
    ...{ mode: 'CUSTOM', who: learner, what: 'somebody configured without an ARN', set: having(learner) },
    studentView: false,
    theirs: 'in, READER, those of their type as the default ARN',
    ours: 'in READER: courses grades as default, totals as default',
  },
  {
    ...{ mode: 'CUSTOM', who: learner, what: 'somebody configured with a student type' },
    set: having(learner, { typeId: 'learners' }),
    studentView: false,
    theirs: 'in, READER, those of their type as the default ARN, their id in the address',
    ours: 'in READER: student progress of self',
    because: because.noSharing,
  },
  {
    ...{ mode: 'CUSTOM', who: superuser, what: 'a superuser who is not configured' },
    theirs: 'in, READER, those for students as the default ARN',
    ours: 'in READER: courses grades as default, totals as default, progress as default, forum of site; student progress of self',
    because: because.all,
  },
  {
    ...{ mode: 'CUSTOM', who: superuser, what: 'a superuser without the student view', studentView: false },
    theirs: 'in, READER, an error',
    ours: 'in READER: courses grades as default, totals as default, progress as default, forum of site',
    because: because.all,
  },
  {
    ...{ mode: 'CUSTOM', who: learner, what: 'anyone else' },
    theirs: 'in, STUDENT, those for students as the default ARN, their id in the address',
    ours: 'in STUDENT: student progress of self',
    because: because.noSharing,
  },
  {
    ...{ mode: 'CUSTOM', who: teacher, what: 'anyone else, who teaches' },
    theirs: 'in, STUDENT, those for students as the default ARN, their id in the address',
    ours: 'in READER: student progress of self',
    because: because.courseTeams,
  },
  {
    ...{ mode: 'CUSTOM', who: learner, what: 'anyone else without the student view', studentView: false },
    theirs: 'out, STUDENT, an error',
    ours: 'out STUDENT: -',
    because: because.checked,
  },
]

describe('the matrix of today’s Panorama backend', () => {
  test.each(matrix)('$mode, $what: $theirs', ({ who, mode, set, studentView = true, ours }) => {
    expect(words(grantsOf(who, mode, set, { studentView }))).toBe(ours)
  })
})

describe('course teams, organisations and kinds of people', () => {
  const giving = (to: Assignee) => ({ assignments: [{ id: 'a', to, typeId: 'extra' }] })
  const team: Assignee = { kind: 'team', courseKey: biology }
  const ofRiverside = { ...teacher, courseRoles: [{ role: 'staff', org: 'Riverside', courseKey: null }] } as const
  test.each<[string, Viewer, Assignee, string]>([
    ['a course team gets its type, with the rows of its courses', teacher, team, `forum of ${biology}`],
    ['a team of the whole organisation is one of each of its courses', ofRiverside, team, 'forum of Riverside'],
    ['another team does not', people['organisation staff'], team, '-'],
    ['nor do learners', learner, team, '-'],
    [
      'who teaches one course belongs to its organisation',
      teacher,
      { kind: 'organisation', org: 'Riverside' },
      `forum of ${biology}`,
    ],
    ['another organisation does not', teacher, { kind: 'organisation', org: 'riverside' }, '-'],
    ['course teams have a default', teacher, { kind: 'everyone', of: 'courseStaff' }, `forum of ${biology}`],
    ['which is not that of global staff', people['global staff'], { kind: 'everyone', of: 'courseStaff' }, '-'],
    [
      'global staff have one of their own, with all rows',
      people['global staff'],
      { kind: 'everyone', of: 'globalStaff' },
      'forum of site',
    ],
    ['which is not that of course teams', teacher, { kind: 'everyone', of: 'globalStaff' }, '-'],
  ])('%s', (_what, who, to, expected) => {
    const { embeds } = grantsOf(who, 'CUSTOM', giving(to))
    const found = embeds.filter(({ dashboard }) => dashboard.name === 'forum')
    expect(found.map(({ identity }) => `forum ${asWords(identity)}`).join() || '-').toBe(expected)
  })

  test('what comes by two ways is there once', () => {
    const set = { people: [configured(teacher)], ...giving(team) }
    const names = grantsOf(teacher, 'CUSTOM', set).embeds.map(({ area, dashboard }) => `${area} ${dashboard.name}`)
    expect(names).toEqual(['courses grades', 'courses totals', 'courses forum', 'student progress'])
  })
})

describe('as whom', () => {
  const everything: Partial<AccessRules> = {
    assignments: [
      { id: 'a', to: { kind: 'everyone', of: 'courseStaff' }, typeId: 'staff' },
      { id: 'b', to: { kind: 'everyone', of: 'courseStaff' }, typeId: 'extra' },
    ],
  }
  const noGuests: SiteTools = { ...allTools, quicksight: { takesGuests: false } }
  const nobody: SiteTools = { ...noGuests, defaultArn: null }
  test.each<[string, Viewer, Partial<AccessRules>, SiteTools, string]>([
    [
      'a course team is a guest with the rows of its courses',
      ...([teacher, everything, allTools] as const),
      `grades of ${biology}, totals of ${biology}, forum of ${biology}; student progress of self`,
    ],
    [
      'without sessions of guests it sees as the default user what is about nobody, and nothing else; learners see nothing',
      ...([teacher, everything, noGuests] as const),
      `grades needs-guests, totals as default, forum of ${biology}; student progress needs-guests`,
    ],
    [
      'without a default user either, it is told so',
      ...([teacher, everything, nobody] as const),
      `grades needs-guests, totals needs-user, forum of ${biology}; student progress needs-guests`,
    ],
    [
      'whoever was configured and teaches nothing has no rows in Superset',
      ...([learner, having(learner, { typeId: 'extra' }), allTools] as const),
      'grades as default, forum no-rows; student progress of self',
    ],
    [
      'whoever may see every row has to be a user of QuickSight, which knows no such guests',
      ...([superuser, {}, { ...allTools, defaultArn: null }] as const),
      'grades needs-user, totals needs-user, progress needs-user, forum of site; student progress of self',
    ],
    [
      'what the site has not configured is said',
      ...([teacher, everything, { quicksight: null, superset: null, defaultArn: siteArn }] as const),
      'grades not-configured, totals not-configured, forum not-configured; student progress not-configured',
    ],
  ])('%s', (_what, who, set, tools, expected) => {
    expect(words(grantsOf(who, 'CUSTOM', set, { tools }))).toBe(`in READER: courses ${expected}`)
  })

  test('a name counts in any case of its letters, and not for somebody of the stand-in LMS', () => {
    const set = having({ ...learner, username: 'AMARA' })
    expect(grantsOf(learner, 'CUSTOM', set).configured).not.toBeNull()
    expect(words(grantsOf({ ...learner, standIn: true }, 'CUSTOM', set))).toBe('out -: -')
  })
})

describe('in DEMO with other tools', () => {
  const inDemo = (who: Viewer, set: Partial<AccessRules>) => {
    const site = circumstances(who, 'DEMO', { standInLms: true, alsoInDemo: ['quicksight', 'superset'] })
    return words(grantsFor(who, site, { ...rules, ...set }, allTools))
  }
  test('the people of the demo get what was assigned to them, and nobody else is let in', () => {
    const ofDemo = { ...teacher, standIn: true }
    const set = { people: [configured(ofDemo, { arn: ownArn })] }
    expect(inDemo(ofDemo, set)).toBe('in READER: courses grades as own, totals as own; student progress of self')
    expect(inDemo(teacher, set)).toBe('out -: -')
  })
})

// Properties.

const aType = fc.constantFrom('staff', 'learners', 'extra')
const assignee: fc.Arbitrary<Assignee> = fc.oneof(
  fc.record({
    kind: fc.constant('team' as const),
    courseKey: fc.constantFrom(biology, 'course-v1:AndesTech+PY1+1', 'A/B/C'),
  }),
  fc.record({ kind: fc.constant('organisation' as const), org: fc.constantFrom('Riverside', 'AndesTech', 'A') }),
  fc.record({
    kind: fc.constant('everyone' as const),
    of: fc.constantFrom('courseStaff' as const, 'globalStaff' as const),
  }),
)
const assignments = fc.array(fc.record({ id: fc.uuid(), to: assignee, typeId: aType }), { maxLength: 5 })
const viewers = fc.constantFrom<Viewer[]>(...Object.values(people)).chain((who) =>
  fc
    .record({
      standIn: fc.boolean(),
      courseRoles: fc.constantFrom(
        who.courseRoles,
        [{ role: 'staff' as const, org: 'A', courseKey: 'A/B/C' }],
        [...teacher.courseRoles, { role: 'staff' as const, org: 'AndesTech', courseKey: null }],
      ),
    })
    .map((changes): Viewer => ({ ...who, ...changes })),
)
const persons = (who: Viewer) =>
  fc.option(
    fc
      .record({
        typeId: fc.option(aType, { nil: null }),
        role: fc.constantFrom('READER' as const, 'AUTHOR' as const),
        arn: fc.constantFrom(null, ownArn),
      })
      .map((given) => configured(who, given)),
    { nil: null },
  )
const tools: fc.Arbitrary<SiteTools> = fc.record({
  quicksight: fc.constantFrom(null, { takesGuests: true }, { takesGuests: false }),
  superset: fc.constantFrom(null, { takesGuests: true }),
  defaultArn: fc.constantFrom(null, siteArn),
})
const cases = viewers.chain((who) =>
  fc.record({
    who: fc.constant(who),
    mode: fc.constantFrom(...modes),
    switches: fc.record({
      studentView: fc.boolean(),
      standInLms: fc.boolean(),
      alsoInDemo: fc.subarray(['quicksight', 'superset', 'hosted'] as const),
    }),
    person: persons(who),
    given: assignments,
    tools,
  }),
)
type Case = typeof cases extends fc.Arbitrary<infer C> ? C : never
const runs = 2000 * effort

const result = ({ who, mode, switches, person, given, tools }: Case) =>
  grantsFor(
    who,
    circumstances(who, mode, switches),
    { ...rules, people: person ? [person] : [], assignments: given },
    tools,
  )

describe('whatever is assigned', () => {
  const check = (what: (one: Case) => void) => fc.assert(fc.property(cases, what), { numRuns: runs })

  test('nobody who is not let in gets anything', () => {
    check((one) => {
      const { isLetIn, embeds, hostedRole } = result(one)
      if (!isLetIn) expect([embeds, hostedRole]).toEqual([[], null])
    })
  })

  test('an assignment takes nothing away, and adds only what the mode shows', () => {
    const more = fc.record({ id: fc.uuid(), to: assignee, typeId: aType })
    fc.assert(
      fc.property(cases, more, (one, another) => {
        const before = result(one)
        const after = result({ ...one, given: [...one.given, another] })
        const key = ({ area, dashboard, identity }: Grants['embeds'][number]) =>
          JSON.stringify([area, dashboard.id, identity])
        const kept = after.embeds.map(key)
        for (const grant of before.embeds) expect(kept).toContain(key(grant))
        expect({ ...after, embeds: [] }).toEqual({ ...before, embeds: [] })
        const { suppliers } = circumstances(one.who, one.mode, one.switches)
        for (const { dashboard } of after.embeds) expect(suppliers).toContain(dashboard.provider)
      }),
      { numRuns: runs },
    )
  })

  test('a guest sees no row that is not theirs: a learner their own, staff those of the courses they teach', () => {
    check((one) => {
      for (const { area, identity, dashboard } of result(one).embeds) {
        if (typeof identity === 'string' || identity.kind !== 'guest') continue
        const { rows } = identity
        if (area === 'student') expect(rows).toEqual({ kind: 'learner', userId: one.who.userId })
        else if (dashboard.holdsRowsOfPeople) expect(rows).toEqual(teachingScope(one.who))
      }
    })
  })

  test('no two learners share a user, and nobody appears as the user of another', () => {
    check((one) => {
      for (const { area, identity, dashboard } of result(one).embeds) {
        if (typeof identity === 'string' || identity.kind !== 'registered') continue
        expect(area).toBe('courses')
        if (identity.arn === ownArn) expect(one.person?.arn).toBe(ownArn)
        else if (!one.who.isSuperuser && !one.who.isStaff && one.person === null) {
          expect(dashboard.holdsRowsOfPeople).toBe(false)
        }
      }
    })
  })
})
