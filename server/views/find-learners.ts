import type { DataSet, Scope } from '../contract/scope.ts'
import { actorIdOf } from '../kernel/actor-id.ts'
import { ask, type Warehouse } from '../warehouse/ask.ts'
import { courseMembers } from '../warehouse/questions/course/course-members.ts'
import { peopleOfCourse } from '../warehouse/questions/site/people-of-course.ts'

/** So many are shown; whoever is not among them is found by typing more. */
const mostShown = 20
/** So many who may be meant are looked at: some of them have left the course. */
const mostConsidered = 200

/** Where learners are looked for, and within which rows. */
export interface Looking {
  readonly warehouse: Warehouse
  readonly dataSet: DataSet
  /** Root URL of the LMS, without a trailing slash. */
  readonly lmsUrl: string
  /** That of whoever looks: nobody outside of it is found. */
  readonly scope: Scope
}

/** A learner of a class. */
export interface FoundLearner {
  readonly userId: number
  readonly username: string
  /** Empty where the LMS's tables tell none. */
  readonly name: string
}

/**
 * Learners who are in a class now, by parts of their names, or by their whole username. Who may be meant is asked of the
 * LMS's tables, which only the site reads; who of them is in the class, of the engine within the scope of whoever looks.
 */
export async function findLearners(
  looking: Looking,
  { course, text, whole }: { readonly course: string; readonly text: string; readonly whole: boolean },
): Promise<{ readonly learners: readonly FoundLearner[]; readonly more: boolean }> {
  const { warehouse, dataSet, lmsUrl } = looking
  const known = await ask(warehouse, peopleOfCourse, {
    scope: { kind: 'site' },
    dataSet,
    params: { course, text, whole },
    maxRows: mostConsidered,
  })
  const people = known.map(({ user_id: userId, username, name, actor_id: actorId }) => ({
    actorId: actorId || actorIdOf(lmsUrl, { userId }),
    learner: { userId, username, name },
  }))
  const actorIds = people.map(({ actorId }) => actorId)
  const members = await membersAmong(looking, course, actorIds)
  const learners = people.filter(({ actorId }) => members.has(actorId)).map(({ learner }) => learner)
  return {
    learners: learners.slice(0, mostShown),
    more: learners.length > mostShown || known.length === mostConsidered,
  }
}

/** Which of some learners, by their pseudonyms, are in a class that whoever looks may see. */
export async function membersAmong(
  { warehouse, dataSet, scope }: Pick<Looking, 'warehouse' | 'dataSet' | 'scope'>,
  course: string,
  actorIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (actorIds.length === 0) return new Set()
  const rows = await ask(warehouse, courseMembers, { scope, dataSet, params: { course, actor_ids: [...actorIds] } })
  return new Set(rows.map(({ actor_id: actorId }) => actorId))
}
