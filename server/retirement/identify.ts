import type { PersonAskedFor } from '../contract/retirement.ts'
import { conflict } from '../kernel/errors.ts'
import type { Engine } from '../warehouse/engine.ts'
import { isStaged, type Known, stagePeople, withLeaving } from '../warehouse/leaving-people.ts'
import type { Tables } from '../warehouse/tables.ts'
import type { Person } from './person.ts'

/** What one row of an LMS table says of somebody. Empty where the table has no such column, or nothing in it. */
interface Told {
  readonly userId: number
  readonly username: string
  readonly mail: string
  readonly externalId: string
}

/**
 * Finds all that a person is known by. Whatever is given leads to their user id, and that to everything else; a name
 * that the LMS's tables have for somebody else as well is left out, so that nobody goes with another.
 * Nothing of the person is in the text of a query: an engine may keep that.
 * @throws PanoramaError `conflict` when what is given belongs to more than one person
 */
export function identify(engine: Engine, tables: Tables, asked: PersonAskedFor): Promise<Person> {
  return withLeaving(engine, tables, async (batch) => {
    await stagePeople(engine, tables, batch, given(asked))
    const first = await tellOf(engine, tables, batch)
    const userIds = new Set(first.map(({ userId }) => userId).filter((userId) => userId > 0))
    if (asked.userId !== undefined) userIds.add(asked.userId)
    if (userIds.size > 1) {
      throw conflict('What was given belongs to more than one person of the LMS.', {
        advice: 'Give only the user id: a username or mail address may have been another person’s before.',
      })
    }
    const [userId] = userIds
    if (userId !== undefined) await stagePeople(engine, tables, batch, [{ by: 'userId', value: String(userId) }])
    const theirs = (await tellOf(engine, tables, batch)).filter((row) => row.userId <= 0 || row.userId === userId)
    await stagePeople(engine, tables, batch, theirs.flatMap(knownFrom))
    const others = (await tellOf(engine, tables, batch)).filter((row) => row.userId > 0 && row.userId !== userId)
    return personOf(asked, userIds, theirs, others)
  })
}

function personOf(
  asked: PersonAskedFor,
  userIds: ReadonlySet<number>,
  theirs: readonly Told[],
  others: readonly Told[],
): Person {
  const all = (given: string | undefined, kind: 'username' | 'mail' | 'externalId') => {
    const taken = new Set(others.map((row) => row[kind].toLowerCase()))
    const found = theirs.map((row) => row[kind])
    // As the LMS writes it, where it is known there: pseudonyms are made from that.
    const isNew = given !== undefined && !found.some((text) => text.toLowerCase() === given.toLowerCase())
    return new Set(
      [...found, ...(isNew ? [given] : [])].filter((text) => text !== '' && !taken.has(text.toLowerCase())),
    )
  }
  return {
    userIds,
    usernames: all(asked.username, 'username'),
    mails: all(asked.email, 'mail'),
    externalIds: all(asked.externalId, 'externalId'),
  }
}

function given({ userId, username, email, externalId }: PersonAskedFor): Known[] {
  return knownFrom({
    userId: userId ?? 0,
    username: username ?? '',
    mail: email ?? '',
    externalId: externalId ?? '',
  })
}

function knownFrom({ userId, username, mail, externalId }: Told): Known[] {
  const known: Known[] = [
    { by: 'userId', value: userId > 0 ? String(userId) : '' },
    { by: 'username', value: username },
    { by: 'mail', value: mail },
    { by: 'actor', value: externalId },
  ]
  return known.filter(({ value }) => value !== '')
}

/** Every row of the LMS's tables of people that anything staged leads to. */
async function tellOf(engine: Engine, tables: Tables, batch: string): Promise<Told[]> {
  const is = (by: Known['by'], column: string) => isStaged(tables, batch, by, column)
  const isNamed = `(${is('userId', 'user_id')} OR ${is('username', 'username')}`
  const rows = await engine.rows({
    name: 'identify',
    sql: `SELECT DISTINCT user_id, username, '' AS mail, toString(external_user_id) AS external_id
        FROM ${tables.externalId} WHERE ${isNamed} OR ${is('actor', 'external_user_id')})
      UNION DISTINCT SELECT user_id, username, email AS mail, '' AS external_id
        FROM ${tables.userProfile} WHERE ${isNamed} OR ${is('mail', 'email')})
      UNION DISTINCT SELECT user_id, username, '' AS mail, '' AS external_id
        FROM ${tables.courseEnrollment} WHERE ${isNamed})`,
  })
  return rows.map(({ user_id, username, mail, external_id }) => ({
    userId: Number(user_id),
    username: String(username),
    mail: String(mail),
    externalId: String(external_id),
  }))
}
