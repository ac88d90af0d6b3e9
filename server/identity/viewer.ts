import type { JSONWebKeySet } from 'jose'
import type { Viewer } from '../contract/viewer.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Logger } from '../kernel/log.ts'
import { type Account, lookUpAccount } from './lms-accounts.ts'
import { createLmsClient, type LmsAddress } from './lms-client.ts'
import { createLmsPreferences, type Preferences } from './lms-preferences.ts'
import { createLmsRoles, type Standing } from './lms-roles.ts'
import { type CookieNames, type Credentials, readToken, type TokenSource } from './read-token.ts'
import { type Claims, createTokenVerifier } from './verify-token.ts'

export interface IdentitySettings {
  readonly lms: LmsAddress
  readonly issuers: readonly string[]
  readonly audience: string | null
  readonly keySet: JSONWebKeySet | (() => JSONWebKeySet)
  readonly cookieNames: CookieNames
  /** The issuer whose tokens are the demo's, or null when no stand-in LMS runs. */
  readonly standInIssuer: string | null
  readonly clock: Clock
  readonly log: Logger
}

/** A person at the door, checked. */
export interface Identified {
  readonly viewer: Viewer
  /** A viewer who came by cookie can be impersonated by another site: see `isForgeable`. */
  readonly source: TokenSource
  /** Whether the LMS could be asked for the viewer's roles. */
  readonly roles: Standing['freshness']
  /** Language and time zone of the viewer's LMS account; asked for only when called, never failing. */
  preferences(): Promise<Preferences>
  /** Somebody else, as the LMS shows them to this viewer: see `lookUpAccount`. */
  lookUp(username: string): Promise<Account | null>
}

export interface Identity {
  /** @throws PanoramaError `unauthenticated`, always in the same words, for whoever does not bring a good token */
  identify(credentials: Credentials): Promise<Identified>
}

/** From the credentials of a request to a viewer: read the token, verify it, ask the LMS for the roles. */
export function createIdentity(settings: IdentitySettings): Identity {
  const { clock, log } = settings
  const askLms = createLmsClient({ address: settings.lms, log })
  const verify = createTokenVerifier(settings)
  const standingOf = createLmsRoles({ askLms, clock })
  const preferencesOf = createLmsPreferences({ askLms, clock })

  return {
    async identify(credentials) {
      const { token, source } = readToken(credentials, settings.cookieNames)
      const claims = await verify(token)
      const standing = await standingOf(claims, token)
      return {
        viewer: viewerOf(claims, standing, settings.standInIssuer),
        source,
        roles: standing.freshness,
        preferences: () => preferencesOf(claims, token),
        lookUp: (username) => lookUpAccount(askLms, username, token),
      }
    },
  }
}

/** An account that the LMS has made inactive keeps its own learner's view and nothing else. */
function viewerOf(claims: Claims, standing: Standing, standInIssuer: string | null): Viewer {
  return {
    userId: claims.userId,
    username: claims.username,
    name: claims.name,
    isSuperuser: claims.isSuperuser && claims.isActive,
    isStaff: standing.isStaff,
    courseRoles: standing.courseRoles,
    standIn: claims.issuer === standInIssuer,
    expiresAt: claims.expiresAt,
  }
}
