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
  /** Whether a line that nobody could read names somebody, as a word of its own, or by a user id where it tells one. */
  isNamedIn(line: string): boolean
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
  const namedIn = (line: string) => {
    const words = new Set(line.replace(unicodeEscape, toLetter).match(word))
    for (const who of words) {
      if (holds({ username: who }) || holds({ actorId: who }) || holds({ actorId: `mailto:${who}` })) return true
    }
    return [...line.matchAll(toldUserId)].some(([, userId]) => holds({ userId: Number(userId) }))
  }
  return {
    holds: marks.size === 0 ? nobody : (learner) => learners('userId' in learner ? learner.userId : learner.username),
    holdsActor: marks.size === 0 ? nobody : actors,
    isNamedIn: marks.size === 0 ? nobody : namedIn,
    version: String(marks.size),
    list,
  }
}

/** What a name or a mail address may be in a text. */
const word = /[\p{L}\p{N}_](?:[\p{L}\p{N}_.@+-]*[\p{L}\p{N}_])?/gu
const toldUserId = /user_?id\W{1,8}(\d{1,10})(?!\d)/gi
/** Python writes letters beyond ASCII so. */
const unicodeEscape = /\\u([0-9a-f]{4})/gi
const toLetter = (_: string, code: string) => String.fromCharCode(Number.parseInt(code, 16))

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
