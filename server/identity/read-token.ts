import { unauthenticated } from '../kernel/errors.ts'

/** What a request brings to show who is asking. */
export interface Credentials {
  /** The `Authorization` header. */
  readonly authorization?: string | undefined
  readonly cookies: Readonly<Record<string, string | undefined>>
}

/** What the site calls the LMS's two JWT cookies. */
export interface CookieNames {
  /** The first two segments of the token: `edx-jwt-cookie-header-payload` unless the LMS is told otherwise. */
  readonly headerPayload: string
  /** The third segment: `edx-jwt-cookie-signature`. */
  readonly signature: string
}

export type TokenSource = 'header' | 'cookie'

/**
 * Finds the LMS token in a request: `Authorization: JWT <token>`, else the pair of cookies. As in the LMS, a header is
 * final: one that does not hold is not made good by cookies.
 * @throws PanoramaError `unauthenticated` when there is neither
 */
export function readToken({ authorization, cookies }: Credentials, names: CookieNames): ReadToken {
  if (authorization !== undefined) {
    const token = /^JWT +(\S+)$/i.exec(authorization)?.[1]
    if (token === undefined) throw unauthenticated()
    return { token, source: 'header' }
  }
  const headerPayload = cookies[names.headerPayload]
  const signature = cookies[names.signature]
  if (!headerPayload || !signature) throw unauthenticated()
  return { token: `${headerPayload}.${signature}`, source: 'cookie' }
}

export interface ReadToken {
  readonly token: string
  readonly source: TokenSource
}

/**
 * Whether another site could make a browser send this request: browsers add cookies by themselves, headers they do not.
 * Such a request needs a proof of its origin.
 */
export function isForgeable(request: { readonly source: TokenSource; readonly method: string }): boolean {
  return request.source === 'cookie' && !['GET', 'HEAD', 'OPTIONS'].includes(request.method.toUpperCase())
}
