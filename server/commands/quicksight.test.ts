import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createAccessAdmin } from '../access/admin.ts'
import type { Finding } from '../contract/finding.ts'
import type { StandInQuickSight } from '../demo/stand-in-quicksight/stand-in-quicksight.ts'
import { systemClock } from '../kernel/clock.ts'
import { openStore } from '../store/open-store.ts'
import { startTestQuickSight, testArn } from '../testing/quicksight.ts'
import { examineQuickSightHere } from './quicksight-doctor.ts'
import { printIamPolicy, printRowRules } from './quicksight-policy.ts'
import { standInForQuickSight } from './quicksight-stand-in.ts'
import { createTerminal, type Terminal } from './terminal.ts'

let dataDir: string
let standIn: StandInQuickSight
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'panorama-quicksight-'))
  standIn = await startTestQuickSight()
})
afterAll(async () => {
  await standIn.close()
  await rm(dataDir, { recursive: true })
})
afterEach(() => {
  process.exitCode = 0
})

const account = { PANORAMA_AWS_ACCOUNT_ID: '123456789012' }

/** What a command prints on standard output. */
async function printed(
  run: (terminal: Terminal) => Promise<void>,
  environment: Record<string, string>,
  json = true,
): Promise<string> {
  const [out, err] = [new PassThrough(), new PassThrough()]
  await run(createTerminal(json, { PANORAMA_DATA_DIR: dataDir, ...environment }, out as never, err as never))
  return String(out.read() ?? '')
}

test.each([
  ['serve', {}, ['DescribeUser', 'GenerateEmbedUrlForRegisteredUser']],
  [
    'serve',
    { PANORAMA_QUICKSIGHT_CAPACITY_PRICING: 'true' },
    ['DescribeUser', 'GenerateEmbedUrlForRegisteredUser', 'GenerateEmbedUrlForAnonymousUser'],
  ],
  ['guests', {}, ['DescribeUser', 'GenerateEmbedUrlForRegisteredUser', 'GenerateEmbedUrlForAnonymousUser']],
  [
    'doctor',
    {},
    [
      'DescribeAccountSubscription',
      'ListDashboards',
      'DescribeDashboard',
      'DescribeDashboardPermissions',
      'DescribeDataSet',
    ],
  ],
])('iam-policy --for %s with %j allows what that needs', async (purpose, more, actions) => {
  const options = { for: purpose, dashboard: [], namespace: [] }
  const text = await printed((terminal) => printIamPolicy(terminal, options), { ...account, ...more })
  const { Statement } = JSON.parse(text) as { Statement: { Action: string[] }[] }
  expect(Statement.flatMap(({ Action }) => Action).sort()).toEqual(actions.map((each) => `quicksight:${each}`).sort())
})

test.each([
  [
    'without QuickSight',
    { for: 'serve', dashboard: [], namespace: [] },
    {},
    'misconfigured',
    /PANORAMA_AWS_ACCOUNT_ID/,
  ],
  ['for nothing that there is', { for: 'all', dashboard: [], namespace: [] }, account, 'invalid_request', /--for/],
  [
    'for more dashboards than fit',
    { for: 'guests', dashboard: Array.from({ length: 200 }, (_, index) => `dashboard-${index}`), namespace: [] },
    account,
    'invalid_request',
    /longer than AWS takes/,
  ],
])('iam-policy %s says what to do', async (_what, options, environment, code, words) => {
  const failure = await printed(
    (terminal) => printIamPolicy(terminal, options),
    environment as Record<string, string>,
  ).catch((cause) => cause)
  expect(failure.code).toBe(code)
  expect(`${failure.message} ${failure.advice}`).toMatch(words)
})

test('row-rules name the columns of the data set, and as many lists of courses as somebody may teach', async () => {
  const options = {
    lmsColumn: 'none',
    userColumn: 'student_id',
    courseColumn: 'course_id',
    orgColumn: 'none',
    courses: '13',
  }
  expect(JSON.parse(await printed((terminal) => printRowRules(terminal, options), {}))).toEqual({
    Status: 'ENABLED',
    TagRules: [
      { TagKey: 'panorama_user_id', ColumnName: 'student_id' },
      { TagKey: 'panorama_course_keys', ColumnName: 'course_id', TagMultiValueDelimiter: ',' },
      { TagKey: 'panorama_course_keys_2', ColumnName: 'course_id', TagMultiValueDelimiter: ',' },
      { TagKey: 'panorama_course_keys_3', ColumnName: 'course_id', TagMultiValueDelimiter: ',' },
    ],
    TagRuleConfigurations: [
      ['panorama_user_id'],
      ['panorama_course_keys'],
      ['panorama_course_keys_2'],
      ['panorama_course_keys_3'],
    ],
  })
  for (const wrong of [{ courses: '0' }, { courses: 'many' }, { userColumn: 'none', courseColumn: 'none' }]) {
    const run = printed((terminal) => printRowRules(terminal, { ...options, ...wrong }), {})
    await expect(run).rejects.toMatchObject({ code: 'invalid_request' })
  }
})

const connected = () => ({
  ...account,
  PANORAMA_AWS_ACCESS_KEY: standIn.account.accessKeyId,
  PANORAMA_AWS_SECRET_ACCESS_KEY: standIn.account.secretAccessKey,
  PANORAMA_DEFAULT_USER_ARN: testArn,
  PANORAMA_QUICKSIGHT_CAPACITY_PRICING: 'true',
  PANORAMA_PUBLIC_URL: 'https://apps.example.org',
  PANORAMA_QUICKSIGHT_STAND_IN: standIn.url,
})
const doctor = (options: Partial<Parameters<typeof examineQuickSightHere>[1]>) => (terminal: Terminal) =>
  examineQuickSightHere(terminal, { dashboard: [], language: 'en', ...options })

test('the doctor looks at the dashboards and users that are set, and ends with 1 when something is wrong', async () => {
  const store = await openStore(pathToFileURL(join(dataDir, 'store.db')).href, systemClock)
  const admin = createAccessAdmin(store, systemClock)
  const about = { by: 'test' }
  const listed = { displayName: 'Time', provider: 'quicksight', priority: 10, holdsRowsOfPeople: true } as const
  await admin.add('dashboard', { ...listed, name: 'time', providerId: 'time-in-course' }, about)
  await admin.add(
    'dashboard',
    { ...listed, name: 'ours', displayName: 'Ours', provider: 'native', providerId: 'x' },
    about,
  )
  await store.close()

  const found = JSON.parse(await printed(doctor({}), connected())) as Finding[]
  expect(found.map(({ subject }) => subject)).toContain('dashboard time-in-course')
  expect(found.map(({ outcome }) => outcome)).not.toContain('problem')
  expect(process.exitCode).toBe(0)

  const text = await printed(doctor({ dashboard: ['gone'], language: 'es' }), connected(), false)
  expect(text).toMatch(/✗ panel gone: QuickSight no tiene nada.*\n {4}Revisa/)
  expect(process.exitCode).toBe(1)
  expect(text).not.toContain(standIn.account.secretAccessKey)
})

test('the stand-in prints the settings with which the doctor finds all in order, and ends when it is told to', async () => {
  const [out, err] = [new PassThrough(), new PassThrough()]
  const terminal = createTerminal(true, { PANORAMA_DATA_DIR: dataDir }, out as never, err as never)
  const running = standInForQuickSight(terminal, { port: '0', guests: true, partitionedCookies: true })
  const { settings, dashboards } = JSON.parse(
    await new Promise<string>((resolve) => out.once('data', (text) => resolve(String(text)))),
  ) as {
    settings: Record<string, string>
    dashboards: { id: string }[]
  }
  const environment = { ...settings, PANORAMA_PUBLIC_URL: 'http://localhost:2100' }
  const found = JSON.parse(
    await printed(doctor({ dashboard: dashboards.map(({ id }) => id) }), environment),
  ) as Finding[]
  expect(found.map(({ outcome, says }) => (outcome === 'ok' ? 'ok' : says))).toEqual(
    // The sums have no rules: the doctor was not told that they hold no rows of people.
    found.map(({ subject, says }) => (subject === 'data set Courses' ? says : 'ok')),
  )
  process.emit('SIGINT')
  await running
})
