import { createHmac } from 'node:crypto'

/**
 * Everybody who was retired from a data set, as keyed hashes: enough to recognise a person who comes again, and no way
 * back to a name. Plain data, so that it can be sent to a worker.
 */
export interface RetiredList {
  /** Of the HMAC, hexadecimal; made at random for each store. */
  readonly key: string
  readonly marks: readonly string[]
}

/** Who was retired. Asked for every event, so it answers at once. */
export interface Retired {
  /** By LMS user id, or by username in any case, as the LMS compares them. */
  holds(learner: Named): boolean
  /** By what stands for the actor in statements: external id, pseudonym, `mailto:` address, or SHA-1 of one. */
  holdsActor(actorId: string): boolean
  /** Differs when somebody was added. */
  readonly version: string
  /** What `retiredOf` makes the same answers from. */
  readonly list: RetiredList
}

export type Named = { readonly userId: number } | { readonly username: string }

/** One thing that a person was known by. */
export type MarkedBy = Named | { readonly actorId: string }

/** The keyed hash of one thing that a person was known by. */
export function markOf(key: string, known: MarkedBy): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(wordOf(known)).digest('base64url')
}

function wordOf(known: MarkedBy): string {
  if ('userId' in known) return `user ${known.userId}`
  // The LMS tells usernames apart without looking at case; so do mail servers, in practice.
  return 'username' in known ? `username ${known.username.toLowerCase()}` : `actor ${known.actorId.toLowerCase()}`
}

/** A hash costs more than the rest of what is done for an event; most events are by somebody who was met just before. */
const answersRemembered = 100_000

export function retiredOf(list: RetiredList): Retired {
  const marks = new Set(list.marks)
  const holds = (known: MarkedBy) => marks.has(markOf(list.key, known))
  const learners = remembering<number | string>((who) =>
    holds(typeof who === 'number' ? { userId: who } : { username: who }),
  )
  const actors = remembering<string>((actorId) => holds({ actorId }))
  const nobody = () => false
  return {
    holds: marks.size === 0 ? nobody : (learner) => learners('userId' in learner ? learner.userId : learner.username),
    holdsActor: marks.size === 0 ? nobody : actors,
    version: String(marks.size),
    list,
  }
}

function remembering<T>(answer: (who: T) => boolean): (who: T) => boolean {
  const answers = new Map<T, boolean>()
  return (who) => {
    let known = answers.get(who)
    if (known === undefined) {
      if (answers.size >= answersRemembered) answers.clear()
      known = answer(who)
      answers.set(who, known)
    }
    return known
  }
}
