import type { KeyObject } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { decodeJwt } from 'jose'
import { loginClaims, signToken } from '../../testing/lms.ts'

export const biology = 'course-v1:Riverside+BIO101+2026'
export const python = 'course-v1:AndesTech+PY1+2026'

/** A person of an LMS, all of whose words are found again wherever they turn up. */
export interface MarkedPerson {
  readonly userId: number
  readonly username: string
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  readonly isSuperuser: boolean
  readonly roles: readonly { readonly role: string; readonly org: string; readonly course_id: string }[]
}

const person = (userId: number, username: string, name: string, more: Partial<MarkedPerson> = {}): MarkedPerson => ({
  userId,
  username,
  givenName: name.split(' ')[0]!,
  familyName: name.split(' ')[1]!,
  email: `${name.split(' ')[1]!.toLowerCase()}-${userId}@mail.example`,
  isSuperuser: false,
  roles: [],
  ...more,
})

/** One of each kind, and one who only ever learned. */
export const markedPeople = {
  learner: person(910_000_001, 'liv_q7x', 'Liv Quillfeather'),
  teacher: person(910_000_002, 'tor_q8x', 'Tor Wintergreen', {
    roles: [{ role: 'staff', org: 'Riverside', course_id: biology }],
  }),
  author: person(910_000_003, 'ana_q9x', 'Ana Saltmarsh', {
    roles: [{ role: 'instructor', org: 'AndesTech', course_id: '' }],
  }),
  administrator: person(910_000_004, 'sol_q6x', 'Sol Ironbark', { isSuperuser: true }),
  bystander: person(910_000_005, 'kim_q5x', 'Kim Thistledown'),
} as const

/** What says who somebody is. */
export function marksOf({ userId, username, familyName, email }: MarkedPerson): readonly string[] {
  return [String(userId), username, familyName, email]
}

/** A token as the LMS makes it for them. */
export function tokenOf(key: KeyObject, { userId, username, givenName, familyName, email, isSuperuser }: MarkedPerson) {
  return signToken(
    key,
    loginClaims(new Date(), {
      ...{ user_id: userId, preferred_username: username, email, superuser: isSuperuser },
      ...{ name: `${givenName} ${familyName}`, given_name: givenName, family_name: familyName },
    }),
  )
}

/** The LMS's own API for them: roles, preferences and accounts. */
export function answerAsLms({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
  const asking = decodeJwt(String(headers.authorization).replace(/^JWT /, '')).preferred_username
  const found = (username: unknown) => Object.values(markedPeople).find((each) => each.username === username)
  const [, username] = /^\/api\/user\/v1\/accounts\/([^/?]+)/.exec(url) ?? []
  const account = username === undefined ? undefined : found(decodeURIComponent(username))
  const isThere = username === undefined || account !== undefined
  const body = account
    ? { username: account.username, name: `${account.givenName} ${account.familyName}`, email: account.email }
    : url.startsWith('/api/enrollment/v1/roles/')
      ? { roles: found(asking)?.roles ?? [], is_staff: false }
      : { 'pref-lang': 'en' }
  response.writeHead(isThere ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
