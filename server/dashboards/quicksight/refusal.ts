import type { Operation } from './operations.ts'
import type { QuickSightSettings } from './settings.ts'

/** Why QuickSight did not do what it was asked, in our own few kinds. */
export type RefusalReason =
  /** It is asked more often than it takes, also after waiting. */
  | 'busy'
  /** No answer, or none in time, or its own fault. */
  | 'unreachable'
  /** The stand-in on this machine does not answer. */
  | 'no-stand-in'
  /** It does not know our key, or the key has ended; or there is none. */
  | 'credentials'
  /** Our clock and AWS's are more than minutes apart. */
  | 'clock'
  /** IAM does not let us do this. */
  | 'access-denied'
  /** Our key is of another AWS account than the one that we ask about. */
  | 'other-account'
  /** Users are kept in another region than the one asked. */
  | 'identity-region'
  | 'no-such-user'
  /** A dashboard, data set, namespace or account that there is not. */
  | 'no-such-thing'
  /** Guests, without paying by sessions. */
  | 'pricing'
  /** The edition of QuickSight knows no embedding. */
  | 'edition'
  /** An allowed domain that the account does not allow. */
  | 'domain'
  /** A value that it does not take. */
  | 'invalid'
  /** Not subscribed yet, a limit reached, or another change under way. */
  | 'not-ready'
  /** It gave an address from which nothing may be framed here. */
  | 'foreign-address'

/** What is known of a refusal. It holds nothing that QuickSight said, because that may name people. */
export interface Refusal {
  readonly operation: Operation
  readonly reason: RefusalReason
  /** AWS's own name of the error. */
  readonly errorName: string
  /** For AWS support. */
  readonly requestId: string | null
  /** The region that keeps the users, where QuickSight told it. */
  readonly identityRegion: string | null
  /** The AWS account of our key, where QuickSight told it. */
  readonly keyAccount: string | null
}

const reasons: Readonly<Record<string, RefusalReason>> = {
  ThrottlingException: 'busy',
  Throttling: 'busy',
  TooManyRequestsException: 'busy',
  RequestThrottledException: 'busy',
  AccessDeniedException: 'access-denied',
  AccessDenied: 'access-denied',
  CredentialsProviderError: 'credentials',
  UnrecognizedClientException: 'credentials',
  InvalidClientTokenId: 'credentials',
  MissingAuthenticationTokenException: 'credentials',
  ExpiredTokenException: 'credentials',
  ExpiredToken: 'credentials',
  IncompleteSignature: 'credentials',
  SignatureDoesNotMatch: 'credentials',
  InvalidSignatureException: 'credentials',
  RequestTimeTooSkewed: 'clock',
  RequestExpired: 'clock',
  QuickSightUserNotFoundException: 'no-such-user',
  ResourceNotFoundException: 'no-such-thing',
  UnsupportedPricingPlanException: 'pricing',
  UnsupportedUserEditionException: 'edition',
  IdentityTypeNotSupportedException: 'edition',
  DomainNotWhitelistedException: 'domain',
  InvalidParameterValueException: 'invalid',
  InvalidParameterException: 'invalid',
  InvalidRequestException: 'invalid',
  ValidationException: 'invalid',
  SessionLifetimeInMinutesInvalidException: 'invalid',
  PreconditionNotMetException: 'not-ready',
  LimitExceededException: 'not-ready',
  ConflictException: 'not-ready',
  ConcurrentUpdatingException: 'not-ready',
}

/** Understands what the AWS client threw. Whatever it does not know counts by its status, else as no answer. */
export function refusalOf(
  operation: Operation,
  cause: unknown,
  { accountId, standIn }: Pick<QuickSightSettings, 'accountId' | 'standIn'>,
): Refusal {
  const { name, message, requestId, status } = factsOf(cause)
  const identityRegion = /identity region is ([a-z]{2}(?:-[a-z]+)+-\d)/.exec(message)?.[1] ?? null
  // "User: arn:aws:iam::ACCOUNT:user/NAME is not authorized to perform: …"; a role begins with sts.
  const keyAccount = /\barn:aws[a-z-]*:(?:iam|sts)::(\d{12}):/.exec(message)?.[1] ?? null
  return { operation, reason: reasonOf(), errorName: name, requestId, identityRegion, keyAccount }

  function reasonOf(): RefusalReason {
    if (identityRegion !== null) return 'identity-region'
    if (name === 'InvalidSignatureException' && /expired|not yet current/i.test(message)) return 'clock'
    if (operation === 'DescribeUser' && name === 'ResourceNotFoundException') return 'no-such-user'
    if (name === 'InvalidParameterValueException' && /domain/i.test(message)) return 'domain'
    const known = reasons[name] ?? byStatus()
    if (known === 'access-denied' && keyAccount !== null && keyAccount !== accountId) return 'other-account'
    return known === 'unreachable' && standIn !== null ? 'no-stand-in' : known
  }

  function byStatus(): RefusalReason {
    if (status === 429) return 'busy'
    return status === 401 || status === 403 ? 'access-denied' : 'unreachable'
  }
}

/** The client throws errors of AWS, of the network and of its own; all are objects with some of these. */
function factsOf(cause: unknown) {
  const error = (typeof cause === 'object' && cause !== null ? cause : {}) as {
    readonly name?: unknown
    readonly message?: unknown
    readonly code?: unknown
    readonly RequestId?: unknown
    readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string }
  }
  const name = [error.name === 'Error' ? error.code : error.name, error.name].find((each) => typeof each === 'string')
  return {
    name: (name as string | undefined) ?? 'Unknown',
    message: typeof error.message === 'string' ? error.message : '',
    requestId: error.$metadata?.requestId ?? (typeof error.RequestId === 'string' ? error.RequestId : null),
    status: error.$metadata?.httpStatusCode ?? 0,
  }
}
