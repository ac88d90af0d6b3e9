import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoAccount } from '../../demo/stand-in-quicksight/account.ts'
import type { StandInQuickSight } from '../../demo/stand-in-quicksight/stand-in-quicksight.ts'
import { createLogger } from '../../kernel/log.ts'
import {
  authorArn,
  openTestQuickSight,
  requestOf,
  settingsFor,
  startTestQuickSight,
  testArn,
} from '../../testing/quicksight.ts'
import { createQuickSightClient } from './client.ts'
import { examineQuickSight } from './examine.ts'
import { type IamPolicy, iamPolicyOf } from './iam-policy.ts'
import { operations } from './operations.ts'

let standIn: StandInQuickSight
beforeAll(async () => {
  standIn = await startTestQuickSight()
})
afterAll(() => standIn.close())
beforeEach(() => {
  Object.assign(standIn.account, demoAccount('learn.example.org'))
  standIn.asked.splice(0)
})

/** All that the program asks of QuickSight, in regions of their own for dashboards and users. */
async function doEverything(policy: IamPolicy): Promise<Set<string>> {
  Object.assign(standIn.account, { policy, identityRegion: 'eu-north-1' })
  standIn.asked.splice(0)
  const settings = settingsOfTwoRegions()
  const quickSight = openTestQuickSight(settings)
  const guest = { kind: 'guest', rows: { kind: 'learner', userId: 42 } } as const
  await quickSight.embed(requestOf(guest)).catch(() => undefined)
  await quickSight.embed(requestOf({ kind: 'registered', arn: testArn })).catch(() => undefined)
  await quickSight.studio({ arn: authorArn, locale: 'en' }).catch(() => undefined)
  const client = createQuickSightClient(settings, createLogger('silent'))
  await examineQuickSight({ settings, client, locale: 'en', dashboards: 'all' })
  await examineQuickSight({
    settings,
    client,
    locale: 'en',
    dashboards: [{ id: 'time-in-course', holdsRowsOfPeople: true }],
  })
  return new Set(standIn.asked.filter(({ status }) => status === 403).map(({ operation }) => operation))
}
const settingsOfTwoRegions = () => settingsFor(standIn, { identityRegion: 'eu-north-1' })
const everything = () => iamPolicyOf(settingsOfTwoRegions(), { purposes: ['serve', 'guests', 'doctor'] })

test('what the policy allows is enough for all that the program does, and all that is allowed is done', async () => {
  expect(await doEverything(everything())).toEqual(new Set())
  expect(new Set(standIn.asked.map(({ operation }) => operation))).toEqual(new Set(Object.keys(operations)))
})

test('nothing in it could be left out', async () => {
  const policy = everything()
  for (const [index, { Action, Resource }] of policy.Statement.entries()) {
    for (const action of Action) {
      const changed = { ...policy.Statement[index]!, Action: Action.filter((each) => each !== action) }
      const denied = await doEverything({ ...policy, Statement: policy.Statement.with(index, changed) })
      expect(denied, `without ${action}`).toContain(action.slice('quicksight:'.length))
    }
    for (const resource of Resource) {
      // The service reference does not say in which region the namespace is looked for: both are allowed.
      if (resource.includes(':namespace/')) continue
      const changed = { ...policy.Statement[index]!, Resource: Resource.filter((each) => each !== resource) }
      const denied = await doEverything({ ...policy, Statement: policy.Statement.with(index, changed) })
      expect(denied.size, `without ${resource}`).toBeGreaterThan(0)
    }
  }
})

test('to serve, it reads no data and makes no users; pages of other sites are not embedded for', () => {
  const policy = iamPolicyOf(settingsFor(standIn), { purposes: ['serve'] })
  expect(policy.Statement.flatMap(({ Action }) => Action)).toEqual([
    'quicksight:DescribeUser',
    'quicksight:GenerateEmbedUrlForRegisteredUser',
  ])
  expect(policy.Statement[1]?.Condition).toEqual({
    'ForAllValues:StringEquals': { 'quicksight:AllowedEmbeddingDomains': ['https://apps.example.org'] },
  })
  expect(JSON.stringify(policy)).not.toContain('"*"')
})

test('a domain that it does not name is refused by IAM', async () => {
  standIn.account.policy = everything()
  const elsewhere = openTestQuickSight(settingsFor(standIn, { allowedDomains: ['https://evil.example.org'] }))
  const guest = { kind: 'guest', rows: { kind: 'learner', userId: 42 } } as const
  await expect(elsewhere.embed(requestOf(guest))).rejects.toMatchObject({ code: 'misconfigured' })
})

test('named dashboards and namespaces narrow and widen it', () => {
  const policy = iamPolicyOf(settingsFor(standIn), {
    purposes: ['serve', 'guests'],
    dashboards: ['one', 'two'],
    namespaces: ['riverside'],
  })
  const resources = policy.Statement.flatMap(({ Resource }) => Resource)
  expect(resources).toEqual(
    expect.arrayContaining([
      'arn:aws:quicksight:us-east-1:123456789012:user/riverside/*',
      'arn:aws:quicksight:us-east-1:123456789012:dashboard/one',
      'arn:aws:quicksight:us-east-1:123456789012:dashboard/two',
    ]),
  )
  expect(resources.join()).not.toContain('dashboard/*')
})

test.each([
  ['cn-north-1', 'arn:aws-cn:'],
  ['us-gov-west-1', 'arn:aws-us-gov:'],
])('in %s ARNs begin as they do there', (region, start) => {
  const policy = iamPolicyOf(settingsFor(standIn, { region, identityRegion: region }), { purposes: ['serve'] })
  expect(policy.Statement[0]?.Resource[0]).toContain(start)
})
