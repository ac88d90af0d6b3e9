import { dnsNamespace, uuid5, uuid5Bytes } from './ids.ts'

/** What the pseudonyms are made in, for SQL that makes them. */
export const pseudonymsNamespace = uuid5Bytes(dnsNamespace, 'learners.panorama')

/**
 * The pseudonym of a learner for whom the LMS has no external id yet: the same for the same LMS and person,
 * whatever the order in which events arrive. The LMS's own `external_id` table wins over it.
 *
 * @param lmsUrl root URL of the LMS, without a trailing slash
 * @param learner the LMS user id where an event tells it, else the username
 */
export function actorIdOf(lmsUrl: string, learner: { userId: number } | { username: string }): string {
  const who = 'userId' in learner ? `id:${learner.userId}` : `username:${learner.username}`
  return uuid5(pseudonymsNamespace, `${lmsUrl} ${who}`)
}
