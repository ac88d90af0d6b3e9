import { misconfigured, notFound, PanoramaError, toolSilent } from '../../kernel/errors.ts'

const wrongKey = new Set([
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'IncompleteSignature',
  'ExpiredTokenException',
  'MissingAuthenticationTokenException',
  'InvalidClientTokenId',
])
/** What Glue and Athena say when they cannot at the moment. */
const passing = new Set([
  'ConcurrentModificationException',
  'InternalServerException',
  'InternalServiceException',
  'OperationTimeoutException',
  'ServiceUnavailableException',
  'ThrottlingException',
  'TooManyRequestsException',
  'ResourceNotReadyException',
])

/**
 * A failure of Glue or Athena in words that say what to do.
 * @param about the object in question, as a person calls it: `the raw table openedx_raw_auth_user`
 * @returns PanoramaError `not_found`, `misconfigured` for what somebody has to change, `unavailable` for what passes
 */
export function awsFailure(cause: unknown, about: string): PanoramaError {
  if (cause instanceof PanoramaError) return cause
  const { name, message, status } = factsOf(cause)
  if (name === 'EntityNotFoundException') return notFound(`${about} is not in the catalogue.`, { cause })
  if (name === 'CredentialsProviderError') {
    return misconfigured(`${about}: there is no AWS key.`, {
      advice: 'Give one, or run where a role gives one.',
      cause,
    })
  }
  if (wrongKey.has(name)) {
    return misconfigured(`${about}: the AWS key is not accepted.`, { advice: 'Give a key that holds.', cause })
  }
  if (name === 'AccessDeniedException' || status === 403) {
    const isOfLakeFormation = /lake ?formation/i.test(message)
    return misconfigured(`${about}: access is refused${isOfLakeFormation ? ' by Lake Formation' : ''}.`, {
      advice: isOfLakeFormation
        ? 'Grant it to the key or role in Lake Formation: docs/elt.md, "Catalogue", says what.'
        : 'Allow the key or role what `panorama elt iam-policy --settings FILE` prints.',
      cause,
    })
  }
  if (isPassing(cause)) {
    return toolSilent(`${about}: AWS does not answer at the moment (${name || status || 'no connection'}).`, {
      advice: 'Run it again: it goes on where it is.',
      cause,
    })
  }
  return misconfigured(`${about}: AWS refuses it (${name}): ${message}`, { cause })
}

/** Whether asking again may help. */
export function isPassing(cause: unknown): boolean {
  const { name, status } = factsOf(cause)
  return passing.has(name) || status === undefined || status >= 500 || status === 429
}

/** Of an item of a batch, which has a code and no status. */
export const isPassingCode = (code: string | undefined) => code !== undefined && passing.has(code)

function factsOf(cause: unknown): { readonly name: string; readonly message: string; readonly status?: number } {
  if (!(cause instanceof Error)) return { name: '', message: '' }
  const { $metadata } = cause as { $metadata?: { httpStatusCode?: number } }
  const status = $metadata?.httpStatusCode
  return { name: cause.name, message: cause.message, ...(status !== undefined && { status }) }
}
