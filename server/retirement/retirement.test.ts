import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { importLmsTables } from '../ingest/import-lms-tables.ts'
import { actorIdOf } from '../kernel/actor-id.ts'
import { effort } from '../testing/effort.ts'
import { clock, openImporting } from '../testing/importing.ts'
import { ann, bob, dumpsOf, lmsUrl, logOf, openRetiring, type TestPerson } from '../testing/retiring.ts'
import { testCourseKey } from '../testing/tracking-event.ts'
import type { Engine } from '../warehouse/engine.ts'

let importing: Awaited<ReturnType<typeof openImporting>>
let retiring: Awaited<ReturnType<typeof openRetiring>>
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())
beforeEach(async () => {
  retiring = await openRetiring(importing)
  await retiring.emptyAll()
})

/** Each test has its own pair: whoever was retired stays retired. */
let pairs = 0
function newPair(): readonly [TestPerson, TestPerson] {
  pairs += 1
  const other = ({ id, username, mail }: TestPerson): TestPerson => ({
    id: id + pairs * 100,
    username: `${username}${pairs}`,
    mail: `${pairs}.${mail}`,
    externalId: randomUUID(),
  })
  return [other(ann), other(bob)]
}

const foundIn = ({ tables }: { tables: readonly { table: string; found: number }[] }) =>
  Object.fromEntries(tables.filter(({ found }) => found > 0).map(({ table, found }) => [table, found]))

/** A statement of a tool of the course, as it sends it. */
const played = (actor: object, changes: object = {}) => ({
  id: randomUUID(),
  actor,
  verb: { id: 'https://w3id.org/xapi/video/verbs/played' },
  object: { objectType: 'Activity', id: `${lmsUrl}/xblock/block-v1:Org+Course+Run+type@video+block@v9` },
  timestamp: '2024-03-02T10:00:00Z',
  ...changes,
})
const byAccount = ({ externalId }: TestPerson) => ({
  objectType: 'Agent',
  account: { homePage: lmsUrl, name: externalId },
})
const byMail = ({ mail }: TestPerson) => ({ objectType: 'Agent', mbox: `mailto:${mail}` })

describe('one of two learners is retired', () => {
  test('all of them goes from every table, and the other stays as they were', async () => {
    const [leaver, stayer] = newPair()
    await retiring.importDumps([stayer])
    await retiring.importLines(logOf(stayer, '11'))
    const without = await retiring.shown()
    await retiring.emptyAll()
    await retiring.importDumps([leaver, stayer])
    await retiring.importLines([...logOf(leaver, '10'), ...logOf(stayer, '11')])

    const certificate = await retiring.retire({ username: leaver.username.toLowerCase() })

    expect(await retiring.shown()).toEqual(without)
    // Marks that were taken back are found until the engine has merged them, as it pleases.
    const { 'panorama.learner_marks': marks, ...found } = foundIn(certificate)
    expect(found).toEqual({
      'xapi.xapi_events_all': 5,
      'event_sink.user_profile': 1,
      'event_sink.external_id': 1,
      'event_sink.course_enrollment': 1,
      'panorama.statements': 5,
      'panorama.learner_course': expect.any(Number),
      'panorama.learner_quarter': expect.any(Number),
      'panorama.learner_video': expect.any(Number),
      'panorama.learner_block': expect.any(Number),
      'panorama.learner_demographics': expect.any(Number),
    })
    expect(certificate.tables.every(({ found, erased }) => found === erased)).toBe(true)
    expect(certificate.verification.rowsLeft).toBe(0)
    expect(certificate.knownBy).toEqual({ userIds: 1, usernames: 1, mailAddresses: 1, externalIds: 1 })
  })

  test('the certificate names nobody, is kept, and is in the audit log', async () => {
    const [leaver] = newPair()
    await retiring.importDumps([leaver])
    const certificate = await retiring.retire({ userId: leaver.id })
    const [kept] = await retiring.retirement().list()
    const { entries } = await importing.store.auditEntries({ limit: 1 })
    expect(kept).toEqual(certificate)
    expect(entries[0]).toMatchObject({ action: 'person.retired', actor: 'command line' })
    expect(JSON.parse(entries[0]?.after ?? '')).toEqual({ certificate: certificate.id, how: 'erased', dataSet: 'real' })
    const told = JSON.stringify([kept, entries[0]]).toLowerCase()
    for (const known of [leaver.username, leaver.mail, leaver.externalId])
      expect(told).not.toContain(known.toLowerCase())
  })

  test.each(['email', 'externalId'] as const)('%s is enough to find them', async (by) => {
    const [leaver, stayer] = newPair()
    await retiring.importDumps([leaver, stayer])
    await retiring.importLines(logOf(leaver, '10'))
    const known = { username: leaver.username, userId: leaver.id, email: leaver.mail, externalId: leaver.externalId }
    expect(foundIn(await retiring.retire({ [by]: known[by] }))).toMatchObject({
      'xapi.xapi_events_all': 5,
      'event_sink.user_profile': 1,
    })
  })

  test('somebody unknown, or retired before, is no failure', async () => {
    const [leaver] = newPair()
    await retiring.importDumps([leaver])
    await retiring.retire({ username: leaver.username })
    const again = await retiring.retire({ username: leaver.username })
    expect(foundIn(again)).toEqual({})
    expect(foundIn(await retiring.retire({ username: 'nobody-at-all', userId: 1_999_999 }))).toEqual({})
  })

  test('events alone are found by the pseudonyms of user id and username', async () => {
    const [leaver, stayer] = newPair()
    const anonymous = logOf(leaver, '12').map((line) =>
      line
        .replaceAll(`"user_id":${leaver.id}`, '"user_id":null')
        .replaceAll(`"user_id":"${leaver.id}"`, '"user_id":null'),
    )
    await retiring.importLines([...logOf(leaver, '10'), ...anonymous, ...logOf(stayer, '11')])
    const { userIds } = (await retiring.retire({ username: leaver.username, userId: leaver.id })).knownBy
    expect(userIds).toBe(1)
    const actors = await importing.rows(`SELECT DISTINCT actor_id FROM ${retiring.tables.statements}`)
    expect(actors).toEqual([{ actor_id: actorIdOf(lmsUrl, { userId: stayer.id }) }])
  })

  test('a dry run finds the same and changes nothing', async () => {
    const [leaver, stayer] = newPair()
    await retiring.importDumps([leaver, stayer])
    await retiring.importLines([...logOf(leaver, '10'), ...logOf(stayer, '11')])
    const before = await retiring.shown()
    const { rows } = await retiring.retirement().look({ username: leaver.username }, 'real')
    expect(await retiring.shown()).toEqual(before)
    const { tables } = await retiring.retire({ username: leaver.username })
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(tables.filter(({ table }) => rows.has(table)).map(({ table, found }) => [table, found])),
    )
  })
})

describe('who is meant', () => {
  test('a name that was another person’s before is not enough, and takes nobody along', async () => {
    const [leaver, stayer] = newPair()
    await retiring.importDumps([leaver, { ...stayer, username: leaver.username }])
    await expect(retiring.retire({ username: leaver.username })).rejects.toMatchObject({ code: 'conflict' })
    await retiring.retire({ userId: leaver.id })
    const rows = await importing.rows(`SELECT user_id FROM ${retiring.tables.userProfile}`)
    expect(rows).toEqual([{ user_id: stayer.id }])
  })

  test('a name within a longer name is not meant', async () => {
    const [leaver] = newPair()
    await retiring.importLines([
      `{"username": "${leaver.username}", broken`,
      `{"username": "${leaver.username}abel", broken`,
      `{"user_id": ${leaver.id}, broken`,
      `{"user_id": ${leaver.id}1, broken`,
      `{"mail": "jo${leaver.mail}", broken`,
      `{"mail": "${leaver.mail}", broken`,
    ])
    await retiring.retire({ username: leaver.username, userId: leaver.id, email: leaver.mail })
    const texts = await importing.rows(`SELECT text FROM ${retiring.tables.quarantinedLines} ORDER BY line_number`)
    expect(texts.map(({ text }) => text)).toEqual([
      `{"username": "${leaver.username}abel", broken`,
      `{"user_id": ${leaver.id}1, broken`,
      `{"mail": "jo${leaver.mail}", broken`,
    ])
  })
})

describe('statements of an LRS', () => {
  test('go where they name the person as actor, instructor, object or member, or are about one that goes', async () => {
    const [leaver, stayer] = newPair()
    await retiring.importDumps([leaver, stayer])
    const own = played(byMail(leaver))
    const about = played(byAccount(stayer), { object: { objectType: 'StatementRef', id: own.id } })
    const kept = played(byAccount(stayer))
    await retiring.send([
      own,
      played(byAccount(leaver)),
      played(byAccount(stayer), { context: { instructor: byMail(leaver) } }),
      played(byAccount(stayer), { object: byAccount(leaver) }),
      played({ objectType: 'Group', member: [byMail(leaver), byMail(stayer)] }),
      about,
      played(byAccount(stayer), { object: { objectType: 'StatementRef', id: about.id } }),
      kept,
    ])
    const certificate = await retiring.retire({ userId: leaver.id })
    expect(foundIn(certificate)).toMatchObject({ 'xapi.xapi_events_all': 7, 'panorama.lrs_statements': 7 })
    for (const table of [retiring.tables.rawStatements, retiring.tables.statements]) {
      expect(await importing.rows(`SELECT toString(event_id) AS id FROM ${table}`)).toEqual([{ id: kept.id }])
    }
    expect(await importing.rows(`SELECT toString(statement_id) AS id FROM ${retiring.tables.lrsStatements}`)).toEqual([
      { id: kept.id },
    ])
  })

  test('that were voided go from the lists of those, too', async () => {
    const [leaver, stayer] = newPair()
    const own = played(byMail(leaver))
    const voiding = {
      ...played(byMail(stayer)),
      verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
      object: { objectType: 'StatementRef', id: own.id },
    }
    await retiring.send([own, voiding])
    await retiring.retire({ email: leaver.mail })
    for (const table of ['rawStatements', 'lrsStatements', 'voidedStatements', 'voidsToSettle'] as const) {
      expect(await importing.rows(`SELECT * FROM ${retiring.tables[table]}`), table).toEqual([])
    }
  })
})

describe('nobody comes back', () => {
  test('by log, by what is sent, by the LRS, by dumps, or in quarantine', async () => {
    const [leaver, stayer] = newPair()
    const unread = [`{"username": "${leaver.username}", broken`, `{"username": "${stayer.username}", broken`]
    const log = [...logOf(leaver, '10'), ...logOf(stayer, '11'), ...unread]
    const sent = [played(byMail(leaver)), played(byAccount(leaver)), played(byMail(stayer))]
    await retiring.importDumps([leaver, stayer])
    await retiring.importLines(log)
    await retiring.send(sent)
    await retiring.retire({ username: leaver.username })
    const after = await retiring.shown()

    expect((await retiring.importLines(log)).dropped).toEqual({ 'retired learner': 6 })
    expect((await retiring.live.take(log, 'http')).dropped).toEqual({ 'retired learner': 6 })
    await retiring.send(sent)
    const dumped = await retiring.importDumps([leaver, stayer])
    expect(dumped).toMatchObject({ read: 6, kept: 0, duplicates: 3, dropped: { 'retired learner': 3 } })
    expect(await retiring.shown()).toEqual(after)
    expect(
      (
        await retiring
          .retirement()
          .look(
            { userId: leaver.id, username: leaver.username, email: leaver.mail, externalId: leaver.externalId },
            'real',
          )
      ).rowsLeft,
    ).toBe(0)
  })

  test('by records of a dump that do not fit', async () => {
    const [leaver, stayer] = newPair()
    await retiring.retire({ username: leaver.username })
    const { warehouse, store } = importing
    const [header = ''] = dumpsOf([])['external_id.csv'] ?? []
    const lines = [leaver, stayer].map(({ username, id }) => `no uuid,xapi,${username},${id},,`)
    const file = await importing.fileOf('external_id.csv', [header, ...lines, ''].join('\n'))
    const report = await importLmsTables({ files: [file], warehouse, dataSet: 'real', store, clock, lmsUrl })
    expect(report).toMatchObject({
      dropped: { 'retired learner': 1 },
      quarantined: { 'record does not fit the table': 1 },
    })
  })
})

test('what a killed import of a dump left behind goes, too', async () => {
  const [leaver, stayer] = newPair()
  const left = 'panorama.import_user_profile'
  const command = (sql: string) => importing.warehouse.engine.command({ name: 'test', sql })
  await retiring.importDumps([leaver, stayer])
  await command(`CREATE TABLE ${left} AS ${retiring.tables.userProfile} ENGINE = MergeTree ORDER BY tuple()`)
  try {
    await command(`INSERT INTO ${left} SELECT * FROM ${retiring.tables.userProfile}`)
    await retiring.retire({ username: leaver.username })
    expect(await importing.rows(`SELECT user_id FROM ${left}`)).toEqual([{ user_id: stayer.id }])
  } finally {
    await command(`DROP TABLE ${left} SYNC`)
  }
})

describe('when the figures are kept', () => {
  test('they go on under an id that is nobody’s, without session and answer', async () => {
    const [leaver, stayer] = newPair()
    await retiring.importDumps([leaver, stayer])
    await retiring.importLines([...logOf(leaver, '10'), ...logOf(stayer, '11')])
    const figures = (actor: string) =>
      importing.rows(`SELECT course_key, enrollment_status, grade, active_seconds, videos_watched, statements
        FROM ${retiring.tables.learnerCourse} FINAL WHERE actor_id = '${actor}'`)
    const before = await figures(leaver.externalId)
    expect(before).toMatchObject([{ course_key: testCourseKey, grade: 0.5, statements: 5 }])

    const certificate = await retiring.retire({ username: leaver.username }, { keepFigures: true })

    expect(certificate.how).toBe('pseudonymised')
    expect(certificate.tables.find(({ table }) => table === 'xapi.xapi_events_all')).toEqual({
      table: 'xapi.xapi_events_all',
      found: 5,
      erased: 0,
      pseudonymised: 5,
    })
    const actors = (await importing.rows(`SELECT DISTINCT actor_id FROM ${retiring.tables.statements}`)).map(
      ({ actor_id }) => String(actor_id),
    )
    const [standIn = ''] = actors.filter((actor) => actor !== stayer.externalId)
    expect(actors).toHaveLength(2)
    expect(standIn).not.toBe(leaver.externalId)
    expect(await figures(standIn)).toEqual(before)
    const events = await importing.rows(
      `SELECT event FROM ${retiring.tables.rawStatements} WHERE event LIKE '%${standIn}%'`,
    )
    expect(events).toHaveLength(5)
    for (const { event } of events) expect(event).not.toMatch(/session-id/)
    expect(await importing.rows(`SELECT user_id FROM ${retiring.tables.userProfile}`)).toEqual([{ user_id: stayer.id }])
    expect(foundIn(await retiring.retire({ userId: leaver.id }))).toEqual({})
    expect((await retiring.importLines(logOf(leaver, '10'))).dropped).toEqual({ 'retired learner': 5 })
  })
})

describe('cut off anywhere', () => {
  // Some of the changes to the warehouse here, each of them in a proof.
  const cuts = effort === 1 ? [5, 12, 20] : Array.from({ length: 60 }, (_, change) => change)

  test.each(cuts)('doing it again completes it (cut off after change %i)', async (change) => {
    const keepFigures = change % 2 === 1
    const [leaver, stayer] = newPair()
    await retiring.importDumps([leaver, stayer])
    await retiring.importLines([
      ...logOf(leaver, '10'),
      ...logOf(stayer, '11'),
      `{"username": "${leaver.username}", broken`,
    ])
    await retiring.send([played(byMail(leaver))])
    const through = { ...importing.warehouse, engine: failing(importing.warehouse.engine, change) }
    const cutOff = retiring.retire({ username: leaver.username }, { keepFigures, through })
    if (effort === 1) await expect(cutOff).rejects.toThrow('cut off')
    else await cutOff.catch(() => undefined)

    await retiring.retire({ username: leaver.username }, { keepFigures })
    const known = { username: leaver.username, userId: leaver.id, email: leaver.mail, externalId: leaver.externalId }
    expect((await retiring.retirement().look(known, 'real')).rowsLeft).toBe(0)
    const { learnerCourse, leavingPeople } = retiring.tables
    const [class_] = await importing.rows(`SELECT uniqExact(actor_id) AS learners FROM ${learnerCourse} FINAL`)
    expect(class_?.learners).toBe(keepFigures ? 2 : 1)
    expect(await importing.rows(`SELECT * FROM ${leavingPeople}`)).toEqual([])
  })
})

/** An engine that fails from the nth change on. */
function failing(engine: Engine, changes: number): Engine {
  let done = 0
  const fail = () => {
    done += 1
    if (done > changes) throw new Error('cut off')
  }
  return {
    ...engine,
    command: async (query) => {
      fail()
      return engine.command(query)
    },
    insert: async (...given) => {
      fail()
      return engine.insert(...given)
    },
  }
}
