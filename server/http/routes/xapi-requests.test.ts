import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failureSchema } from '../../contract/failure.ts'
import { shortStatement } from '../../lrs/testing/whole-statement.ts'
import { openPrograms, type XapiCall, xapi } from '../testing/programs.ts'

let programs: Awaited<ReturnType<typeof openPrograms>>
let authorization: string
let ask: ReturnType<typeof xapi>
beforeAll(async () => {
  programs = await openPrograms()
  authorization = await programs.authorization('write', 'read-all')
  ask = xapi(programs.app, authorization)
})
afterAll(() => programs.close())

describe('about', () => {
  test('says which versions are spoken, to anybody and without a version', async () => {
    const answer = await xapi(
      programs.app,
      '',
    )({ path: 'about', headers: { authorization: undefined, 'x-experience-api-version': undefined } })
    expect(answer.status).toBe(200)
    expect(answer.json()).toEqual({ version: ['1.0.0', '1.0.1', '1.0.2', '1.0.3'] })
  })
})

describe('the header X-Experience-API-Version', () => {
  test.each(['1.0', '1.0.0', '1.0.1', '1.0.2', '1.0.3', '1.0.9'])('may be %s', async (version) => {
    expect((await ask({ headers: { 'x-experience-api-version': version } })).status).toBe(200)
  })

  test.each([undefined, '', '0.9', '0.95', '1', '1.1', '1.1.0', '2.0.0', 'x', '1.0.x'])(
    'must not be %s',
    async (version) => {
      const calls: XapiCall[] = [
        {},
        { method: 'POST', body: shortStatement },
        { method: 'PUT', query: { statementId: randomUUID() }, body: shortStatement },
      ]
      for (const call of calls) {
        const answer = await ask({ ...call, headers: { 'x-experience-api-version': version } })
        expect(answer.status).toBe(400)
        expect(answer.json().error.message).toContain('X-Experience-API-Version')
      }
    },
  )

  test.each<[string, XapiCall, number]>([
    ['a list', {}, 200],
    ['about', { path: 'about' }, 200],
    ['what is stored', { method: 'POST', body: shortStatement }, 200],
    ['what is malformed', { method: 'POST', body: {} }, 400],
    ['what is not found', { query: { statementId: randomUUID() } }, 404],
    ['what is not there', { path: 'nothing' }, 404],
    ['what is not kept', { path: 'activities/state' }, 501],
    ['an unknown key', { headers: { authorization: 'Basic eDp5' } }, 401],
  ])('is in the answer to %s', async (_what, call, status) => {
    const answer = await ask(call)
    expect(answer.status).toBe(status)
    expect(answer.headers['x-experience-api-version']).toBe('1.0.3')
  })
})

test('the header X-Experience-API-Consistent-Through tells up to when all can be read', async () => {
  const answer = await ask({})
  expect(answer.headers['x-experience-api-consistent-through']).toBe('2026-05-04T12:00:00.000Z')
})

test('HEAD answers as GET does, without a body', async () => {
  const answer = await ask({ method: 'HEAD' })
  expect(answer).toMatchObject({ status: 200, text: '' })
  expect(answer.headers['content-type']).toMatch('application/json')
  expect((await ask({ method: 'HEAD', query: { foo: '1' } })).status).toBe(400)
})

test('the LRS is also at the root of the server, where tools look for it', async () => {
  const answer = await programs.app.inject({
    url: '/xAPI/statements',
    headers: { authorization, 'x-experience-api-version': '1.0.3' },
  })
  expect(answer.statusCode).toBe(200)
})

describe('a body', () => {
  const json = JSON.stringify(shortStatement)

  test.each(['application/json', 'application/json; charset=UTF-8', 'Application/JSON;charset=utf-8'])(
    'may be %s',
    async (type) => {
      expect((await ask({ method: 'POST', body: json, headers: { 'content-type': type } })).status).toBe(200)
    },
  )

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'must not be %s',
    async (type) => {
      const answer = await ask({ method: 'POST', body: json, headers: { 'content-type': type || undefined } })
      expect(answer.status).toBe(400)
      expect(answer.json().error.message).toContain('application/json')
    },
  )

  test('in several parts is refused, and why is said', async () => {
    const body = `--x\r\nContent-Type: application/json\r\n\r\n${json}\r\n--x--`
    const answer = await ask({ method: 'POST', body, headers: { 'content-type': 'multipart/mixed; boundary=x' } })
    expect(answer.status).toBe(400)
    expect(answer.json().error).toMatchObject({
      message: expect.stringContaining('attachments'),
      advice: expect.stringContaining('fileUrl'),
    })
  })

  test('may be packed', async () => {
    const answer = await programs.app.inject({
      method: 'POST',
      url: '/panorama/xAPI/statements',
      headers: {
        authorization,
        'x-experience-api-version': '1.0.3',
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      payload: gzipSync(json),
    })
    expect(answer.statusCode).toBe(200)
  })

  test('larger than 10 MB is refused, and how large it may be is said', async () => {
    const answer = await ask({ method: 'POST', body: `[${'1,'.repeat(5_000_000)}1]` })
    expect(answer.status).toBe(413)
    expect(answer.json().error.message).toContain('10 MB')
  })
})

test.each(['DELETE', 'PATCH'] as const)('%s is no way to ask for statements', async (method) => {
  const answer = await ask({ method })
  expect([404, 405]).toContain(answer.status)
  failureSchema.parse(answer.json())
})

test.each(['activities', 'activities/state', 'activities/profile', 'agents', 'agents/profile'])(
  '%s is not kept here, which is said',
  async (path) => {
    for (const method of ['GET', 'PUT', 'POST', 'DELETE'] as const) {
      const answer = await ask({ method, path, ...(method !== 'GET' && { body: {} }) })
      expect(answer.status).toBe(501)
      expect(answer.json().error.code).toBe('not_implemented')
    }
  },
)

test('POST takes no parameters', async () => {
  expect((await ask({ method: 'POST', query: { statementId: randomUUID() }, body: shortStatement })).status).toBe(400)
})

describe('the alternate syntax, for browsers of old', () => {
  /** Everything in a form, nothing in headers. */
  const form = (method: string, fields: Record<string, string>, query: Record<string, string> = {}) =>
    ask({
      method: 'POST',
      query: { method, ...query },
      headers: {
        authorization: undefined,
        'x-experience-api-version': undefined,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        'X-Experience-API-Version': '1.0.3',
        Authorization: authorization,
        ...fields,
      }).toString(),
    })

  test('PUT, GET and POST do what they do in the other', async () => {
    const statementId = randomUUID()
    const content = JSON.stringify(shortStatement)
    expect((await form('PUT', { statementId, content, 'Content-Type': 'application/json' })).status).toBe(204)
    expect((await form('GET', { statementId })).json()).toMatchObject({ id: statementId, ...shortStatement })
    const posted = await form('POST', { content })
    expect(posted.status).toBe(200)
    expect((await form('GET', { statementId: posted.json()[0] })).status).toBe(200)
    const { statements, more } = (await form('GET', { limit: '1' })).json()
    expect(statements).toHaveLength(1)
    expect(more).toMatch(/^\/panorama\/xAPI\/statements\?more=/)
  })

  test('takes the key and the version from headers as well', async () => {
    const answer = await ask({
      method: 'POST',
      query: { method: 'GET' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'limit=1',
    })
    expect(answer.status).toBe(200)
  })

  test.each<[string, () => ReturnType<typeof form>, number]>([
    ['another parameter in the query', () => form('GET', {}, { limit: '1' }), 400],
    ['a method that is none', () => form('BREW', {}), 400],
    ['DELETE', () => form('DELETE', {}), 400],
    ['no version', () => form('GET', { 'X-Experience-API-Version': '' }), 400],
    ['a wrong key', () => form('GET', { Authorization: 'Basic eDp5' }), 401],
    ['a parameter that is unknown', () => form('GET', { foo: '1' }), 400],
    ['a statement that is malformed', () => form('POST', { content: '{}' }), 400],
    ['no statement', () => form('POST', {}), 400],
  ])('is refused with %s', async (_what, asked, status) => {
    expect((await asked()).status).toBe(status)
  })

  test('is refused without a key, and with more than a form holds', async () => {
    const answer = await ask({
      method: 'POST',
      query: { method: 'GET' },
      headers: { authorization: undefined, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'limit=1',
    })
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toMatch(/^Basic /)
    expect((await form('POST', { content: ' '.repeat(1_000_001) })).status).toBe(413)
  })
})
