import type { Scope } from '../contract/scope.ts'
import { invalidRequest } from '../kernel/errors.ts'

/**
 * Reads `--scope`: `site`, `course:KEY`, `org:NAME` or `self:USER_ID` (the learner with that LMS user id).
 * @param actorOf finds the learner's pseudonym
 * @throws PanoramaError `invalid_request` for anything else
 */
export async function readScope(text: string, actorOf: (userId: number) => Promise<string>): Promise<Scope> {
  const [kind, value] = splitOnce(text)
  if (kind === 'site' && value === '') return { kind: 'site' }
  if (kind === 'course' && value !== '') return { kind: 'courses', courseKeys: [value], orgs: [] }
  if (kind === 'org' && value !== '') return { kind: 'courses', courseKeys: [], orgs: [value] }
  if (kind === 'self' && /^\d{1,10}$/.test(value)) return { kind: 'self', actorId: await actorOf(Number(value)) }
  throw invalidRequest(`No such scope: ${text}`, { advice: 'Use site, course:KEY, org:NAME or self:USER_ID.' })
}

/** Course keys hold colons themselves: only the first one counts. */
function splitOnce(text: string): [string, string] {
  const colon = text.indexOf(':')
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
}
