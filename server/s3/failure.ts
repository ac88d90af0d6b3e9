import { conflict, forbidden, misconfigured, notFound, PanoramaError, toolSilent } from '../kernel/errors.ts'

/** What S3 says when it is asked too often, or cannot answer at the moment. */
const passing = new Set([
  'InternalError',
  'OperationAborted',
  'RequestTimeout',
  'RequestTimeTooSkewed',
  'ServiceUnavailable',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
])
const wrongKey = new Set(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken', 'InvalidToken'])
const wrongRegion = new Set(['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException'])

/**
 * A failure of S3 in words that say what to do; S3's own text may quote keys of ours and stays the cause.
 * @param about what was asked, as a person calls it: `s3://bucket/key`
 * @returns PanoramaError `not_found` for what is not there, `conflict` where it is not any more as it was, `forbidden` for what lies in an
 *   archive, `misconfigured` for what somebody has to change, `unavailable` for what passes
 */
export function s3Failure(cause: unknown, about: string): PanoramaError {
  if (cause instanceof PanoramaError) return cause
  const { name = '', status } = factsOf(cause)
  if (name === 'NoSuchBucket') {
    return misconfigured(`${about}: there is no such bucket.`, {
      advice: 'Check its name, the region (PANORAMA_REGION) and, for an S3-compatible service, the endpoint.',
      cause,
    })
  }
  if (name === 'InvalidObjectState') {
    return forbidden(`${about} lies in an archive of S3 and cannot be read from there.`, {
      advice: 'Restore the object, or let the bucket archive its objects later.',
      cause,
    })
  }
  if (wrongRegion.has(name) || status === 301) {
    return misconfigured(`${about}: the bucket is in another region.`, {
      advice: 'Set PANORAMA_REGION, or aws_region in the settings file, to the region of the bucket.',
      cause,
    })
  }
  if (wrongKey.has(name) || name === 'CredentialsProviderError') {
    return misconfigured(`${about}: ${wrongKey.has(name) ? 'the AWS key is not accepted' : 'there is no AWS key'}.`, {
      advice: 'Give a key that holds, or run where a role gives one.',
      cause,
    })
  }
  if (status === 412 || status === 409) return conflict(`${about} has changed meanwhile.`, { cause })
  if (status === 404) return notFound(`${about} is not there.`, { cause })
  if (status === 403 && !passing.has(name)) {
    return misconfigured(`${about}: access is refused.`, {
      advice:
        'Allow the key or role to use it: s3:ListBucket on the bucket, s3:GetObject and s3:PutObject on its objects, kms:Decrypt and kms:GenerateDataKey where objects are encrypted with a key. Check the account that is set as the owner of the bucket.',
      cause,
    })
  }
  return toolSilent(`S3 does not answer for ${about}${status === undefined ? '' : ` (${status})`}.`, {
    advice: 'Check that it can be reached from here. It is worth trying again.',
    cause,
  })
}

/** Whether asking again may help. */
export function isPassing(cause: unknown): boolean {
  const { status, name = '' } = factsOf(cause)
  return status === undefined
    ? name !== 'CredentialsProviderError'
    : status >= 500 || status === 429 || passing.has(name)
}

function factsOf(cause: unknown): { readonly name?: string; readonly status: number | undefined } {
  if (typeof cause !== 'object' || cause === null) return { status: undefined }
  const { name, $metadata } = cause as { name?: string; $metadata?: { httpStatusCode?: number } }
  return { ...(name !== undefined && { name }), status: $metadata?.httpStatusCode }
}
