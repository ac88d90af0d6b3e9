import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../kernel/clock.ts'
import type { AskedAction } from '../../testing/athena.ts'
import { openLake } from '../lake.ts'
import { type CataloguedLakes, startCataloguedLakes } from '../testing/catalogued-lake.ts'
import type { ListedTable } from './catalogue-settings.ts'
import { type IamPolicy, lakePolicyOf } from './iam-policy.ts'
import { openCatalogue } from './open-catalogue.ts'

let lakes: CataloguedLakes
beforeAll(async () => {
  lakes = await startCataloguedLakes()
})
afterAll(() => lakes.stop())

const modules: ListedTable = {
  ...{ datasource: 'lms', name: 'courseware_studentmodule', rawTable: 'modules_raw', view: null },
  fields: ['id', 'course_id'].map((name) => ({ name, type: 'varchar' })),
  partitions: { fields: ['course_id'] },
}
const account = '123456789012'

/** Whether IAM lets somebody with the policy do something; conditions hold. */
function allows({ Statement }: IamPolicy, action: string, resource: string): boolean {
  const matches = (pattern: string, value: string) =>
    new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(value)
  const about = Statement.filter(
    ({ Action, Resource }) => Action.includes(action) && Resource.some((pattern) => matches(pattern, resource)),
  )
  return about.length > 0 && about.every(({ Effect }) => Effect === 'Allow')
}

/** What IAM is asked about a request: actions with each resource that they need. */
function inIam({ action, path, body }: AskedAction): [action: string, resource: string][] {
  if (action.startsWith('s3:')) return s3InIam(action.slice(3), path)
  const arn = (rest: string) => `arn:aws:${action.split(':')[0]}:eu-west-1:${account}:${rest}`
  if (action.startsWith('athena:')) return [[action, arn('workgroup/analytics')]]
  const input = (body.TableInput ?? body.DatabaseInput ?? {}) as { readonly Name?: string }
  if (action.endsWith('Database')) {
    return [`database/${body.Name ?? input.Name}`, 'catalog'].map((each) => [action, arn(each)])
  }
  const table = `table/${body.DatabaseName}/${body.TableName ?? body.Name ?? input.Name}`
  return [table, `database/${body.DatabaseName}`, 'catalog'].map((each) => [action, arn(each)])
}

function s3InIam(method: string, path: string): [string, string][] {
  const { pathname, searchParams } = new URL(path, 'http://s3')
  const [, bucket, key] = /^\/([^/]+)\/?(.*)$/.exec(decodeURIComponent(pathname))!
  const object = `arn:aws:s3:::${bucket}/${key}`
  if (method === 'GET' && key === '') {
    expect(searchParams.get('prefix')).toMatch(/^campus\//)
    return [['s3:ListBucket', `arn:aws:s3:::${bucket}`]]
  }
  // The keys that are removed at once stand in the body.
  if (searchParams.has('delete')) return [['s3:DeleteObject', `arn:aws:s3:::${bucket}/campus/any`]]
  if (method === 'DELETE')
    return [[searchParams.has('uploadId') ? 's3:AbortMultipartUpload' : 's3:DeleteObject', object]]
  return [[method === 'GET' || method === 'HEAD' ? 's3:GetObject' : 's3:PutObject', object]]
}

describe('the policy of who extracts', () => {
  test('allows all that is asked and nothing that is not (panorama-elt 39)', async () => {
    const plain = await lakes.settings()
    const settings = { ...plain, endpoint: lakes.athena.url, database: 'Campus' }
    const policy = lakePolicyOf({ ...settings, place: bucketOf(plain) }, [modules], {
      for: 'extractor',
      account,
      results: null,
    })

    lakes.athena.forget()
    const lake = openLake(settings, systemClock)
    const catalogue = openCatalogue(settings, [modules])!
    await lake.test()
    await catalogue.test()
    const before = await lakes.publish(
      settings,
      modules,
      ['a', 'b'].map((course_id) => ({ id: '1', course_id })),
    )
    await catalogue.createTables([modules], before)
    await catalogue.follow([modules], null, before)
    const wider = { ...modules, fields: [...modules.fields, { name: 'more', type: 'int' }] }
    const after = await lakes.publish(settings, wider, [{ id: '1', course_id: 'a', more: '1' }])
    await catalogue.follow([wider], before, after)
    lakes.athena.nextStatements({ state: 'RUNNING' })
    await openCatalogue(settings, [wider], {
      patience: { deadlineMs: 1, pauseMs: { first: 1, last: 1 }, attempts: 1 },
    })!.createViews([wider], after)
    await catalogue.dropTables([wider])

    const asked = lakes.athena.asked.flatMap(inIam)
    expect(asked.filter(([action, resource]) => !allows(policy, action, resource))).toEqual([])
    const known = new Set(asked.map(([action]) => action))
    const allowed = policy.Statement.flatMap(({ Action }) => Action)
    // Large objects alone come in parts, and these alone are given up.
    expect(allowed.filter((action) => !known.has(action))).toEqual(['s3:AbortMultipartUpload'])
  })

  test.each([
    ['s3:GetObject', 'arn:aws:s3:::acme-lake/other/table.csv'],
    ['s3:ListBucket', 'arn:aws:s3:::acme-lake-2'],
    ['s3:PutBucketPolicy', 'arn:aws:s3:::acme-lake'],
    ['glue:DeleteTable', `arn:aws:glue:eu-west-1:${account}:table/campus/others`],
    ['glue:DeleteDatabase', `arn:aws:glue:eu-west-1:${account}:database/campus`],
    ['glue:CreateTable', `arn:aws:glue:eu-west-1:999999999999:table/campus/campus_raw_x`],
    ['athena:StartQueryExecution', `arn:aws:athena:eu-west-1:${account}:workgroup/primary`],
  ])('does not allow %s on %s', async (action, resource) => {
    const settings = { ...(await lakes.settings()), place: { bucket: 'acme-lake' }, database: 'campus' }
    expect(
      allows(lakePolicyOf(settings, [modules], { for: 'extractor', account, results: null }), action, resource),
    ).toBe(false)
  })
})

test('the policy of who reads is for tables and views, their objects and the results, and changes nothing of the lake', async () => {
  const settings = { ...(await lakes.settings()), place: { bucket: 'acme-lake' }, database: 'campus' }
  const policy = lakePolicyOf(settings, [modules], {
    for: 'reader',
    account: null,
    results: 's3://acme-results/athena/',
  })
  const may = (action: string, resource: string) => allows(policy, action, resource)
  const glue = (rest: string) => `arn:aws:glue:eu-west-1:${account}:${rest}`
  expect(may('s3:GetObject', 'arn:aws:s3:::acme-lake/campus/auth_user/lms=a/auth_user.csv')).toBe(true)
  expect(may('s3:GetObject', 'arn:aws:s3:::acme-lake/campus/_panorama/lms=a/manifest.json')).toBe(false)
  expect(may('s3:PutObject', 'arn:aws:s3:::acme-lake/campus/auth_user/lms=a/auth_user.csv')).toBe(false)
  expect(may('s3:PutObject', 'arn:aws:s3:::acme-results/athena/1.csv')).toBe(true)
  expect(may('s3:PutObject', 'arn:aws:s3:::acme-results/elsewhere/1.csv')).toBe(false)
  expect(may('glue:GetTable', glue('table/campus/campus_enrollments'))).toBe(true)
  expect(may('glue:GetTable', glue('table/campus/modules_raw'))).toBe(true)
  expect(may('glue:UpdateTable', glue('table/campus/modules_raw'))).toBe(false)
})

test('keys, prefixes and regions of all kinds', async () => {
  const settings = { ...(await lakes.settings()), place: { bucket: 'acme-lake' }, database: 'campus' }
  const policyOf = (change: Partial<typeof settings>) =>
    lakePolicyOf({ ...settings, ...change }, [modules], { for: 'extractor', account, results: null }).Statement
  const keyOf = (keyId: string | null) =>
    policyOf({ encryption: { algorithm: 'aws:kms', keyId } }).find(({ Sid }) => Sid === 'UseKey')
  expect(keyOf(null)).toBeUndefined()
  expect(keyOf('1234-abcd')?.Resource).toEqual([`arn:aws:kms:eu-west-1:${account}:key/1234-abcd`])
  expect(keyOf('arn:aws:kms:eu-west-1:1:key/x')?.Resource).toEqual(['arn:aws:kms:eu-west-1:1:key/x'])
  expect(keyOf('alias/lake')).toMatchObject({
    Resource: [`arn:aws:kms:eu-west-1:${account}:key/*`],
    Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/lake' } },
  })
  const bare = policyOf({ basePrefix: null, region: 'cn-north-1' })
  expect(bare[0]).toEqual({
    Sid: 'ListLake',
    Effect: 'Allow',
    Action: ['s3:ListBucket'],
    Resource: ['arn:aws-cn:s3:::acme-lake'],
  })
  expect(bare.find(({ Sid }) => Sid === 'KeepTables')?.Resource.map((arn) => arn.split('/').at(-1))).toEqual([
    ...['arn:aws-cn:glue:cn-north-1:123456789012:catalog', 'campus', 'raw_*', 'table_*'],
    ...['enrollments', 'course_access', 'manual_enrollment_audit', 'modules_raw'],
  ])
  expect(policyOf({ workgroup: null }).map(({ Sid }) => Sid)).toEqual(['ListLake', 'KeepLake'])
})

const bucketOf = ({ place }: { readonly place: object }) => place as { readonly bucket: string }
