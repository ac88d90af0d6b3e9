import { actorIdOf } from '../kernel/actor-id.ts'
import type { Agent } from './statement.ts'

/** What the mapping must know of the LMS whose events it reads. */
export interface Lms {
  /** Root URL without a trailing slash (`LMS_ROOT_URL`). */
  readonly url: string
  /** The same object for the same learner, each time. */
  actor(learner: Learner): Agent
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
  const actors = new Map<number | string, Agent>()
  const actorId = (learner: Learner) =>
    ('userId' in learner ? actorsByUserId.get(learner.userId) : actorsByUsername.get(learner.username)) ??
    actorIdOf(url, learner)
  return {
    url,
    keepResponses,
    actor(learner) {
      const key = 'userId' in learner ? learner.userId : learner.username
      let actor = actors.get(key)
      if (!actor) {
        actor = { objectType: 'Agent', account: { name: actorId(learner), homePage: url } }
        actors.set(key, actor)
      }
      return actor
    },
    courseName: (courseKey) => courseNames.get(courseKey) ?? courseKey,
  }
}
