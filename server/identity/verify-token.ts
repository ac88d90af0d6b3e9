import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Clock } from '../kernel/clock.ts'
import { unauthenticated } from '../kernel/errors.ts'
import type { Logger } from '../kernel/log.ts'

/** Larger than any token the LMS makes, smaller than what would be worth sending to tire us out. */
const maxTokenBytes = 8 * 1024

/** The LMS's `JWT_LEEWAY`. */
const leewaySeconds = 1

const supportedMajorVersion = 1

/** What a verified token says of its bearer. */
export interface Claims {
  readonly userId: number
  readonly username: string
  /** Full name; the username where the LMS knows none. */
  readonly name: string
  /** Django's `is_active`, which the LMS calls `email_verified`. */
  readonly isActive: boolean
  /** Django's `is_staff`, which the LMS calls `administrator`. */
  readonly isStaff: boolean
  readonly isSuperuser: boolean
  readonly issuer: string
  readonly expiresAt: Date
}

export type TokenVerifier = (token: string) => Promise<Claims>

export interface TokenRules {
  /** Exact values of `iss`: the LMS's root URL with `/oauth2`, without a port under Tutor. */
  readonly issuers: readonly string[]
  /** Value of `aud`; null where the LMS has `JWT_VERIFY_AUDIENCE` off. */
  readonly audience: string | null
  /** The LMS's `JWT_PUBLIC_SIGNING_JWK_SET`: no URL of the LMS serves it. */
  readonly keySet: JSONWebKeySet | (() => JSONWebKeySet)
  readonly clock: Clock
  readonly log: Logger
}

/**
 * Checks login tokens by the rules of the LMS's own services (edx-drf-extensions), but with RS512 alone: so the secret
 * of the symmetric tokens never has to be here.
 * @returns a function from a token to its claims; whatever is wrong, it throws the same `unauthenticated`, and only the
 *   log knows why
 */
export function createTokenVerifier({ issuers, audience, keySet, clock, log }: TokenRules): TokenVerifier {
  const keysOf = keyResolver(keySet)
  return async (token) => {
    try {
      if (Buffer.byteLength(token) > maxTokenBytes) throw new Error('token too long')
      const now = clock.now()
      const payload = await verifySignature(token, keysOf(), {
        algorithms: ['RS512'],
        issuer: [...issuers],
        ...(audience !== null && { audience }),
        requiredClaims: ['exp', 'iat'],
        clockTolerance: leewaySeconds,
        currentDate: now,
      })
      return claimsOf(payload, now)
    } catch (error) {
      log.info({ reason: reasonOf(error) }, 'token refused')
      throw unauthenticated()
    }
  }
}

type KeyResolver = ReturnType<typeof createLocalJWKSet>

/** Keys are imported once for each key set, which may be exchanged while the service runs. */
function keyResolver(keySet: TokenRules['keySet']): () => KeyResolver {
  if (typeof keySet !== 'function') {
    const resolver = createLocalJWKSet(keySet)
    return () => resolver
  }
  let latest: { keySet: JSONWebKeySet; resolver: KeyResolver } | null = null
  return () => {
    const current = keySet()
    if (latest?.keySet !== current) latest = { keySet: current, resolver: createLocalJWKSet(current) }
    return latest.resolver
  }
}

/** The LMS leaves out `kid` by default; during a rotation every key of the set has then to be tried. */
async function verifySignature(token: string, keys: KeyResolver, options: JWTVerifyOptions): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keys, options)).payload
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload
      } catch (attempt) {
        if (!(attempt instanceof errors.JWSSignatureVerificationFailed)) throw attempt
      }
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}

/** The claims of the LMS's login tokens. The scopes `user_id` and `profile` are always asked for. */
const payloadSchema = z.object({
  iss: z.string(),
  // A JavaScript date ends in the year 275760.
  exp: z.number().positive().max(8.64e12),
  iat: z.number(),
  version: z
    .string()
    .regex(/^\d+(\.\d+)*$/)
    .default('1.0.0'),
  is_restricted: z.boolean().default(false),
  filters: z.array(z.string()).default([]),
  user_id: z.int().positive(),
  preferred_username: z.string().min(1).max(255),
  name: z.string().max(1000).nullish(),
  email_verified: z.boolean().default(false),
  administrator: z.boolean().default(false),
  superuser: z.boolean().default(false),
})

function claimsOf(payload: JWTPayload, now: Date): Claims {
  const claims = payloadSchema.parse(payload)
  if (claims.iat > now.getTime() / 1000 + leewaySeconds) throw new Error('issued in the future')
  if (Number.parseInt(claims.version, 10) > supportedMajorVersion) throw new Error(`version ${claims.version}`)
  if (claims.is_restricted) throw new Error('restricted')
  return {
    userId: claims.user_id,
    username: claims.preferred_username,
    name: claims.name?.trim() || claims.preferred_username,
    isActive: claims.email_verified,
    isStaff: claims.administrator,
    isSuperuser: claims.superuser,
    issuer: claims.iss,
    expiresAt: new Date(claims.exp * 1000),
  }
}

/** For the log: which rule was broken, and nothing of what the token holds. */
function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return `claims ${error.issues.map(({ path }) => path.join('.')).join(', ')}`
  if (error instanceof errors.JWTClaimValidationFailed) return `${error.code} ${error.claim}`
  if (error instanceof errors.JOSEError) return error.code
  return error instanceof Error ? error.message : 'unknown'
}
