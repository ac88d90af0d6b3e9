import { createHash } from 'node:crypto'
import { actorIdOf } from '../kernel/actor-id.ts'
import type { MarkedBy } from '../store/retired-list.ts'
import type { Known } from '../warehouse/leaving-people.ts'

/** All that a person is known by, as it is written where it was found. */
export interface Person {
  readonly userIds: ReadonlySet<number>
  readonly usernames: ReadonlySet<string>
  readonly mails: ReadonlySet<string>
  readonly externalIds: ReadonlySet<string>
}

/**
 * What may stand for the person as an actor, in lower case: external ids, the pseudonyms that we make where there is none,
 * mail addresses and their SHA-1 as xAPI has them, and names of accounts.
 * @param lmsUrl root URL of the LMS without a trailing slash, from which the pseudonyms are made
 */
export function actorsOf({ userIds, usernames, mails, externalIds }: Person, lmsUrl: string): ReadonlySet<string> {
  const addresses = [...mails].flatMap((mail) => [`mailto:${mail}`, `mailto:${mail.toLowerCase()}`])
  return new Set(
    [
      ...externalIds,
      ...[...userIds].map((userId) => actorIdOf(lmsUrl, { userId })),
      ...[...usernames].flatMap((username) => [
        actorIdOf(lmsUrl, { username }),
        actorIdOf(lmsUrl, { username: username.toLowerCase() }),
      ]),
      ...addresses,
      ...addresses.map((address) => createHash('sha1').update(address).digest('hex')),
      ...usernames,
      ...mails,
    ].map((actor) => actor.toLowerCase()),
  )
}

/** For staging: what the columns of `people-in-tables.ts` are compared with. */
export function knownOf(person: Person, lmsUrl: string): Known[] {
  return [
    ...[...person.userIds].map((userId) => ({ by: 'userId', value: String(userId) }) as const),
    ...[...person.usernames].map((value) => ({ by: 'username', value }) as const),
    ...[...person.mails].map((value) => ({ by: 'mail', value }) as const),
    ...[...actorsOf(person, lmsUrl)].map((value) => ({ by: 'actor', value }) as const),
  ]
}

/** By what the retired list is to recognise the person when they come again. */
export function marksOf(person: Person, lmsUrl: string): MarkedBy[] {
  return [
    ...[...person.userIds].map((userId) => ({ userId })),
    ...[...person.usernames].map((username) => ({ username })),
    ...[...actorsOf(person, lmsUrl)].map((actorId) => ({ actorId })),
  ]
}
