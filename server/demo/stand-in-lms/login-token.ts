import { createHash } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import type { Clock } from '../../kernel/clock.ts'
import { type DemoPerson, demoCast } from '../cast.ts'
import type { SigningKey } from './signing-key.ts'

/** The LMS's `JWT_ACCESS_TOKEN_EXPIRE_SECONDS` and `JWT_IN_COOKIE_EXPIRATION`. */
export const tokenSeconds = 3600

export const audience = 'openedx'

export interface LoginTokens {
  /** A login token as the LMS makes it for its cookies: RS512, no `kid`, scopes `user_id email profile`. */
  sign(person: DemoPerson): Promise<string>
  /** The person a token was made for; null for a token that does not hold. */
  bearerOf(token: string): Promise<DemoPerson | null>
}

/** @param issuer the LMS's root URL with `/oauth2` */
export function loginTokens(key: SigningKey, issuer: string, clock: Clock): LoginTokens {
  return {
    sign(person) {
      const issuedAt = Math.floor(clock.now().getTime() / 1000)
      const [givenName = '', ...familyNames] = person.name.split(' ')
      const isAdmin = person.part === 'admin'
      const claims = {
        aud: audience,
        exp: issuedAt + tokenSeconds,
        grant_type: 'password',
        iat: issuedAt,
        iss: issuer,
        preferred_username: person.username,
        scopes: ['user_id', 'email', 'profile'],
        version: '1.2.0',
        sub: anonymousIdOf(person),
        filters: ['user:me'],
        is_restricted: false,
        email_verified: true,
        user_id: person.userId,
        email: `${person.username}@demo.invalid`,
        name: person.name,
        family_name: familyNames.join(' '),
        given_name: givenName,
        administrator: isAdmin,
        superuser: isAdmin,
      }
      return new SignJWT(claims).setProtectedHeader({ alg: 'RS512', typ: 'JWT' }).sign(key.privateKey)
    },

    async bearerOf(token) {
      try {
        const { payload } = await jwtVerify(token, key.publicKey, {
          algorithms: ['RS512'],
          issuer,
          audience,
          currentDate: clock.now(),
        })
        return demoCast.find(({ username }) => username === payload.preferred_username) ?? null
      } catch (error) {
        if (error instanceof errors.JOSEError) return null
        throw error
      }
    },
  }
}

/** The LMS's site-wide anonymous id: 32 hexadecimal digits that tell nothing. */
function anonymousIdOf({ username }: DemoPerson): string {
  return createHash('sha256').update(`panorama demo ${username}`).digest('hex').slice(0, 32)
}
