import { actorIdOf } from '../kernel/actor-id.ts'

/** What the mapping must know of the LMS whose events it reads. */
export interface Lms {
  /** Root URL without a trailing slash (`LMS_ROOT_URL`). */
  readonly url: string
  actorId(learner: Learner): string
  /** The course's display name; its key where nobody told us the name (event-routing-backends would skip the event). */
  courseName(courseKey: string): string
  /** Whether the learners' answers go into the statements. They are free text, and no dashboard reads them. */
  readonly keepResponses: boolean
}

export type Learner = { readonly userId: number } | { readonly username: string }

export interface LmsFacts {
  readonly url: string
  /** External ids of type `xapi`. Learners without one get a pseudonym of ours. */
  readonly actorsByUserId?: ReadonlyMap<number, string>
  readonly actorsByUsername?: ReadonlyMap<string, string>
  readonly courseNames?: ReadonlyMap<string, string>
  /** Default: false. */
  readonly keepResponses?: boolean
}

export function createLms({
  url,
  actorsByUserId = new Map(),
  actorsByUsername = new Map(),
  courseNames = new Map(),
  keepResponses = false,
}: LmsFacts): Lms {
  const pseudonyms = new Map<number | string, string>()
  return {
    url,
    keepResponses,
    actorId(learner) {
      const key = 'userId' in learner ? learner.userId : learner.username
      const known = typeof key === 'number' ? actorsByUserId.get(key) : actorsByUsername.get(key)
      if (known !== undefined) return known
      let pseudonym = pseudonyms.get(key)
      if (pseudonym === undefined) {
        pseudonym = actorIdOf(url, learner)
        pseudonyms.set(key, pseudonym)
      }
      return pseudonym
    },
    courseName: (courseKey) => courseNames.get(courseKey) ?? courseKey,
  }
}
