import { beforeEach, describe, expect, test } from 'vitest'
import type { AccessRules } from '../contract/access.ts'
import type { Mode } from '../contract/mode.ts'
import type { Viewer } from '../contract/viewer.ts'
import { notFound, unavailable } from '../kernel/errors.ts'
import { accessOf, suppliersIn } from '../modes/access.ts'
import type { EmbedProviders, EmbedRequest, HostedService } from './embed-provider.ts'
import { createEmbedAccess } from './embeds.ts'
import { recordingTools } from './testing/recording-tools.ts'
import { biology, configured, ownArn, people, rules, siteArn } from './testing/site.ts'

const { learner, teacher, superuser } = people
const author = { ...learner, userId: 77, username: 'mateo' }
const python = 'course-v1:AndesTech+PY1+2026'
const problem = 'block-v1:Riverside+BIO101+2026+type@problem+block@cells'
const switches = { studentView: true, standInLms: false }

/** What the tools were asked, which is all that they learn. */
let asked: unknown[]
let hostedAnswer: ReturnType<HostedService['openAll']>
beforeEach(() => {
  asked = []
  hostedAnswer = Promise.resolve([
    { name: 'enrolment', displayName: 'Enrolment', url: 'https://hosted.test/1' },
    { name: 'activity', displayName: 'Activity', url: 'https://hosted.test/2' },
  ])
})

const providers: EmbedProviders = {
  ...recordingTools((request) => asked.push(request)),
  hosted: {
    isAskedIn: () => true,
    list: () => hostedAnswer,
    openAll: () => hostedAnswer,
    async open(request, name) {
      asked.push(request)
      const found = (await hostedAnswer).find((dashboard) => dashboard.name === name)
      if (!found) throw notFound('There is no such dashboard.')
      return { provider: 'hosted', url: found.url }
    },
  },
}

const set: Partial<AccessRules> = {
  people: [configured(author, { role: 'AUTHOR', arn: ownArn })],
  assignments: [{ id: 'a', to: { kind: 'team', courseKey: biology }, typeId: 'extra' }],
}

function site(
  mode: Mode,
  changes: Partial<AccessRules> = {},
  tools: Partial<EmbedProviders> = {},
  arn: string | null = siteArn,
) {
  return createEmbedAccess({
    store: { accessRules: async () => ({ ...rules, ...set, ...changes }) },
    modes: {
      current: async () => ({ mode }),
      access: (viewer, wanted) => accessOf(viewer, wanted, switches),
      suppliers: (wanted) => suppliersIn(wanted, switches),
    },
    providers: { ...providers, ...tools },
    defaultArn: arn,
  })
}

describe('the list', () => {
  const listed = async (viewer: Viewer, mode: Mode) => {
    const { embeds, studio } = await site(mode).list(viewer, 'en')
    return [...embeds.map(({ id, area }) => `${area} ${id}`), ...(studio ? ['studio'] : [])]
  }

  test.each<[string, Viewer, Mode, string[]]>([
    ['a learner has what is for learners', learner, 'CUSTOM', ['student progress']],
    [
      'a teacher has what their team was given',
      teacher,
      'CUSTOM',
      ['courses grades', 'courses forum', 'student progress'],
    ],
    [
      'an author has theirs, and the console',
      author,
      'CUSTOM',
      ['courses grades', 'courses totals', 'student progress', 'studio'],
    ],
    ['the hosted service tells its own', teacher, 'SAAS', ['courses hosted:enrolment', 'courses hosted:activity']],
    ['also to learners, as such', learner, 'SAAS', ['student hosted:enrolment', 'student hosted:activity']],
    ['nobody in DEMO', superuser, 'DEMO', []],
    ['nobody but superusers in FREE', teacher, 'FREE', []],
  ])('%s', async (_what, viewer, mode, expected) => {
    expect(await listed(viewer, mode)).toEqual(expected)
  })

  test('opens nothing: other tools are asked when somebody looks', async () => {
    await site('CUSTOM').list(superuser, 'en')
    expect(asked).toEqual([])
  })

  test('says in the reader’s language why something cannot be shown, and what to do', async () => {
    const { embeds } = await site('CUSTOM', {}, { superset: null }).list(teacher, 'es')
    expect(embeds.find(({ id }) => id === 'forum')?.obstacle).toEqual({
      message: 'Este sitio no ha conectado Superset.',
      advice: expect.stringContaining('docs/embedding.md'),
    })
  })

  test('is there without the hosted service’s when that does not answer, and says so', async () => {
    hostedAnswer = Promise.reject(unavailable('Hosted dashboards do not answer.', { advice: 'Try again later.' }))
    expect(await site('SAAS').list(teacher, 'en')).toEqual({
      embeds: [],
      studio: false,
      hostedProblem: { message: 'Hosted dashboards do not answer.', advice: 'Try again later.' },
    })
  })

  test('hosted dashboards that were listed have our title and order, and go to those who have them', async () => {
    const dashboards: AccessRules['dashboards'] = [
      {
        ...{ id: 'h', name: 'act', displayName: 'What they do', provider: 'hosted', providerId: 'activity' },
        ...{ priority: -1, holdsRowsOfPeople: true },
      },
    ]
    const types: AccessRules['types'] = [{ id: 'staff', name: 'Staff', forLearners: false, dashboards: ['h'] }]
    const titles = async (viewer: Viewer) =>
      (await site('SAAS', { dashboards, types, assignments: [] }).list(viewer, 'en')).embeds.map(({ title }) => title)
    expect(await titles(author)).toEqual(['What they do', 'Enrolment'])
    expect(await titles(teacher)).toEqual(['Enrolment'])
  })
})

test.each<[string, Viewer, Mode, boolean]>([
  ['a learner of a type for learners', learner, 'CUSTOM', true],
  ['a teacher', teacher, 'CUSTOM', true],
  ['somebody with nothing but the making of dashboards', author, 'CUSTOM', true],
  ['a learner whom the hosted service may have something for', learner, 'SAAS', true],
  ['a learner who is not let in', learner, 'FREE', false],
])('whether there may be something is known of %s without asking anybody', async (_who, viewer, mode, expected) => {
  hostedAnswer = Promise.reject(unavailable('It was asked.'))
  hostedAnswer.catch(() => undefined)
  expect(await site(mode).hasAny(viewer)).toBe(expected)
  expect(await site(mode, {}, { quicksight: null, superset: null, hosted: null }).hasAny(teacher)).toBe(
    mode === 'CUSTOM',
  )
  expect(asked).toEqual([])
})

describe('opening', () => {
  const open = (viewer: Viewer, id: string, more: object = {}, mode: Mode = 'CUSTOM') =>
    site(mode).open(viewer, { id, area: 'courses', ...more }, 'en')

  test('a tool learns the dashboard, the person, their identity and what the page is about', async () => {
    await open(teacher, 'forum', { course: biology, block: problem })
    expect(asked).toEqual<EmbedRequest[]>([
      {
        dashboard: { providerId: 'forum-id', holdsRowsOfPeople: true },
        viewer: { userId: teacher.userId },
        identity: { kind: 'guest', rows: { kind: 'courses', courseKeys: [biology], orgs: [] } },
        locale: 'en',
        context: { courseKey: biology, blockKey: problem },
      },
    ])
  })

  test.each<[string, Viewer, string, object]>([
    ['what is nowhere', superuser, 'nothing', {}],
    ['what is not assigned to them', teacher, 'totals', {}],
    ['what they have as a learner, as staff', learner, 'progress', {}],
    ['what they have as staff, as a learner', teacher, 'grades', { area: 'student' }],
    ['what is hosted, where nothing is', superuser, 'hosted:activity', {}],
    ['the id of the tool', teacher, 'grades-id', {}],
  ])('%s is not there', async (_what, viewer, id, more) => {
    await expect(open(viewer, id, more)).rejects.toMatchObject({ code: 'not_found' })
    expect(asked).toEqual([])
  })

  test('a page about a course shows a user of the tool what they see there, and says what the page is about', async () => {
    const both = { ...author, courseRoles: teacher.courseRoles }
    await open(both, 'grades', { course: biology })
    expect(asked).toMatchObject([{ identity: { kind: 'registered', arn: ownArn }, context: { courseKey: biology } }])
  })

  test('a learner’s rows stay theirs, whatever course the page is about', async () => {
    await open(learner, 'progress', { area: 'student', course: python })
    expect(asked).toMatchObject([
      { identity: { kind: 'guest', rows: { kind: 'learner', userId: 42 } }, context: { courseKey: python } },
    ])
  })

  test.each<[string, Viewer, string, object, Mode]>([
    ['a course that is not theirs', teacher, 'grades', { course: python }, 'CUSTOM'],
    ['two courses in one', teacher, 'grades', { course: `${biology},${python}` }, 'CUSTOM'],
    ['a course that a user of the tool does not teach', author, 'grades', { course: biology }, 'CUSTOM'],
    ['what is no course, for whoever may see all', superuser, 'grades', { course: 'all' }, 'CUSTOM'],
    ['what is no course, for a learner', learner, 'progress', { area: 'student', course: "x' OR 1=1" }, 'CUSTOM'],
    ['a course that is not theirs, of the hosted service', teacher, 'hosted:activity', { course: python }, 'SAAS'],
  ])('a page about %s is refused', async (_what, viewer, id, more, mode) => {
    await expect(open(viewer, id, more, mode)).rejects.toMatchObject({ code: 'forbidden' })
    expect(asked).toEqual([])
  })

  test.each<[string, object]>([
    ['of another course', { course: biology, block: problem.replace('2026', '2027') }],
    ['that is none', { course: biology, block: 'problem' }],
    ['of no course', { block: problem }],
  ])('a page about a block %s is refused', async (_what, more) => {
    await expect(open(teacher, 'grades', more)).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(open(superuser, 'grades', more)).rejects.toMatchObject({ code: 'invalid_request' })
    expect(asked).toEqual([])
  })

  test('what cannot be shown says why, and asks nobody', async () => {
    const noGuests = { quicksight: { ...providers.quicksight!, takesGuests: false } }
    const opening = site('CUSTOM', {}, noGuests).open(learner, { id: 'progress', area: 'student' }, 'en')
    await expect(opening).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('cannot be narrowed'),
      advice: expect.stringContaining('administrator'),
    })
    expect(asked).toEqual([])
  })

  test('a hosted dashboard is asked for anew, as whom the person is', async () => {
    const opened = await site('SAAS').open(author, { id: 'hosted:activity', area: 'courses' }, 'en')
    expect(opened).toEqual({ provider: 'hosted', url: 'https://hosted.test/2' })
    expect(asked).toEqual([{ mode: 'SAAS', username: 'mateo', role: 'AUTHOR' }])
  })
})

describe('the console of QuickSight', () => {
  test.each<[string, Viewer, Mode]>([
    ['a learner', learner, 'CUSTOM'],
    ['a teacher', teacher, 'CUSTOM'],
    ['a superuser', superuser, 'CUSTOM'],
    ['an author in SAAS', author, 'SAAS'],
    ['an author in DEMO', author, 'DEMO'],
  ])('is not open to %s', async (_who, viewer, mode) => {
    await expect(site(mode).studio(viewer, 'en')).rejects.toMatchObject({ code: 'forbidden' })
    expect(asked).toEqual([])
  })

  test('opens to an author as the user that was set for them', async () => {
    await site('CUSTOM').studio(author, 'en')
    expect(asked).toEqual([ownArn])
  })

  test('says what is missing: QuickSight itself, or a user of it', async () => {
    const noTool = site('CUSTOM', {}, { quicksight: null }).studio(author, 'en')
    await expect(noTool).rejects.toMatchObject({ message: 'This site has not connected Amazon QuickSight.' })
    const unknown = { people: [configured(author, { role: 'AUTHOR' })] }
    const noUser = site('CUSTOM', unknown, {}, null).studio(author, 'en')
    await expect(noUser).rejects.toMatchObject({ message: 'Amazon QuickSight does not know you.' })
  })
})

test('a dashboard of ours that was listed is kept from those who do not have it', async () => {
  const dashboards: AccessRules['dashboards'] = [
    {
      ...{ id: 'n', name: 'overview', displayName: 'Overview', provider: 'native', providerId: 'course-overview' },
      ...{ priority: 1, holdsRowsOfPeople: true },
    },
  ]
  const types: AccessRules['types'] = [{ id: 'extra', name: 'Extra', forLearners: false, dashboards: ['n'] }]
  const kept = (viewer: Viewer, slug: string) =>
    site('SAAS', { dashboards, types, people: [] }).isWithheld(viewer, slug)
  expect(await Promise.all([learner, teacher, superuser].map((viewer) => kept(viewer, 'course-overview')))).toEqual([
    true,
    false,
    false,
  ])
  expect(await kept(learner, 'student')).toBe(false)
})
