import { badInput } from '../kernel/errors.ts'
import type { Json, JsonObject } from './json.ts'
import type { Learner } from './lms.ts'
import { anywhere, either, exact, isTruthy } from './lookup.ts'

/**
 * The learner of an event: the one acted upon, whom the payload names, before the one who acted (a teacher may enrol a class).
 * A user id wins over a username, and digits in text are a user id, as event-routing-backends has it.
 *
 * @param named what the rule of the event says names the learner; absent, payload and context are asked
 * @returns null for an anonymous event
 * @throws PanoramaError `bad_input`, when whatever names the learner can be neither
 */
export function learnerOf(event: JsonObject, named?: Json): Learner | null {
  const actedUpon = either(named, either(exact(event, 'data', 'user_id'), exact(event, 'data', 'username')))
  const who = isTruthy(actedUpon) ? actedUpon : either(anywhere(event, 'user_id'), anywhere(event, 'username'))
  // `anonymous` is the name that jobs of the LMS write; nobody can register it.
  if (!isTruthy(who) || who === 'anonymous') return null
  if (typeof who === 'number' && isUserId(who)) return { userId: who }
  if (typeof who !== 'string') throw badInput('learner cannot be read')
  if (!/^\s*\d+\s*$/.test(who)) return { username: who }
  if (!isUserId(Number(who))) throw badInput('learner cannot be read')
  return { userId: Number(who), orUsername: who }
}

function isUserId(number: number): boolean {
  return Number.isSafeInteger(number) && number > 0
}
