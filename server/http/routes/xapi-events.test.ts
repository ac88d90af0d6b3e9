import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../events/json.ts'
import { unavailable } from '../../kernel/errors.ts'
import { createLrs } from '../../lrs/lrs.ts'
import { inLogStream, ofVersion, routed } from '../../lrs/testing/routed.ts'
import { shortStatement } from '../../lrs/testing/whole-statement.ts'
import { everyEvent } from '../../testing/every-event.ts'
import { browserEvent, lineOf, trackingEvent } from '../../testing/tracking-event.ts'
import { openFakeApp } from '../testing/fake-app.ts'
import { home, openPrograms, xapi } from '../testing/programs.ts'

let programs: Awaited<ReturnType<typeof openPrograms>>
let ask: ReturnType<typeof xapi>
let authorization: string
beforeAll(async () => {
  programs = await openPrograms()
  authorization = await programs.authorization('write', 'read-all')
  ask = xapi(programs.app, authorization)
})
afterAll(() => programs.close())
beforeEach(() => programs.forgetAll())

/** Each at a moment of its own, so that no two share an id. */
const events = everyEvent.map((event, index) => {
  const time = `2024-03-01T10:20:30.${String(index + 1).padStart(6, '0')}+00:00`
  return { ...event, time } as JsonObject
})
const post = (body: unknown) => ask({ method: 'POST', body })
const toLog = async (...some: readonly JsonObject[]) => {
  const answer = await programs.app.inject({
    method: 'POST',
    url: '/panorama/api/ingest/tracking',
    headers: { authorization, 'content-type': 'text/plain' },
    payload: some.map(lineOf).join('\n'),
  })
  return answer.json()
}
const counted = () =>
  programs.rows(`SELECT toString(event_id) AS id, emission_time, verb, actor_id, object_id, block_key, is_part
    FROM panorama.statements ORDER BY ALL`)

describe('an event that comes by a log and through the LRS', () => {
  test('counts once, whichever comes first, and is the same to the figures', async () => {
    await toLog(...events)
    const fromLog = await counted()
    expect(fromLog.length).toBeGreaterThan(60)
    const known = new Set(fromLog.map(({ id }) => id))
    const statements = events.flatMap(routed).filter(({ id }) => known.has(id))
    expect((await post(statements)).status).toBe(200)
    expect(await counted()).toEqual(fromLog)

    await programs.forgetAll()
    expect((await post(statements)).status).toBe(200)
    const told = await counted()
    // By the LRS comes what event-routing-backends tells; the log adds what it leaves out, and changes nothing of that.
    expect(fromLog).toEqual(expect.arrayContaining(told))
    expect(await toLog(...events)).toMatchObject({ quarantined: {} })
    expect(await counted()).toEqual(fromLog)
  })

  test('is read back through the LRS once it was sent there', async () => {
    const event = browserEvent('play_video', { id: 'v1', currentTime: 3 })
    const [statement] = routed(event)
    await toLog(event)
    const query = { statementId: String(statement!.id) }
    expect((await ask({ query })).status).toBe(404)
    expect((await post(statement)).status).toBe(200)
    expect((await ask({ query })).json()).toMatchObject({ id: statement!.id, verb: statement!.verb })
    expect(await counted()).toHaveLength(1)
  })
})

describe('a statement of event-routing-backends that comes again in other words', () => {
  const event = trackingEvent('problem_check', {
    problem_id: 'block-v1:Org+Course+Run+type@problem+block@p2',
    grade: 1,
    max_grade: 2,
    success: 'incorrect',
    submission: {
      p2_2_1: { answer: 'a', question: 'Which?', response_type: 'optionresponse', correct: true },
      p2_3_1: { answer: 'b', question: 'Which?', response_type: 'optionresponse', correct: false },
    },
  })
  const ways: readonly (readonly [string, (statement: JsonObject) => JsonObject])[] = [
    ['as it was', (statement) => statement],
    ['as its log stream has it', inLogStream],
    ['by an older version of it', (statement) => ofVersion(statement, '9.0.0')],
    ['by a newer version, in the log stream', (statement) => inLogStream(ofVersion(statement, '11.0.0'))],
  ]

  test.each(ways)('is known: %s', async (_how, way) => {
    for (const [, before] of ways) {
      await programs.forgetAll()
      expect((await post(routed(event).map(before))).status).toBe(200)
      expect((await post(routed(event).map(way))).status).toBe(200)
      expect(await toLog(event)).toMatchObject({ read: 1, duplicates: 1 })
      expect(await counted()).toHaveLength(3)
    }
  })

  test('is given back as an LRS has it', async () => {
    await post(routed(event).map(inLogStream))
    const { statements } = (await ask({})).json()
    expect(JSON.stringify(statements)).not.toContain('GroupActivity')
  })
})

test('two events of one id about two objects both count, and the second is a conflict', async () => {
  const [one, two] = ['v1', 'v2'].map((id) => browserEvent('play_video', { id, currentTime: 3 })) as [
    JsonObject,
    JsonObject,
  ]
  const [first, second] = [routed(one)[0]!, routed(two)[0]!]
  expect(second.id).toBe(first.id)
  expect((await post(first)).status).toBe(200)
  for (let time = 0; time < 2; time += 1) {
    expect((await post(second)).status).toBe(409)
    expect(await counted()).toHaveLength(2)
  }
  const both = await counted()
  expect(await toLog(one, two)).toMatchObject({ read: 2, duplicates: 2 })
  expect(await counted()).toEqual(both)
  expect((await ask({ query: { statementId: String(first.id) } })).json().object.id).toBe(
    (first.object as JsonObject).id,
  )
})

describe('a batch of event-routing-backends with one bad statement', () => {
  const good = ['v1', 'v2'].map((id, index) =>
    browserEvent('play_video', { id, currentTime: 3 }, { time: `2024-03-01T10:20:3${index}.5+00:00` }),
  )
  const bad = { ...routed(browserEvent('play_video', { id: 'v3', currentTime: 3 }))[0]!, actor: { name: 'Nobody' } }
  const batch = () => [...good.flatMap(routed).slice(0, 1), bad, ...good.flatMap(routed).slice(1)]

  test('is refused, and its good ones count all the same, once, however often it comes', async () => {
    for (let time = 0; time < 4; time += 1) {
      const answer = await post(batch())
      expect(answer.status).toBe(400)
      expect(answer.json().error.details).toEqual([{ field: '/1/actor', problem: expect.any(String) }])
      expect(await counted()).toHaveLength(2)
    }
    // The LRS has none of them, as the standard wants it.
    expect((await ask({})).json().statements).toEqual([])
    const aside = await programs.rows('SELECT reason, detail, line_number FROM panorama.quarantined_lines FINAL')
    expect(aside).toEqual([
      { reason: 'statement refused', detail: expect.stringContaining('/1/actor'), line_number: 2 },
    ])
    expect(await toLog(...good)).toMatchObject({ read: 2, duplicates: 2 })
  })

  test('that is mended then comes in, and nothing is doubled', async () => {
    await post(batch())
    expect((await post(good.flatMap(routed))).status).toBe(200)
    expect((await ask({})).json().statements).toHaveLength(2)
    expect(await counted()).toHaveLength(2)
  })

  test('in which a stranger’s statements are leaves those to the stranger', async () => {
    await post([...batch(), shortStatement])
    expect(await counted()).toHaveLength(2)
    const aside = await programs.rows('SELECT reason FROM panorama.quarantined_lines FINAL ORDER BY line_number')
    expect(aside).toEqual([{ reason: 'statement refused' }, { reason: 'sent with a refused statement' }])
  })
})

test('what was voided counts in no figure, by whatever way it comes again', async () => {
  const event = browserEvent('play_video', { id: 'v1', currentTime: 3 })
  const [statement] = routed(event)
  const voiding = {
    ...shortStatement,
    verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
    object: { objectType: 'StatementRef', id: statement!.id },
  }
  await post(voiding)
  await post(statement)
  await toLog(event)
  expect((await counted()).map(({ verb }) => verb)).toEqual(['voided'])
})

test('of somebody who was retired nothing is kept: what names them is taken, and is nowhere', async () => {
  const gone = { mbox: 'mailto:gone@example.org' }
  await programs.store.addRetired('real', [{ actorId: gone.mbox }])
  const named = [
    { ...shortStatement, actor: gone },
    { ...shortStatement, object: { objectType: 'Agent', ...gone } },
    { ...shortStatement, actor: { objectType: 'Group', member: [gone] } },
    { ...shortStatement, context: { instructor: gone } },
  ]
  expect((await post(named)).status).toBe(200)
  // The same beside one that is refused, and one that is refused itself.
  expect((await post([...named, { ...shortStatement, actor: gone, result: 5 }, { actor: 'x' }])).status).toBe(400)
  expect((await ask({})).json().statements).toEqual([])
  expect(await programs.rows('SELECT event FROM xapi.xapi_events_all')).toEqual([])
  const aside = await programs.rows('SELECT line_number, text FROM panorama.quarantined_lines FINAL')
  expect(aside).toEqual([{ line_number: 6, text: '{"actor":"x"}' }])
})

test('an engine that refuses in the middle is answered with 503; what is sent again then is there once', async () => {
  let refused: string | null = programs.tables.lrsStatements
  const { engine } = programs.warehouse
  const lrs = createLrs({
    engine: {
      ...engine,
      insert: (...given) =>
        given[0] === refused ? Promise.reject(unavailable('The warehouse does not answer.')) : engine.insert(...given),
    },
    tables: programs.tables,
    clock: { now: () => new Date('2026-05-04T12:00:00Z') },
    store: programs.store,
    home,
  })
  const other = await openFakeApp({ keys: programs.keys, lrs })
  const send = (body: unknown) => xapi(other, authorization)({ method: 'POST', body })
  const events = ['v1', 'v2'].map((id, second) =>
    browserEvent('play_video', { id, currentTime: 3 }, { time: `2024-03-01T10:20:3${second}.5+00:00` }),
  )
  // By then they are in the raw table, and the LRS does not know of them.
  const answer = await send(events.flatMap(routed))
  expect(answer.status).toBe(503)
  expect(answer.headers['retry-after']).toBe('5')
  expect((await ask({})).json().statements).toEqual([])
  refused = null
  expect((await send(events.flatMap(routed))).status).toBe(200)
  expect((await ask({})).json().statements).toHaveLength(2)
  expect(await programs.rows('SELECT count() AS n FROM xapi.xapi_events_all')).toEqual([{ n: 2 }])
  await other.close()
})
