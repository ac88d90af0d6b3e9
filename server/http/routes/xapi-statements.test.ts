import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changed, shortStatement, wholeStatement } from '../../lrs/testing/whole-statement.ts'
import { openPrograms, xapi } from '../testing/programs.ts'

let programs: Awaited<ReturnType<typeof openPrograms>>
let ask: ReturnType<typeof xapi>
let keyId: string
beforeAll(async () => {
  programs = await openPrograms()
  const authorization = await programs.authorization('write', 'read-all')
  keyId = Buffer.from(authorization.slice(6), 'base64').toString().split(':')[0]!
  ask = xapi(programs.app, authorization)
})
afterAll(() => programs.close())
beforeEach(() => programs.forgetAll())

const post = (body: unknown) => ask({ method: 'POST', body })
const put = (statementId: string, body: unknown) => ask({ method: 'PUT', query: { statementId }, body })
const get = async (statementId: string) => (await ask({ query: { statementId } })).json()
const stored = async () => (await programs.rows('SELECT count() AS n FROM panorama.lrs_statements'))[0]!.n
const withId = (id: string, statement = shortStatement) => ({ ...statement, id })
const voiding = (id: string) => ({
  ...shortStatement,
  verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
  object: { objectType: 'StatementRef', id },
})

describe('POST statements', () => {
  test('stores one, and answers with its id in a list', async () => {
    const answer = await post(withId(randomUUID()))
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toMatch('application/json')
    const [id] = answer.json()
    expect(await get(id)).toMatchObject({ id, ...shortStatement })
  })

  test('stores a list, and answers with the ids in its order; makes those that are missing', async () => {
    const own = randomUUID()
    const answer = await post([shortStatement, withId(own), shortStatement])
    const ids: string[] = answer.json()
    expect(ids).toHaveLength(3)
    expect(ids[1]).toBe(own)
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) expect(await get(id)).toMatchObject({ id })
  })

  test('of an empty list stores nothing', async () => {
    expect((await post([])).json()).toEqual([])
    expect(await stored()).toBe(0)
  })

  test('of the same statement again changes nothing', async () => {
    const statement = withId(randomUUID(), wholeStatement)
    await post(statement)
    const before = await get(statement.id)
    programs.advance(1_000)
    expect((await post([statement])).status).toBe(200)
    expect(await get(statement.id)).toEqual(before)
    expect(await stored()).toBe(1)
  })

  test('with one id twice is refused whole', async () => {
    const id = randomUUID()
    expect((await post([withId(id), withId(id)])).status).toBe(400)
    expect(await stored()).toBe(0)
  })

  test('with one that is malformed is refused whole; every place that is wrong is named', async () => {
    const [one, two] = [randomUUID(), randomUUID()]
    const bad = { ...shortStatement, actor: { mbox: 'secret@example.org' } }
    const answer = await post([withId(one), bad, withId(two), 5])
    expect(answer.status).toBe(400)
    expect(answer.json().error).toMatchObject({
      code: 'invalid_statement',
      details: [
        { field: '/1/actor/mbox', problem: 'must be mailto: and a mail address' },
        { field: '/3', problem: 'must be an object' },
      ],
    })
    expect(answer.text).not.toContain('secret')
    for (const id of [one, two]) expect((await ask({ query: { statementId: id } })).status).toBe(404)
    // All of it is kept aside, each for what it is.
    expect(
      await programs.rows('SELECT reason, line_number FROM panorama.quarantined_lines ORDER BY line_number'),
    ).toEqual([
      { reason: 'sent with a refused statement', line_number: 1 },
      { reason: 'statement refused', line_number: 2 },
      { reason: 'sent with a refused statement', line_number: 3 },
      { reason: 'statement refused', line_number: 4 },
    ])
  })

  test.each([
    ['no JSON', '{"actor":'],
    ['nothing', ''],
    ['text', '"statement"'],
    ['null', 'null'],
    ['lists in lists without end', '['.repeat(1_000_000) + ']'.repeat(1_000_000)],
    ['lists in a statement without end', `{"actor":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`],
    [
      'statements within without end',
      `${'{"objectType":"SubStatement","object":'.repeat(100_000)}{}${'}'.repeat(100_000)}`,
    ],
  ])('of %s is refused', async (_what, body) => {
    expect((await post(body)).status).toBe(400)
  })
})

describe('PUT statements', () => {
  test('stores a statement under the id of the request, whether it says it itself or not', async () => {
    for (const body of [shortStatement, withId(randomUUID())]) {
      const id = 'id' in body ? String(body.id) : randomUUID()
      const answer = await put(id, body)
      expect(answer).toMatchObject({ status: 204, text: '' })
      expect(await get(id)).toMatchObject({ id, ...shortStatement })
    }
  })

  test('of the same statement again changes nothing, in whatever case the id is', async () => {
    const id = randomUUID()
    await put(id, shortStatement)
    expect((await put(id.toUpperCase(), shortStatement)).status).toBe(204)
    expect(await stored()).toBe(1)
  })

  test.each([
    ['without an id', {}, shortStatement],
    ['with an id that is none', { statementId: 'x' }, shortStatement],
    ['with other parameters', { statementId: randomUUID(), foo: '1' }, shortStatement],
    ['with another id in the statement', { statementId: randomUUID() }, withId(randomUUID())],
    ['of a list', { statementId: randomUUID() }, [shortStatement]],
    ['of a malformed statement', { statementId: randomUUID() }, { ...shortStatement, actor: {} }],
  ])('%s is refused', async (_how, query: Record<string, string>, body) => {
    expect((await ask({ method: 'PUT', query, body })).status).toBe(400)
    expect(await stored()).toBe(0)
  })
})

describe('a statement that is stored', () => {
  test('comes back as it was sent, with what the LRS says of it', async () => {
    await post(wholeStatement)
    const { stored: at, authority, version, ...rest } = await get(String(wholeStatement.id))
    const { stored: _stored, authority: _authority, version: _version, ...sent } = wholeStatement
    const lists = changed(sent, '/context/contextActivities/parent', [{ id: 'https://lms.example/course/1' }])
    expect(rest).toEqual(lists)
    expect(at).toMatch(/^2026-05-04T12:00:\d\d\.\d{6}Z$/)
    expect(version).toBe('1.0.3')
    expect(authority).toEqual({
      objectType: 'Agent',
      account: { homePage: 'http://panorama.test/panorama', name: keyId },
    })
  })

  test('has the version 1.0.0 and the time when it was stored, where it said neither', async () => {
    const [id] = (await post(shortStatement)).json()
    const statement = await get(id)
    expect(statement).toMatchObject({ version: '1.0.0', timestamp: statement.stored })
  })

  test('cannot be changed: another one under its id is a conflict', async () => {
    const id = String(wholeStatement.id)
    await post(wholeStatement)
    const before = await get(id)
    const others = [
      changed(wholeStatement, '/verb/id', 'http://adlnet.gov/expapi/verbs/asked'),
      changed(wholeStatement, '/actor/mbox', 'mailto:other@example.org'),
      changed(wholeStatement, '/object/id', 'https://lms.example/xblock/p2'),
      changed(wholeStatement, '/result/success', false),
      changed(wholeStatement, '/context/platform', undefined),
      changed(wholeStatement, '/timestamp', '2024-03-01T10:20:30.123457+02:00'),
    ]
    for (const other of others) {
      expect((await put(id, other)).status).toBe(409)
      expect((await post(other)).json().error).toMatchObject({ code: 'conflict' })
    }
    expect(await get(id)).toEqual(before)
  })

  test('is the same however the same is said', async () => {
    await post(wholeStatement)
    const alike = [
      changed(wholeStatement, '/timestamp', '2024-03-01T08:20:30.123456Z'),
      changed(wholeStatement, '/verb/display', { en: 'has answered' }),
      changed(wholeStatement, '/object/definition', undefined),
      changed(wholeStatement, '/context/contextActivities/parent', [{ id: 'https://lms.example/course/1' }]),
      changed(wholeStatement, '/stored', '2020-01-01T00:00:00Z'),
      changed(wholeStatement, '/authority', { mbox: 'mailto:somebody@example.org' }),
      changed(wholeStatement, '/actor/member', [...(wholeStatement.actor as { member: unknown[] }).member].reverse()),
      changed(wholeStatement, '/id', String(wholeStatement.id).toUpperCase()),
    ]
    for (const same of alike) expect((await post(same)).status).toBe(200)
    expect(await stored()).toBe(1)
  })

  test('that conflicts does not keep its neighbours out', async () => {
    const id = randomUUID()
    await put(id, shortStatement)
    const [before, after] = [randomUUID(), randomUUID()]
    const answer = await post([
      withId(before),
      { ...withId(id), object: { id: 'https://lms.example/other' } },
      withId(after),
    ])
    expect(answer.status).toBe(409)
    expect(answer.json().error.message).toContain(id)
    for (const neighbour of [before, after]) expect(await get(neighbour)).toMatchObject({ id: neighbour })
  })
})

describe('voiding', () => {
  test('takes a statement out of lists and from under its id, and leaves it under the id of what is voided', async () => {
    const id = randomUUID()
    await put(id, shortStatement)
    const [voidedBy] = (await post(voiding(id))).json()
    expect((await ask({ query: { statementId: id } })).status).toBe(404)
    expect((await ask({ query: { voidedStatementId: id } })).json()).toMatchObject({ id, ...shortStatement })
    const { statements } = (await ask({})).json()
    expect(statements.map((each: { id: string }) => each.id)).toEqual([voidedBy])
    expect((await ask({ query: { voidedStatementId: voidedBy } })).status).toBe(404)
  })

  test('holds also for a statement that comes later', async () => {
    const id = randomUUID()
    expect((await post(voiding(id))).status).toBe(200)
    expect((await put(id, shortStatement)).status).toBe(204)
    expect((await ask({ query: { statementId: id } })).status).toBe(404)
    expect((await ask({ query: { voidedStatementId: id } })).status).toBe(200)
  })

  test('is not voided itself, nor does it change the id of what it voided', async () => {
    const id = randomUUID()
    await put(id, shortStatement)
    const [first] = (await post(voiding(id))).json()
    expect((await post(voiding(first))).status).toBe(200)
    expect((await ask({ query: { statementId: first } })).status).toBe(200)
    expect((await ask({ query: { statementId: id } })).status).toBe(404)
    expect((await put(id, { ...shortStatement, object: { id: 'https://lms.example/other' } })).status).toBe(409)
  })
})
