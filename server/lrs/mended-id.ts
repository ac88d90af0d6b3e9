import { isObject, type JsonObject } from '../events/json.ts'

/**
 * The id of an activity in a statement of event-routing-backends, as our own mapping has it: a block by its address, where
 * it has the bare usage key (exams, `edx.problem.completed`) or has read a `+` as a space (answers in the browser). So an
 * event is about the same block by whatever way it comes, and the figures find it.
 */
export function mendedId(id: string, statement: JsonObject): string {
  if (/^(?:i4x:|block-v1:|ccx-block-v1:)/.test(id)) {
    const root = rootOf(statement)
    return root === null ? id : `${root}/xblock/${id}`
  }
  return id.includes('/xblock/') ? id.replaceAll(' ', '+') : id
}

/** The address of the LMS: home page of the actor's account; of one who is named by mail, what stands before the course. */
function rootOf({ actor, context }: JsonObject): string | null {
  const account = isObject(actor) ? actor.account : undefined
  if (isObject(account) && typeof account.homePage === 'string') return account.homePage
  const activities = isObject(context) ? context.contextActivities : undefined
  const parents = isObject(activities) ? activities.parent : undefined
  const parent = Array.isArray(parents) ? parents[0] : parents
  const [, root = null] = (isObject(parent) && /^(.+)\/course\//.exec(String(parent.id))) || []
  return root
}
