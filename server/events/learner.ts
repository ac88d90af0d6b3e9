import { badInput } from '../kernel/errors.ts'
import type { JsonObject } from './json.ts'
import type { Learner } from './lms.ts'
import { anywhere, either, exact, isTruthy } from './lookup.ts'

/**
 * The learner of an event: the one acted upon, whom the payload names, before the one who acted (a teacher may enrol a class).
 * A user id wins over a username, and digits in text are a user id, as event-routing-backends has it.
 *
 * @returns null for an anonymous event
 * @throws PanoramaError `bad_input`, when whatever names the learner can be neither
 */
export function learnerOf(event: JsonObject): Learner | null {
  const actedUpon = either(exact(event, 'data', 'user_id'), exact(event, 'data', 'username'))
  const who = isTruthy(actedUpon) ? actedUpon : either(anywhere(event, 'user_id'), anywhere(event, 'username'))
  // `anonymous` is the name that jobs of the LMS write; nobody can register it.
  if (!isTruthy(who) || who === 'anonymous') return null
  const userId = typeof who === 'string' && /^\s*\d+\s*$/.test(who) ? Number(who) : who
  if (typeof userId === 'number' && Number.isSafeInteger(userId) && userId > 0) return { userId }
  if (typeof userId === 'string') return { username: userId }
  throw badInput('learner cannot be read')
}
