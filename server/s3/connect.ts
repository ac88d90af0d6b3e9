import { S3Client } from '@aws-sdk/client-s3'

/** Where S3 is, and who asks it. */
export interface S3Settings {
  readonly region: string
  /** Address of an S3-compatible service; null for AWS. */
  readonly endpoint: string | null
  /** Null: the AWS SDK finds them (environment, profile, role). */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null
}

/** How what is written to a bucket is kept, and whose the bucket must be. */
export interface BucketRules {
  readonly encryption:
    | { readonly algorithm: 'AES256' }
    | { readonly algorithm: 'aws:kms'; readonly keyId: string | null }
    | null
  /** AWS account that must own the bucket. */
  readonly bucketOwner: string | null
}

const attempts = 6
const connectMs = 5_000
/** So long nothing at all may come in the middle of an answer. */
const silenceMs = 60_000

/**
 * A client of S3 or of a service that speaks like it. A request that fails on its way, or that is refused because of too many, is
 * made again, ever later, and the client then asks less often.
 */
export function connectS3({ region, endpoint, credentials }: S3Settings): S3Client {
  return new S3Client({
    region,
    maxAttempts: attempts,
    retryMode: 'adaptive',
    requestHandler: { connectionTimeout: connectMs, socketTimeout: silenceMs },
    ...(credentials && { credentials }),
    ...(endpoint && {
      endpoint,
      forcePathStyle: true,
      // Checksums that AWS added in 2024: others refuse them, or do not send them.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
  })
}

/** What goes with every request about a bucket of ours. */
export function ownedBy({ bucketOwner }: Pick<BucketRules, 'bucketOwner'>) {
  return bucketOwner === null ? {} : { ExpectedBucketOwner: bucketOwner }
}

/** What goes with every request that writes an object. */
export function encryptedAs({ encryption }: Pick<BucketRules, 'encryption'>) {
  if (encryption === null) return {}
  const { algorithm } = encryption
  const keyId = algorithm === 'aws:kms' ? encryption.keyId : null
  return { ServerSideEncryption: algorithm, ...(keyId !== null && { SSEKMSKeyId: keyId }) }
}
