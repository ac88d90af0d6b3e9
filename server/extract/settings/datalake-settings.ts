import { z } from 'zod'
import { awsRegion, webUrl } from '../../kernel/value-types.ts'
import type { Section } from './section.ts'
import { type DatalakeSettings, personalDataPolicies } from './settings.ts'

const format = z.enum(['csv', 'parquet'], 'must be csv or parquet')
const algorithm = z.enum(['AES256', 'aws:kms'], 'must be AES256 or aws:kms')
const policy = z.enum(personalDataPolicies, `must be one of ${personalDataPolicies.join(', ')}`)
const account = z.string().regex(/^\d{12}$/, 'must be an AWS account: 12 digits')
/** Services beside AWS name their regions as they like. */
const anyRegion = z.string().regex(/^[A-Za-z0-9-]+$/, 'must be a region: letters, digits and -')

/** @param pathOf makes a path of the file absolute */
export function readDatalakeSettings(section: Section, pathOf: (path: string) => string): DatalakeSettings {
  // For people alone, also in files of panorama-elt.
  section.text('type')
  const endpoint = section.has('endpoint') ? section.value('endpoint', webUrl, 'http://localhost') : null
  const place = readPlace(section, pathOf)
  return {
    place,
    basePrefix: readBasePrefix(section),
    region: section.value('aws_region', endpoint === null ? awsRegion : anyRegion, 'us-east-1'),
    credentials: readCredentials(section),
    endpoint,
    ...readCatalogue(section, 'directory' in place),
    basePartitions: readBasePartitions(section),
    format: section.value('format', format, 'csv'),
    encryption: readEncryption(section),
    bucketOwner: section.has('bucket_owner') ? section.value('bucket_owner', account, '000000000000') : null,
    ...readPersonalData(section),
  }
}

function readPlace(section: Section, pathOf: (path: string) => string): DatalakeSettings['place'] {
  const bucket = section.text('panorama_raw_data_bucket')
  const directory = section.text('directory')
  if (bucket !== null && directory !== null) {
    section.problem('the lake is either a bucket or a directory: remove panorama_raw_data_bucket or this', 'directory')
  }
  if (bucket === null && directory === null) {
    section.problem(
      'datalake.panorama_raw_data_bucket is missing: name the S3 bucket of the lake, or a folder of this machine as directory',
    )
  }
  return directory === null ? { bucket: bucket ?? '' } : { directory: pathOf(directory) }
}

function readBasePrefix(section: Section): string | null {
  const prefix = section.text('base_prefix')?.replace(/^\/+|\/+$/g, '') ?? ''
  if (prefix === '') return null
  if (!/^[\w.-]+$/.test(prefix)) {
    section.problem('datalake.base_prefix must be one plain word: letters, digits, _, - and .', 'base_prefix')
  }
  return prefix
}

function readCredentials(section: Section): DatalakeSettings['credentials'] {
  const accessKeyId = section.text('aws_access_key')
  const secretAccessKey = section.text('aws_secret_access_key')
  if (accessKeyId !== null && secretAccessKey !== null) return { accessKeyId, secretAccessKey }
  if (accessKeyId !== null)
    section.problem('datalake.aws_access_key needs aws_secret_access_key beside it', 'aws_access_key')
  if (secretAccessKey !== null) {
    section.problem('datalake.aws_secret_access_key needs aws_access_key beside it', 'aws_secret_access_key')
  }
  return null
}

function readCatalogue(section: Section, isLocal: boolean): Pick<DatalakeSettings, 'database' | 'workgroup'> {
  const database = section.text('datalake_database')
  const workgroup = section.text('datalake_workgroup')
  if (isLocal) {
    if (database !== null) {
      section.remark('does nothing: Athena reads buckets, and this lake is a directory', 'datalake_database')
    }
    return { database: null, workgroup: null }
  }
  if (database !== null && workgroup !== null) return { database, workgroup }
  if (database !== null) section.remark('no catalogue is kept: datalake_workgroup is missing', 'datalake_database')
  if (workgroup !== null) section.remark('no catalogue is kept: datalake_database is missing', 'datalake_workgroup')
  return { database: null, workgroup: null }
}

function readBasePartitions(section: Section): DatalakeSettings['basePartitions'] {
  const names = new Set<string>()
  return section.sections('base_partitions').map((partition) => {
    const name = partition.required('name', 'name the partition, as in lms')
    if (names.has(name)) partition.problem(`there are two base partitions ${name}: remove one`, 'name')
    names.add(name)
    const read = {
      name,
      type: partition.text('type') ?? 'varchar',
      value: partition.required('value', 'say what it is here, as in lms.example.org'),
    }
    partition.done()
    return read
  })
}

function readEncryption(section: Section): DatalakeSettings['encryption'] {
  const keyId = section.text('encryption_key')
  if (!section.has('encryption')) {
    if (keyId !== null) section.problem('datalake.encryption_key needs encryption: aws:kms beside it', 'encryption_key')
    return null
  }
  const chosen = section.value('encryption', algorithm, 'AES256')
  if (chosen === 'aws:kms') return { algorithm: chosen, keyId }
  if (keyId !== null) section.problem('datalake.encryption_key is for encryption: aws:kms alone', 'encryption_key')
  return { algorithm: chosen }
}

function readPersonalData(section: Section): Pick<DatalakeSettings, 'personalData' | 'pseudonymKey'> {
  const pseudonymKey = section.text('pseudonym_key')
  const personalData = section.has('personal_data') ? section.value('personal_data', policy, 'leave_out') : null
  if (pseudonymKey !== null && pseudonymKey.length < 32) {
    section.problem(
      'datalake.pseudonym_key must have 32 characters or more, so that nobody can guess it',
      'pseudonym_key',
    )
  }
  if (personalData === 'pseudonymise' && pseudonymKey === null) {
    section.problem(
      'personal_data: pseudonymise needs pseudonym_key beside it: a secret of 32 characters or more',
      'personal_data',
    )
  }
  return { personalData, pseudonymKey }
}
