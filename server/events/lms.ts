import { actorIdOf } from '../kernel/actor-id.ts'
import type { Json } from './json.ts'
import { scalarOf } from './lookup.ts'
import type { Agent } from './statement.ts'

/** What the mapping must know of the LMS whose events it reads. */
export interface Lms {
  /** Root URL without a trailing slash (`LMS_ROOT_URL`). */
  readonly url: string
  /** The same object for the same learner, each time. */
  actor(learner: Learner): Agent
  /** The course's display name; its key where nobody told us the name (event-routing-backends would skip the event). */
  courseName(courseKey: string): string
  /** Whether this learner was retired: nothing of what they did is taken in again. */
  isRetired(learner: Learner): boolean
  /** Whether a line that cannot be read names somebody who was retired: it is not kept aside. */
  namesRetired(line: string): boolean
  /** Whether answers, titles and other free text go into the statements. No dashboard reads them. */
  readonly keepFreeText: boolean
  /**
   * True: the statement is letter for letter what event-routing-backends sends. False: what it gets wrong or leaves out is
   * mended on the way into the warehouse (`docs/xapi.md` lists each case). The ids are the same either way.
   */
  readonly faithful: boolean
}

export type Learner =
  /** `orUsername`: the text of which the id was read. Nobody with that id is known, it may be a username of digits. */
  { readonly userId: number; readonly orUsername?: string } | { readonly username: string }

/** A value as an extension tells it: text, number or truth value; faithfully, whatever it is. */
export function valueTold(lms: Lms, value: Json | undefined): Json | undefined {
  return lms.faithful ? value : scalarOf(value)
}

export interface LmsFacts {
  readonly url: string
  /** External ids of type `xapi`. Learners without one get a pseudonym of ours. */
  readonly actorsByUserId?: ReadonlyMap<number, string>
  readonly actorsByUsername?: ReadonlyMap<string, string>
  readonly courseNames?: ReadonlyMap<string, string>
  /** Default: nobody is. */
  readonly isRetired?: (learner: Learner) => boolean
  /** Default: nobody. */
  readonly namesRetired?: (line: string) => boolean
  /** Default: false. */
  readonly keepFreeText?: boolean
  /** Default: false. */
  readonly faithful?: boolean
}

export function createLms({
  url,
  actorsByUserId = new Map(),
  actorsByUsername = new Map(),
  courseNames = new Map(),
  isRetired = () => false,
  namesRetired = () => false,
  keepFreeText = false,
  faithful = false,
}: LmsFacts): Lms {
  const actors = new Map<number | string, Agent>()
  const actorId = (learner: Learner) => {
    const username = 'userId' in learner ? learner.orUsername : learner.username
    return (
      ('userId' in learner ? actorsByUserId.get(learner.userId) : undefined) ??
      (username === undefined ? undefined : actorsByUsername.get(username)) ??
      actorIdOf(url, learner)
    )
  }
  return {
    url,
    isRetired,
    namesRetired,
    keepFreeText,
    faithful,
    actor(learner) {
      const key = 'userId' in learner ? (learner.orUsername ?? learner.userId) : learner.username
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
