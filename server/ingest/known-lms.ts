import { createLms, type Learner, type Lms, type LmsFacts } from '../events/lms.ts'
import { type RetiredList, retiredOf } from '../store/retired-list.ts'

/** All that the mapping must know of the LMS, as plain data that can be sent to a worker. */
export interface LmsTold extends Omit<LmsFacts, 'isRetired' | 'namesRetired'> {
  readonly retired: RetiredList
}

/** An LMS, with what it was made from. */
export interface KnownLms extends Lms {
  readonly told: LmsTold
}

export function lmsOf(told: LmsTold): KnownLms {
  const { holds, isNamedIn } = retiredOf(told.retired)
  const isRetired = (learner: Learner) => {
    if (holds(learner)) return true
    // Digits in a text are a username, where nobody has them for a user id.
    if (!('orUsername' in learner) || told.actorsByUserId?.has(learner.userId)) return false
    return learner.orUsername !== undefined && holds({ username: learner.orUsername })
  }
  return { ...createLms({ ...told, isRetired, namesRetired: isNamedIn }), told }
}
