import { afterAll, beforeAll, expect, test } from 'vitest'
import { as } from '../testing/people.ts'
import { openPrograms } from '../testing/programs.ts'

let programs: Awaited<ReturnType<typeof openPrograms>>
beforeAll(async () => {
  programs = await openPrograms()
})
afterAll(() => programs.close())

const post = (authorization: string | undefined, body: unknown) =>
  programs.app.inject({
    method: 'POST',
    url: '/panorama/api/retirements',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    payload: JSON.stringify(body),
  })

test('a step of the LMS’s pipeline retires a person, as often as it asks', async () => {
  const writer = await programs.authorization('write')
  const statement = {
    actor: { mbox: 'mailto:ann@mail.example' },
    verb: { id: 'https://w3id.org/xapi/video/verbs/played' },
    object: { id: 'https://lms.example/video' },
    timestamp: '2026-05-04T10:00:00Z',
  }
  const send = () =>
    programs.app.inject({
      method: 'POST',
      url: '/panorama/xAPI/statements',
      headers: { authorization: writer, 'content-type': 'application/json', 'x-experience-api-version': '1.0.3' },
      payload: JSON.stringify(statement),
    })
  expect((await send()).statusCode).toBe(200)

  const pipeline = await programs.authorization('retire')
  const person = { username: 'ann', userId: 7, email: 'ann@mail.example' }
  const first = await post(pipeline, person)
  expect(first.statusCode).toBe(200)
  expect(first.json()).toMatchObject({ how: 'erased', requestedBy: 'key retire', verification: { rowsLeft: 0 } })
  expect(first.json().tables).toContainEqual({
    table: programs.tables.rawStatements,
    found: 1,
    erased: 1,
    pseudonymised: 0,
  })
  expect((await send()).statusCode).toBe(200)
  const second = await post(pipeline, person)
  expect(second.statusCode).toBe(200)
  expect(second.json().tables.every(({ found }: { found: number }) => found === 0)).toBe(true)
  expect(await programs.rows(`SELECT * FROM ${programs.tables.rawStatements}`)).toEqual([])

  const listed = await programs.app.inject({ url: '/panorama/api/retirements', headers: as('admin') })
  expect(listed.json().retirements).toEqual([second.json(), first.json()])
})

test.each([
  ['nobody', {}],
  ['a user id that is none', { userId: -1 }],
  ['a list', []],
  ['an address that is none', { email: 'ann' }],
])('what names %s is refused, without repeating it', async (_what, body) => {
  const answer = await post(await programs.authorization('retire'), body)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().error).toMatchObject({ code: 'invalid_request', advice: expect.stringContaining('username') })
  expect(answer.body).not.toContain('"ann"')
})

test('no other key may', async () => {
  expect((await post(undefined, { username: 'ann' })).statusCode).toBe(401)
  const other = await programs.authorization('write', 'read-all')
  expect((await post(other, { username: 'ann' })).statusCode).toBe(403)
})
