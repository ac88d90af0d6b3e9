import type { Json } from '../../events/json.ts'
import { type Check, Malformed, mapOf, text, textLike } from './check.ts'
import { timestampOf } from './timestamp.ts'

/**
 * An IRI, as far as the standard has it checked: a scheme, and something behind it. Browsers leave characters such as `|` and
 * `{` in the address of a link, so those pass; what would break a line or a tag does not.
 */
export const iri = textLike(/^[a-z][a-z0-9+.-]*:[^\s<>"\p{Cc}\p{Cs}]+$/iu, 'must be an IRI with its scheme')

/** What stands for an IRI in the ids of event-routing-backends: usage keys and codes. */
export const anyId = textLike(/^[^\p{Cc}\p{Cs}]+$/u, 'must be text without control characters')

/** In the standard's own examples the variant is free; so it is here. */
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const uuid = textLike(uuidPattern, 'must be a UUID')

export const mailbox = textLike(/^mailto:[^\s@]+@[^\s@]+$/i, 'must be mailto: and a mail address')
export const sha1 = textLike(/^[0-9a-f]{40}$/i, 'must be a SHA-1 in 40 hexadecimal digits')
export const sha2 = textLike(
  /^(?:[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i,
  'must be a SHA-2 in hexadecimal digits',
)
export const version = textLike(/^1\.0\.\d+$/, 'must be a version 1.0.x')
export const languageTag = textLike(
  /^(?:[a-z]{2,8}|[ix](?=-))(?:-[a-z0-9]{1,8})*$/i,
  'must be a language tag as in RFC 5646',
)
export const mediaType = textLike(/^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+(?:\s*;.*)?$/, 'must be a media type')
export const duration = textLike(
  /^P(?:\d+(?:[.,]\d+)?W|(?=\d|T)(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?)$/,
  'must be an ISO 8601 duration',
)

export const timestamp: Check = (value, path) => {
  const read = typeof value === 'string' ? timestampOf(value) : null
  if (read === null) throw new Malformed(path, 'must be an ISO 8601 time with a T, from 1970 to 2099')
}

export const languageMap = mapOf(languageTag, text)

/** Deep enough for anybody; the stack, which all that walks a statement stands on, is deeper. */
const deepest = 100

/** Anything that is JSON, keyed by IRIs. Here alone null may stand. */
export const extensions: Check = mapOf(iri, (value, path) => isShallow(value, path, deepest))

function isShallow(value: Json, path: string, left: number): void {
  if (typeof value !== 'object' || value === null) return
  if (left === 0) throw new Malformed(path, 'is nested too deeply')
  for (const member of Object.values(value)) isShallow(member as Json, path, left - 1)
}
