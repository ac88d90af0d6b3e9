import { z } from 'zod'
import { list, text, webUrl } from '../kernel/value-types.ts'
import { optionalSetting, setting } from './setting.ts'

const factors = { '': 1, K: 1e3, M: 1e6, G: 1e9 }

/** Bytes, as Fluent Bit counts them. */
const size = z
  .string()
  .regex(/^\d{1,6}[KMG]?$/i, 'must be a size such as 50M')
  .transform(
    (value) => Number.parseInt(value, 10) * factors[value.replace(/\d+/, '').toUpperCase() as keyof typeof factors],
  )

const seconds = { s: 1, m: 60, h: 3_600, d: 86_400 }

/** Milliseconds. */
const duration = z
  .string()
  .regex(/^\d{1,6}[smhd]$/, 'must be a length of time such as 10m')
  .transform((value) => Number.parseInt(value, 10) * seconds[value.slice(-1) as keyof typeof seconds] * 1_000)

const encryption = z
  .string()
  .regex(/^(AES256|aws:kms(:\S+)?)$/, 'must be AES256, aws:kms or aws:kms: and the id or ARN of a key')
  .transform((value) => {
    if (value === 'AES256') return { algorithm: value } as const
    return { algorithm: 'aws:kms', keyId: value.slice('aws:kms:'.length) || null } as const
  })

/** A path, or the address of a bucket: a mistake in one would be a file that never comes. */
const source = text.refine(
  (value) => !/^s3:/i.test(value) || /^s3:\/\/[a-z0-9][a-z0-9._-]+[a-z0-9](\/[^*]*)?$/i.test(value),
  'an address of a bucket is s3://bucket/folder/, without *',
)

/** Where tracking logs come from, and how they are shipped to a bucket. */
export const logSettings = {
  PANORAMA_TRACKING_LOGS: setting(
    list(source),
    '',
    'Tracking logs of the LMS that the server follows: paths, separated by commas, in which `*` stands for any part of a file name; and folders of buckets, as `s3://bucket/tracking_logs/`.',
  ),
  PANORAMA_RAW_LOGS_BUCKET: optionalSetting(
    text,
    'as `PANORAMA_BUCKET`',
    'S3 bucket into which `events ship` writes the raw tracking logs.',
  ),
  PANORAMA_LOGS_TOTAL_FILE_SIZE: setting(
    size.refine((bytes) => bytes >= 1e6 && bytes <= 1e9, 'must be from 1M to 1G'),
    '50M',
    'Size, unpacked, at which `events ship` closes an object.',
  ),
  PANORAMA_LOGS_UPLOAD_TIMEOUT: setting(
    duration,
    '10m',
    'How long after its first event `events ship` closes an object, whatever its size.',
  ),
  PANORAMA_LOGS_UPLOAD_CHUNK_SIZE: setting(
    size,
    '10M',
    'Size of the parts in which `events ship` uploads an object that is larger; 5M at the least.',
  ),
  PANORAMA_S3_ENDPOINT: optionalSetting(
    webUrl,
    'that of AWS in `PANORAMA_REGION`',
    'Address of an S3-compatible service, for logs that are read from buckets or shipped there.',
  ),
  PANORAMA_S3_ENCRYPTION: optionalSetting(
    encryption,
    'as the bucket has it',
    'How shipped logs are encrypted in the bucket: `AES256`, `aws:kms`, or `aws:kms:` and the id or ARN of a key.',
  ),
  PANORAMA_S3_BUCKET_OWNER: optionalSetting(
    z.string().regex(/^\d{12}$/, 'must be 12 digits'),
    'not checked',
    'AWS account that must own the buckets of logs: those of others are neither read nor written.',
  ),
}
