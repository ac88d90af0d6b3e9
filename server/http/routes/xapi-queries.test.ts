import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../events/json.ts'
import { wholeStatement } from '../../lrs/testing/whole-statement.ts'
import { openPrograms, xapi } from '../testing/programs.ts'

const id = (letter: string) => `${letter.repeat(8)}-0000-4000-8000-000000000000`
const [asked, answered] = ['http://adlnet.gov/expapi/verbs/asked', 'http://adlnet.gov/expapi/verbs/answered']
const page = 'https://lms.example/page'
const course = 'https://lms.example/course/1'
const registration = '6f9619ff-8b86-d011-b42d-00cf4fc964ff'

const ann = { mbox: 'mailto:ann@example.org' }
const ben = { mbox_sha1sum: 'ebd31e95054c018b10727ccffd2ef2ec3a016ee9' }
const cai = { openid: 'https://cai.openid.example.org/' }
const dee = { account: { homePage: 'https://lms.example', name: 'dee' } }
const team = { objectType: 'Group', account: { homePage: 'https://lms.example', name: 'team' } }
const ref = (letter: string) => ({ objectType: 'StatementRef', id: id(letter) })

/** One a second, in this order; each is known by the first letter of its id. */
const statements: readonly JsonObject[] = [
  { actor: ann, verb: { id: asked, display: { en: 'asked', es: 'preguntó' } }, object: { id: page } },
  { actor: ben, verb: { id: answered }, object: { id: 'https://lms.example/p1' }, context: { registration } },
  { actor: cai, verb: { id: asked }, object: { objectType: 'Agent', ...ann } },
  {
    actor: dee,
    verb: { id: answered },
    object: { id: page },
    context: { contextActivities: { parent: { id: course } } },
  },
  { actor: { ...team, member: [ann, dee] }, verb: { id: asked }, object: { id: course } },
  { actor: { objectType: 'Group', member: [cai] }, verb: { id: answered }, object: { id: course } },
  { actor: dee, verb: { id: answered }, object: { id: course }, context: { instructor: ben, team } },
  {
    actor: dee,
    verb: { id: asked },
    object: { objectType: 'SubStatement', actor: cai, verb: { id: answered }, object: { id: page } },
  },
  // About the second, and about that one.
  { actor: cai, verb: { id: 'http://adlnet.gov/expapi/verbs/mentioned' }, object: ref('b') },
  { actor: cai, verb: { id: 'http://adlnet.gov/expapi/verbs/mentioned' }, object: ref('2') },
].map((statement, index) => ({ id: id('abcdef0123'[index]!), ...statement }) as unknown as JsonObject)

let programs: Awaited<ReturnType<typeof openPrograms>>
let ask: ReturnType<typeof xapi>
let keyId: string
beforeAll(async () => {
  programs = await openPrograms()
  const authorization = await programs.authorization('write', 'read-all')
  keyId = Buffer.from(authorization.slice(6), 'base64').toString().split(':')[0]!
  ask = xapi(programs.app, authorization)
  for (const body of statements) {
    programs.advance(1_000)
    expect((await ask({ method: 'POST', body })).status).toBe(200)
  }
})
afterAll(() => programs.close())

/** The letters of the statements that are found, in their order. */
async function found(query: Record<string, string>): Promise<string> {
  const answer = await ask({ query })
  expect(answer.status, answer.text).toBe(200)
  return answer
    .json()
    .statements.map((statement: { id: string }) => statement.id[0])
    .join('')
}
const agentOf = (agent: unknown) => ({ agent: JSON.stringify(agent) })

describe('a list of statements', () => {
  test.each<[string, Record<string, string>, string]>([
    ['of all, the newest first', {}, '3210fedcba'],
    ['in order of storing', { ascending: 'true' }, 'abcdef0123'],
    ['no more than asked for', { limit: '3' }, '321'],
    ['as many as an answer holds, for limit 0', { limit: '0' }, '3210fedcba'],
    ['of a verb', { verb: asked }, '1eca'],
    ['of a verb, and those about them', { verb: answered }, '320fdb'],
    ['of a verb that nobody used', { verb: 'https://lms.example/none' }, ''],
    ['of an activity', { activity: page }, 'da'],
    ['of an activity, wherever it stands', { activity: page, related_activities: 'true' }, '1da'],
    ['of a course, wherever it stands', { activity: course, related_activities: 'true' }, '0fed'],
    ['of a registration, and those about them', { registration }, '32b'],
    ['of a registration in upper case', { registration: registration.toUpperCase() }, '32b'],
    ['of an agent by mail address: as actor, as object, as member', agentOf(ann), 'eca'],
    ['of an agent by mail address, whatever its case', agentOf({ mbox: 'mailto:ANN@example.org' }), 'eca'],
    ['of an agent, whatever it is called', agentOf({ ...ann, name: 'Somebody', objectType: 'Agent' }), 'eca'],
    ['of an agent by hash, and those about them', agentOf(ben), '32b'],
    ['of an agent by OpenID', agentOf(cai), '32fc'],
    ['of an agent by account', agentOf(dee), '10ed'],
    ['of an account of another site', agentOf({ account: { ...dee.account, homePage: 'https://other.example' } }), ''],
    ['of a group', agentOf(team), 'e'],
    ['of an agent, wherever it stands', { ...agentOf(ben), related_agents: 'true' }, '320b'],
    ['of a group, wherever it stands', { ...agentOf(team), related_agents: 'true' }, '0e'],
    ['of an agent in a statement within', { ...agentOf(cai), related_agents: 'true' }, '321fc'],
    ['of an agent and a verb', { ...agentOf(dee), verb: answered }, '0d'],
    ['of an agent, a verb and an activity', { ...agentOf(dee), verb: answered, activity: course }, '0'],
    ['after a moment', { since: '2026-05-04T12:00:08Z' }, '32'],
    ['after a moment, in another zone', { since: '2026-05-04T14:00:08+02:00' }, '32'],
    ['until a moment, which belongs to it', { until: '2026-05-04T12:00:02Z' }, 'ba'],
    ['between two moments', { since: '2026-05-04T12:00:02Z', until: '2026-05-04T12:00:05Z' }, 'edc'],
    ['between two moments, of a verb', { since: '2026-05-04T12:00:02Z', verb: asked }, '1ec'],
    ['about others, of a moment when those were not', { since: '2026-05-04T12:00:08Z', verb: answered }, '32'],
    ['in order of storing, no more than asked for', { ascending: 'true', limit: '2' }, 'ab'],
  ])('%s', async (_what, query, letters) => {
    expect(await found(query)).toBe(letters)
  })

  test('of the key that sent them, as a related agent', async () => {
    const authority = { account: { homePage: 'http://panorama.test/panorama', name: keyId } }
    expect(await found({ ...agentOf(authority), related_agents: 'true' })).toBe('3210fedcba')
    expect(await found(agentOf(authority))).toBe('')
  })

  test.each([
    ['all', {}],
    ['in order of storing', { ascending: 'true' }],
    ['of an agent, and those about them', agentOf(cai)],
    ['after a moment', { since: '2026-05-04T12:00:03Z' }],
  ])('goes on where its page ends: %s', async (_what, query: Record<string, string>) => {
    const whole = await found(query)
    let seen = ''
    let answer = await ask({ query: { ...query, limit: '2' } })
    for (;;) {
      const { statements: some, more } = answer.json()
      expect(some.length).toBeLessThanOrEqual(2)
      seen += some.map((statement: { id: string }) => statement.id[0]).join('')
      if (more === '') break
      // From the root of the server, as the standard has it.
      expect(more).toMatch(/^\/panorama\/xAPI\/statements\?more=/)
      answer = await ask({ query: { more: new URLSearchParams(more.split('?')[1]).get('more')! } })
    }
    expect(seen).toBe(whole)
  })

  test.each<[string, Record<string, string>]>([
    ['an unknown parameter', { foo: 'bar' }],
    ['a parameter in another case', { Verb: asked }],
    ['both ids', { statementId: id('a'), voidedStatementId: id('a') }],
    ['an id and a filter', { statementId: id('a'), verb: asked }],
    ['an id and a limit', { statementId: id('a'), limit: '1' }],
    ['the id of a voided one and a filter', { voidedStatementId: id('a'), since: '2026-05-04T12:00:00Z' }],
    ['an id that is none', { statementId: 'a' }],
    ['an id of a voided one that is none', { voidedStatementId: 'a' }],
    ['an agent that is no JSON', { agent: 'ann' }],
    ['an agent without identifier', agentOf({ name: 'Ann' })],
    ['a group without identifier', agentOf({ objectType: 'Group', member: [ann] })],
    ['a verb that is no IRI', { verb: 'asked' }],
    ['an activity that is nothing', { activity: '' }],
    ['a registration that is no UUID', { registration: 'x' }],
    ['a moment that is none', { since: 'yesterday' }],
    ['a moment that is none, as the end', { until: '2026-02-30T00:00:00Z' }],
    ['a limit below zero', { limit: '-1' }],
    ['a limit that is no number', { limit: 'all' }],
    ['a direction that is none', { ascending: 'up' }],
    ['a flag that is none', { related_agents: '1' }],
    ['a format that is none', { format: 'short' }],
    ['data of attachments, which we do not keep', { attachments: 'true' }],
    ['a link that is not ours', { more: 'x' }],
    ['a link and a parameter', { more: 'x', limit: '1' }],
  ])('is refused for %s', async (_what, query) => {
    const answer = await ask({ query })
    expect(answer.status).toBe(400)
    expect(answer.json().error.code).toBe('invalid_request')
  })

  test('is refused for a parameter that is there twice', async () => {
    const answer = await ask({ path: `statements?limit=1&limit=2` })
    expect(answer.status).toBe(400)
  })
})

describe('formats', () => {
  const canonical = async (language: string) =>
    (
      await ask({ query: { statementId: id('a'), format: 'canonical' }, headers: { 'accept-language': language } })
    ).json()

  test('exact is the default, with every language', async () => {
    const plain = (await ask({ query: { statementId: id('a') } })).json()
    expect(plain.verb.display).toEqual({ en: 'asked', es: 'preguntó' })
    expect((await ask({ query: { statementId: id('a'), format: 'exact' } })).json()).toEqual(plain)
  })

  test.each([
    ['es', { es: 'preguntó' }],
    ['es-MX, en;q=0.5', { es: 'preguntó' }],
    ['fr, en-GB;q=0.8', { en: 'asked' }],
    ['es;q=0.1, en', { en: 'asked' }],
    ['fr', { en: 'asked' }],
    ['', { en: 'asked' }],
  ])('canonical has the one language that fits Accept-Language %s', async (language, display) => {
    expect((await canonical(language)).verb.display).toEqual(display)
  })

  test('ids has no more than what identifies', async () => {
    await ask({ method: 'POST', body: wholeStatement })
    const query = { statementId: String(wholeStatement.id), format: 'ids' }
    const { actor, verb, object, context, result } = (await ask({ query })).json()
    expect(actor).toEqual({ objectType: 'Group', mbox: 'mailto:team@example.org' })
    expect(verb).toEqual({ id: answered })
    expect(object).toEqual({ objectType: 'Activity', id: 'https://lms.example/xblock/p1' })
    expect(context.contextActivities.parent).toEqual([{ id: course }])
    expect(context.team).toEqual({ objectType: 'Group', member: [{ mbox: 'mailto:ben@example.org' }] })
    expect(result).toEqual(wholeStatement.result)
  })
})

describe('a statement by its id', () => {
  test('says when it was stored, in Last-Modified', async () => {
    const answer = await ask({ query: { statementId: id('a') } })
    expect(answer.headers['last-modified']).toBe('Mon, 04 May 2026 12:00:01 GMT')
    expect(answer.json().stored).toBe('2026-05-04T12:00:01.000000Z')
  })

  test('is not found where there is none, and as voided where it is not', async () => {
    expect((await ask({ query: { statementId: '99999999-0000-4000-8000-000000000000' } })).status).toBe(404)
    expect((await ask({ query: { voidedStatementId: id('a') } })).status).toBe(404)
  })

  test('is found in upper case', async () => {
    expect((await ask({ query: { statementId: id('a').toUpperCase() } })).json()).toMatchObject({ id: id('a') })
  })
})
