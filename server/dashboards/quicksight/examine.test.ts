import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoAccount, type StandInAccount } from '../../demo/stand-in-quicksight/account.ts'
import type { StandInQuickSight } from '../../demo/stand-in-quicksight/stand-in-quicksight.ts'
import { createLogger } from '../../kernel/log.ts'
import { settingsFor, startTestQuickSight, testArn } from '../../testing/quicksight.ts'
import { createQuickSightClient } from './client.ts'
import { type Examination, examineQuickSight } from './examine.ts'
import type { QuickSightSettings } from './settings.ts'

let standIn: StandInQuickSight
beforeAll(async () => {
  standIn = await startTestQuickSight()
})
afterAll(() => standIn.close())
beforeEach(() => {
  Object.assign(standIn.account, demoAccount('learn.example.org'))
  standIn.faults.clear()
})

const both = [
  { id: 'time-in-course', holdsRowsOfPeople: true },
  { id: 'courses-of-the-site', holdsRowsOfPeople: false },
]

function examine(changes: Partial<QuickSightSettings> = {}, more: Partial<Examination> = {}) {
  const settings = settingsFor(standIn, changes)
  const client = createQuickSightClient(settings, createLogger('silent'))
  return examineQuickSight({ settings, client, locale: 'en', dashboards: both, ...more })
}

const told = async (...given: Parameters<typeof examine>) =>
  (await examine(...given)).map(({ subject, outcome, says }) => `${outcome} ${subject}: ${says}`)

test('where all is in order, it says so of each thing', async () => {
  expect(await told()).toEqual([
    'ok account: QuickSight is there, edition ENTERPRISE.',
    'ok default user: Known and active; reads dashboards.',
    'ok dashboard time-in-course: Published as “Time in course”.',
    'ok data set Learners: Guests see the rows of their own tags: panorama_lms, panorama_user_id, panorama_course_keys, panorama_course_keys_2, panorama_orgs.',
    'ok dashboard time-in-course: QuickSight opens it for the default user.',
    'ok dashboard time-in-course: QuickSight opens it for guests.',
    'ok dashboard courses-of-the-site: Published as “Courses of the site”.',
    'ok dashboard courses-of-the-site: QuickSight opens it for the default user.',
    'ok dashboard courses-of-the-site: QuickSight opens it for guests.',
  ])
})

test('what it has made is used by nobody', async () => {
  const before = standIn.sessions.count()
  await examine()
  const { made, opened } = standIn.sessions.count()
  expect(made).toBeGreaterThan(before.made)
  expect(opened).toBe(before.opened)
})

const [time, sums] = ['time-in-course', 'courses-of-the-site']
const unwell: [string, (account: StandInAccount) => void, RegExp][] = [
  ['the Standard edition', (account) => Object.assign(account, { edition: 'STANDARD' }), /Standard edition.*Upgrade/],
  [
    'another key',
    (account) => Object.assign(account, { accessKeyId: 'AKIAOTHER' }),
    /account: AWS does not accept.*PANORAMA_AWS/,
  ],
  [
    'another account',
    (account) => Object.assign(account, { accountId: '999999999999' }),
    /account: The key of this site is of the AWS account 999999999999.*PANORAMA_AWS_ACCOUNT_ID/,
  ],
  [
    'users elsewhere',
    (account) => Object.assign(account, { identityRegion: 'eu-north-1' }),
    /Set PANORAMA_QUICKSIGHT_IDENTITY_REGION=eu-north-1/,
  ],
  ['no default user', (account) => account.users.splice(0), /default user: QuickSight has no such user.*Register/],
  [
    'an inactive one',
    (account) => Object.assign(account.users[0]!, { active: false }),
    /default user: Known, but not active.*Sign in/,
  ],
  [
    'no such dashboard',
    (account) => account.dashboards.splice(0, 1),
    new RegExp(`dashboard ${time}: QuickSight has nothing of that name`),
  ],
  [
    'a broken version',
    (account) => Object.assign(account.dashboards[0]!, { status: 'UPDATE_FAILED' }),
    /newest version is UPDATE_FAILED.*publish/,
  ],
  [
    'not shared',
    (account) => Object.assign(account.dashboards[1]!, { sharedWith: [] }),
    new RegExp(`dashboard ${sums}: It is not shared.*share it`),
  ],
  [
    'a data set without rules',
    (account) => Object.assign(account.dataSets[0]!, { rules: null }),
    /data set Learners: It has no row rules.*row-rules/,
  ],
  [
    'rules that are off',
    (account) => Object.assign(account.dataSets[0]!.rules!, { Status: 'DISABLED' }),
    /data set Learners: It has no row rules/,
  ],
  [
    'rules of the newer make, for none',
    (account) => Object.assign(account.dataSets[0]!, { rules: null, semantic: true }),
    /It has no row rules/,
  ],
  [
    'rules for other tags',
    (account) =>
      Object.assign(account.dataSets[0]!.rules!, { TagRules: [{ TagKey: 'p.userId', ColumnName: 'user_id' }] }),
    /know none of the tags/,
  ],
  [
    'a master key',
    (account) => Object.assign(account.dataSets[0]!.rules!.TagRules![0]!, { MatchAllValue: '*' }),
    /rule for panorama_lms has a value that matches all rows.*Remove/,
  ],
  ['no data set', (account) => account.dataSets.splice(0), /data set learners: QuickSight has nothing/],
  [
    'no capacity pricing',
    (account) => Object.assign(account, { capacityPricing: false }),
    /takes no guests.*PANORAMA_QUICKSIGHT_CAPACITY_PRICING=false/,
  ],
]
test.each(unwell)('%s is found, with what mends it', async (_what, change, words) => {
  const settings = settingsFor(standIn)
  change(standIn.account)
  const found = await examine(settings)
  const bad = found.filter(({ outcome }) => outcome !== 'ok')
  expect(bad.map(({ subject, says, remedy }) => `${subject}: ${says} ${remedy}`)).toEqual(
    expect.arrayContaining([expect.stringMatching(words)]),
  )
  expect(bad.every(({ remedy }) => remedy !== undefined && remedy !== '')).toBe(true)
  expect(JSON.stringify(found)).not.toMatch(/code=|wJalr|AKIAIOSF/)
  const spanish = await examine(settings, { locale: 'es' })
  expect(spanish.map(({ outcome }) => outcome)).toEqual(found.map(({ outcome }) => outcome))
})

test('rules of the newer make are found as well', async () => {
  standIn.account.dataSets[0]!.semantic = true
  expect((await examine()).every(({ outcome }) => outcome === 'ok')).toBe(true)
})

test('rules are asked of dashboards that hold rows of people, and where guests are shown them', async () => {
  standIn.account.dataSets[1]!.rules = null
  standIn.account.dataSets[0]!.rules = null
  expect((await told({ capacityPricing: false })).join()).not.toContain('data set')
})

test('where guests are off, it says whether the account would take them', async () => {
  expect(await told({ capacityPricing: false })).toContain(
    'warning guests: The account takes guests, but Panorama does not use that.',
  )
  standIn.account.capacityPricing = false
  expect((await told({ capacityPricing: false })).at(-1)).toMatch(/^ok guests: Not used/)
})

test('what the doctor itself may not read is a warning, and the rest is looked at all the same', async () => {
  for (const operation of [
    'DescribeAccountSubscription',
    'DescribeDashboard',
    'DescribeDashboardPermissions',
  ] as const) {
    standIn.faults.add({ kind: 'access-denied', operation, times: 9 })
  }
  const found = await examine()
  expect(found.filter(({ outcome }) => outcome === 'problem')).toEqual([])
  expect(found.filter(({ outcome }) => outcome === 'warning')[0]?.remedy).toContain('--for doctor')
  expect(found.map(({ says }) => says)).toContain('QuickSight opens it for guests.')
})

test('every dashboard of the account, page by page, and the users that are set', async () => {
  const { dashboards } = standIn.account
  const copies = Array.from({ length: 130 }, (_, index) => ({ ...dashboards[1]!, id: `copy-${index}` }))
  dashboards.push(...copies)
  const found = await told(
    { capacityPricing: false, defaultUserArn: null },
    { dashboards: 'all', userArns: [testArn, 'nobody'] },
  )
  expect(found).toContain(`ok user ${testArn}: Known and active; reads dashboards.`)
  expect(found.find((line) => line.startsWith('problem user nobody'))).toContain('no ARN')
  expect(found.filter((line) => line.includes('Published as'))).toHaveLength(132)
})

test('an id that cannot be embedded, and no dashboards at all', async () => {
  expect(await told({}, { dashboards: [{ id: 'a.b', holdsRowsOfPeople: true }] })).toContainEqual(
    expect.stringMatching(/^problem dashboard a.b: .*cannot be embedded/),
  )
  expect((await told({}, { dashboards: [] })).at(-1)).toBe(
    'warning dashboards: None of QuickSight is listed in Panorama yet, so none was looked at.',
  )
})

test('a stand-in that is not there ends it, and it is said how it is started', async () => {
  expect(await examine({ standIn: 'http://127.0.0.1:9' })).toEqual([
    {
      ...{ subject: 'account', outcome: 'problem' },
      says: 'The stand-in for QuickSight does not answer (ECONNREFUSED).',
      remedy: expect.stringContaining('`panorama quicksight stand-in`'),
    },
  ])
})
