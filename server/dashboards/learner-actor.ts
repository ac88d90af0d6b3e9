import type { DataSet } from '../contract/scope.ts'
import { actorIdOf } from '../kernel/actor-id.ts'
import { ask, type Warehouse } from '../warehouse/ask.ts'
import { actorOfUser } from '../warehouse/questions/site/actor-of-user.ts'

/**
 * The pseudonym under which a user of the LMS is known in a data set: their newest external id, else the one that the
 * import makes for a person without.
 * @param lmsUrl root URL of the LMS, without a trailing slash
 */
export async function actorOf(
  warehouse: Warehouse,
  { dataSet, lmsUrl, userId }: { dataSet: DataSet; lmsUrl: string; userId: number },
): Promise<string> {
  const rows = await ask(warehouse, actorOfUser, { scope: { kind: 'site' }, dataSet, params: { user_id: userId } })
  return rows[0]?.actor_id ?? actorIdOf(lmsUrl, { userId })
}
