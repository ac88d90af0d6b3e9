import { describe, expect, test } from 'vitest'
import type { EmbedProviders } from '../access/embed-provider.ts'
import { createEmbedAccess } from '../access/embeds.ts'
import { recordingTools } from '../access/testing/recording-tools.ts'
import { biology, configured, ownArn, people, rules, siteArn } from '../access/testing/site.ts'
import type { AccessRules } from '../contract/access.ts'
import type { Mode } from '../contract/mode.ts'
import type { Viewer } from '../contract/viewer.ts'
import { accessOf, suppliersIn } from '../modes/access.ts'
import { type SeenAs, viewerSeenAs } from './rules.ts'

const { learner, teacher, superuser } = people
const course = { courseKey: biology, name: 'Biology' }
const ada = { as: 'one-learner', course, userId: 5, username: 'amara' } as const
const asPerson = { as: 'person', userId: 5, username: 'amara' } as const
const switches = { studentView: true, standInLms: false }

/** What tools and the hosted service were asked. */
let asked: unknown[] = []
const providers: EmbedProviders = {
  ...recordingTools((request) => asked.push(request)),
  hosted: {
    isAskedIn: () => true,
    async list(request) {
      asked.push(request)
      return []
    },
    async openAll(request) {
      asked.push(request)
      return []
    },
    async open(request) {
      asked.push(request)
      return { provider: 'hosted', url: 'https://hosted.test' }
    },
  },
}

function site(set: Partial<AccessRules> = {}, mode: Mode = 'CUSTOM') {
  asked = []
  return createEmbedAccess({
    store: { accessRules: async () => ({ ...rules, ...set }) },
    modes: {
      current: async () => ({ mode }),
      access: (viewer, wanted) => accessOf(viewer, wanted, switches),
      suppliers: (wanted) => suppliersIn(wanted, switches),
    },
    providers,
    defaultArn: siteArn,
  })
}

const team: Partial<AccessRules> = {
  assignments: [
    { id: 'a', to: { kind: 'team', courseKey: biology }, typeId: 'staff' },
    { id: 'b', to: { kind: 'team', courseKey: biology }, typeId: 'extra' },
  ],
}
const given = (more: Parameters<typeof configured>[1] = {}) => ({ people: [configured(learner, more)] })

const forumForLearners: Partial<AccessRules> = {
  types: [{ id: 'learners', name: 'Learners', forLearners: true, dashboards: ['progress', 'forum'] }],
}
/** The administrator has a user of their own. */
const configuredSelf: Partial<AccessRules> = { people: [configured(superuser, { arn: ownArn })] }

/** Each dashboard with as whom it is opened, or in the first words why it is not. */
async function shown(viewer: Viewer, set: Partial<AccessRules>) {
  const embeds = site(set)
  const { embeds: listed } = await embeds.list(viewer, 'en')
  const told: string[] = []
  for (const { id, area, obstacle } of listed) {
    asked = []
    const opening = embeds.open(viewer, { id, area }, 'en')
    if (obstacle) {
      await expect(opening).rejects.toMatchObject({ code: 'forbidden', message: obstacle.message })
      expect(asked).toEqual([])
      told.push(`${area} ${id}: ${obstacle.message}`)
    } else {
      await opening
      const [{ identity, viewer: looking }] = asked as [{ identity: unknown; viewer: unknown }]
      // The tool counts whoever really looks, and learns nothing else of anybody.
      expect(looking).toEqual({ userId: viewer.onlooker?.userId })
      told.push(`${area} ${id}: ${JSON.stringify(identity)}`)
    }
  }
  return told
}

const guest = (rows: object) => JSON.stringify({ kind: 'guest', rows })
const ofBiology = guest({ kind: 'courses', courseKeys: [biology], orgs: [] })
const asDefault = JSON.stringify({ kind: 'registered', arn: siteArn })
const ownRows =
  'They see all of their own rows here, and Amazon QuickSight cannot leave out the courses that are none of yours.'
const ownUser = 'They see it as a user of their own in Amazon QuickSight, as whom nobody else appears.'

describe('what other tools show to somebody who looks', () => {
  test.each<[string, Viewer, SeenAs, Partial<AccessRules>, string[]]>([
    [
      'as staff of a course: what its team has, with the rows of that course',
      ...([superuser, { as: 'staff', course }, team] as const),
      [
        `courses grades: ${ofBiology}`,
        `courses totals: ${ofBiology}`,
        `courses forum: ${ofBiology}`,
        'student progress: A learner sees their own rows here, and a learner in general has none.',
      ],
    ],
    [
      'as a learner in general: what learners have, without rows',
      ...([teacher, { as: 'learner', course }, team] as const),
      ['student progress: A learner sees their own rows here, and a learner in general has none.'],
    ],
    [
      'as one learner, an administrator: the rows of that learner',
      ...([superuser, ada, team] as const),
      [`student progress: ${guest({ kind: 'learner', userId: 5 })}`],
    ],
    [
      'as one learner, a teacher, who may not see all of them',
      ...([teacher, ada, team] as const),
      [`student progress: ${ownRows}`],
    ],
    [
      'as one learner, a teacher, in Superset: those rows of the learner that are of the teacher’s course',
      ...([teacher, ada, forumForLearners] as const),
      [
        `student progress: ${ownRows}`,
        `student forum: ${guest({ kind: 'learner', userId: 5, within: { courseKeys: [biology], orgs: [] } })}`,
      ],
    ],
    [
      'as somebody who was given dashboards: as the shared user, which shows administrators what it always does',
      ...([superuser, asPerson, given()] as const),
      [
        `courses grades: ${asDefault}`,
        `courses totals: ${asDefault}`,
        `student progress: ${guest({ kind: 'learner', userId: 5 })}`,
      ],
    ],
    [
      'as somebody with a user of their own: never as that user',
      ...([superuser, asPerson, given({ arn: ownArn })] as const),
      [
        `courses grades: ${ownUser}`,
        `courses totals: ${ownUser}`,
        `student progress: ${guest({ kind: 'learner', userId: 5 })}`,
      ],
    ],
    [
      'what administrators gave a learner is nothing to a teacher',
      ...([teacher, ada, given({ arn: ownArn })] as const),
      [`student progress: ${ownRows}`],
    ],
    [
      'nor to global staff, whoever may see every row',
      ...([people['global staff'], ada, given()] as const),
      [`student progress: ${guest({ kind: 'learner', userId: 5 })}`],
    ],
    [
      'as an administrator: what administrators have, as the shared user',
      ...([superuser, { as: 'admin' }, configuredSelf] as const),
      [
        `courses grades: ${asDefault}`,
        `courses totals: ${asDefault}`,
        `courses progress: ${asDefault}`,
        `courses forum: ${guest({ kind: 'site' })}`,
        'student progress: A learner sees their own rows here, and a learner in general has none.',
      ],
    ],
  ])('%s', async (_what, self, seenAs, set, expected) => {
    expect(await shown(viewerSeenAs(self, seenAs, 'real'), set)).toEqual(expected)
  })

  test('the console of an author is told of, and is not opened', async () => {
    const embeds = site(given({ role: 'AUTHOR', arn: ownArn }))
    const viewer = viewerSeenAs(superuser, asPerson, 'real')
    const { studio, untouched } = await embeds.list(viewer, 'en')
    expect(studio).toBe(false)
    expect(untouched).toEqual([
      { message: 'Here they can open QuickSight to make dashboards.', advice: expect.stringContaining('nobody else') },
    ])
    await expect(embeds.studio(viewer, 'en')).rejects.toMatchObject({ code: 'forbidden' })
    expect(asked).toEqual([])
  })

  test('the hosted service, which goes by names, is not asked as anybody else', async () => {
    for (const [self, seenAs] of [
      [teacher, ada],
      [superuser, asPerson],
      [superuser, { as: 'admin' }],
    ] as const) {
      const embeds = site({}, 'SAAS')
      const viewer = viewerSeenAs(self, seenAs, 'real')
      const { embeds: listed, hostedProblem, untouched } = await embeds.list(viewer, 'es')
      expect([listed, hostedProblem]).toEqual([[], null])
      expect(untouched?.[0]?.message).toContain('servicio alojado')
      expect(await embeds.hasAny(viewer)).toBe(true)
      expect(await embeds.openHosted(viewer, 'en')).toEqual([])
      const opening = embeds.open(viewer, { id: 'hosted:activity', area: 'student' }, 'en')
      await expect(opening).rejects.toMatchObject({ code: 'not_found' })
      expect(asked).toEqual([])
    }
  })

  test('somebody who looks as themselves is told nothing of this', async () => {
    expect(await site(team).list(teacher, 'en')).not.toHaveProperty('untouched')
  })
})
