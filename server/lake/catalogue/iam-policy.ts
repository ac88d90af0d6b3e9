import type { CatalogueSettings, ListedTable } from './catalogue-settings.ts'
import { namesOf, withPrefix } from './names.ts'
import { readyMadeViews } from './ready-made/ready-made-views.ts'

/** An IAM policy, as AWS takes it. */
export interface IamPolicy {
  readonly Version: '2012-10-17'
  readonly Statement: readonly IamStatement[]
}

export interface IamStatement {
  readonly Sid: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Action: readonly string[]
  readonly Resource: readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

type PolicySettings = CatalogueSettings & {
  readonly place: { readonly bucket: string }
  readonly encryption:
    | { readonly algorithm: 'AES256' }
    | { readonly algorithm: 'aws:kms'; readonly keyId: string | null }
    | null
}

export interface PolicyWishes {
  /** `extractor`: who writes the lake and keeps the catalogue; `reader`: who asks Athena. */
  readonly for: 'extractor' | 'reader'
  /** AWS account of the catalogue; null: any, for who asks has but one. */
  readonly account: string | null
  /** `s3://bucket/path/` where the workgroup puts results, with the rights of who asks; null: not known. */
  readonly results: string | null
}

/** The least that IAM has to allow for the lake and its catalogue. */
export function lakePolicyOf(
  settings: PolicySettings,
  tables: readonly ListedTable[],
  wishes: PolicyWishes,
): IamPolicy {
  const isReader = wishes.for === 'reader'
  const partition = partitionOf(settings.region)
  const arn = (service: string, rest: string) =>
    `arn:${partition}:${service}:${settings.region}:${wishes.account ?? '*'}:${rest}`
  const bucket = `arn:${partition}:s3:::${settings.place.bucket}`
  const folder = settings.basePrefix === null ? '' : `${settings.basePrefix}/`
  return {
    Version: '2012-10-17',
    Statement: [...lakeStatements(), ...keyStatements(), ...catalogueStatements()],
  }

  function lakeStatements(): IamStatement[] {
    const list: IamStatement = {
      Sid: 'ListLake',
      Effect: 'Allow',
      Action: ['s3:ListBucket'],
      Resource: [bucket],
      // Without "IfExists" S3 says of an object that is not there that access is refused: such a request names no prefix.
      ...(folder !== '' && { Condition: { StringLikeIfExists: { 's3:prefix': `${folder}*` } } }),
    }
    const objects = [`${bucket}/${folder}*`]
    if (!isReader) {
      const Action = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload']
      return [list, { Sid: 'KeepLake', Effect: 'Allow', Action, Resource: objects }]
    }
    // Manifests and reports of runs are for the extractor: they tell more than the tables do.
    const own = [`${bucket}/${folder}_panorama/*`]
    return [
      list,
      { Sid: 'ReadLake', Effect: 'Allow', Action: ['s3:GetObject'], Resource: objects },
      { Sid: 'KeepOut', Effect: 'Deny', Action: ['s3:GetObject'], Resource: own },
    ]
  }

  /** S3's own key needs nothing. */
  function keyStatements(): IamStatement[] {
    const { encryption } = settings
    if (encryption?.algorithm !== 'aws:kms' || encryption.keyId === null) return []
    const { keyId } = encryption
    const alias = /(?:^|:)(alias\/.+)$/.exec(keyId)?.[1]
    const key =
      keyId.startsWith('arn:') && alias === undefined ? keyId : arn('kms', `key/${alias === undefined ? keyId : '*'}`)
    return [
      {
        Sid: 'UseKey',
        Effect: 'Allow',
        Action: isReader ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: [key],
        Condition: {
          StringEquals: {
            'kms:ViaService': `s3.${settings.region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`,
          },
          // A policy can name a key by its alias in no other way.
          ...(alias !== undefined && { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } }),
        },
      },
    ]
  }

  function catalogueStatements(): IamStatement[] {
    const { workgroup } = settings
    if (settings.database === null || workgroup === null) return []
    const database = settings.database.toLowerCase()
    const catalog = [arn('glue', 'catalog'), arn('glue', `database/${database}`)]
    const named = tableNames().map((name) => arn('glue', `table/${database}/${name}`))
    const lookAtTables = [
      'glue:GetTable',
      ...(isReader ? ['glue:GetTables', 'glue:GetPartition', 'glue:BatchGetPartition'] : []),
    ]
    const keepTables = ['glue:CreateTable', 'glue:UpdateTable', 'glue:DeleteTable']
    const keepPartitions = ['glue:BatchCreatePartition', 'glue:BatchUpdatePartition', 'glue:BatchDeletePartition']
    return [
      {
        Sid: 'LookAtDatabase',
        Effect: 'Allow',
        Action: ['glue:GetDatabase'],
        // Athena looks whether there is a database "default", whatever it is asked.
        Resource: [...catalog, arn('glue', 'database/default')],
      },
      ...(isReader ? [] : [allow('MakeDatabase', ['glue:CreateDatabase'], catalog)]),
      allow(
        isReader ? 'LookAtTables' : 'KeepTables',
        [...lookAtTables, 'glue:GetPartitions', ...(isReader ? [] : [...keepTables, ...keepPartitions])],
        [...catalog, ...named],
      ),
      allow(
        'RunStatements',
        [
          ...['athena:StartQueryExecution', 'athena:GetQueryExecution', 'athena:StopQueryExecution'],
          ...['athena:GetWorkGroup', ...(isReader ? ['athena:GetQueryResults'] : [])],
        ],
        [arn('athena', `workgroup/${workgroup}`)],
      ),
      ...resultStatements(),
    ]
  }

  /** Athena writes results with the rights of who asks. */
  function resultStatements(): IamStatement[] {
    const [, place, path = ''] = /^s3:\/\/([^/]+)\/?(.*?)\/?$/.exec(wishes.results ?? '') ?? []
    if (place === undefined) return []
    const results = `arn:${partition}:s3:::${place}`
    const objects = ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts']
    return [
      allow('FindResults', ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], [results]),
      allow('KeepResults', objects, [`${results}/${path === '' ? '' : `${path}/`}*`]),
    ]
  }

  /** By the beginnings that all have, and by the names that the settings file gives. */
  function tableNames(): readonly string[] {
    const beginnings =
      settings.basePrefix === null
        ? ['raw_', 'table_', ...readyMadeViews([], { database: '', basePrefix: null }).map(({ name }) => name)]
        : [withPrefix(settings.basePrefix, '')]
    const given = tables
      .filter(({ rawTable, view }) => rawTable !== null || view !== null)
      .flatMap((table) => Object.values(namesOf(table, settings)))
      .filter((name) => !beginnings.some((beginning) => name.startsWith(beginning)))
    return [
      ...beginnings.map((beginning) => (beginning.endsWith('_') ? `${beginning}*` : beginning)),
      ...new Set(given),
    ]
  }
}

function allow(Sid: string, Action: readonly string[], Resource: readonly string[]): IamStatement {
  return { Sid, Effect: 'Allow', Action, Resource }
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}
