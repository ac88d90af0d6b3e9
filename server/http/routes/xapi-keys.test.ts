import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CredentialScope } from '../../contract/credential.ts'
import { shortStatement } from '../../lrs/testing/whole-statement.ts'
import { openPrograms, xapi } from '../testing/programs.ts'

let programs: Awaited<ReturnType<typeof openPrograms>>
beforeAll(async () => {
  programs = await openPrograms()
})
afterAll(() => programs.close())
beforeEach(() => programs.forgetAll())

const asking = async (...scopes: CredentialScope[]) => xapi(programs.app, await programs.authorization(...scopes))

test.each<[string, CredentialScope[], { read: number; write: number }]>([
  ['write', ['write'], { read: 403, write: 200 }],
  ['read-mine', ['read-mine'], { read: 200, write: 403 }],
  ['read-all', ['read-all'], { read: 200, write: 403 }],
  ['retire', ['retire'], { read: 403, write: 403 }],
  ['write and read-mine', ['write', 'read-mine'], { read: 200, write: 200 }],
])('a key with the scope %s may do that and no more', async (_words, scopes, { read, write }) => {
  const ask = await asking(...scopes)
  expect((await ask({})).status).toBe(read)
  expect((await ask({ method: 'POST', body: shortStatement })).status).toBe(write)
  const put = await ask({ method: 'PUT', query: { statementId: randomUUID() }, body: shortStatement })
  expect(put.status).toBe(write === 200 ? 204 : write)
  if (read === 403) expect((await ask({})).json().error.advice).toBe('It needs the scope read-all or read-mine.')
})

test('a key that reads its own statements finds no others, whatever it asks for', async () => {
  const mine = await asking('write', 'read-mine')
  const others = await asking('write', 'read-all')
  const [own] = (await mine({ method: 'POST', body: shortStatement })).json()
  const [other] = (await others({ method: 'POST', body: shortStatement })).json()
  const about = { ...shortStatement, object: { objectType: 'StatementRef', id: own } }
  const [reference] = (await others({ method: 'POST', body: about })).json()
  const [agent, verb] = [JSON.stringify(shortStatement.actor), (shortStatement.verb as { id: string }).id]
  const idsOf = async (ask: typeof mine, query: Record<string, string>) =>
    (await ask({ query })).json().statements.map(({ id }: { id: string }) => id)
  for (const query of [{}, { agent }, { verb }, { agent, related_agents: 'true' }]) {
    expect(await idsOf(mine, query)).toEqual([own])
    expect(await idsOf(others, query)).toEqual([reference, other, own])
  }
  expect((await mine({ query: { statementId: other } })).status).toBe(404)
  await others({
    method: 'POST',
    body: {
      ...shortStatement,
      verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
      object: { objectType: 'StatementRef', id: other },
    },
  })
  expect((await mine({ query: { voidedStatementId: other } })).status).toBe(404)
  expect((await others({ query: { voidedStatementId: other } })).status).toBe(200)
})

test('a link to the next page opens no more than the key that follows it', async () => {
  const all = await asking('write', 'read-all')
  const mine = await asking('write', 'read-mine')
  for (const ask of [mine, all, all]) await ask({ method: 'POST', body: shortStatement })
  const { more } = (await all({ query: { limit: '1' } })).json()
  const next = new URLSearchParams(more.split('?')[1]).get('more')!
  expect((await all({ query: { more: next } })).json().statements).toHaveLength(1)
  const followed = (await mine({ query: { more: next } })).json().statements
  expect(followed).toHaveLength(1)
  expect(followed[0].authority.account.name).not.toBe('')
  expect((await (await asking('write'))({ query: { more: next } })).status).toBe(403)
})

test('a key that is revoked is out with the next request, and its use is noted', async () => {
  const ask = await asking('write', 'read-mine')
  expect((await ask({})).status).toBe(200)
  const [credential] = await programs.keys.list()
  expect(credential!.lastUsedAt).toBe('2026-05-04T12:00:00.000Z')
  await programs.keys.revoke(credential!.id, 'ada')
  for (const call of [{}, { method: 'POST', body: shortStatement } as const]) {
    const answer = await ask(call)
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toMatch(/^Basic /)
  }
})

test('whoever guesses keys is held up after a few, and a right key from the same address is not', async () => {
  const key = await asking('read-all')
  const guess = xapi(programs.app, 'Basic eDp5')
  const statuses: number[] = []
  for (let time = 0; time < 70; time += 1) statuses.push((await guess({})).status)
  expect(new Set(statuses)).toEqual(new Set([401, 429]))
  const held = await guess({})
  expect(held.status).toBe(429)
  expect(held.headers['retry-after']).toBeDefined()
  expect((await key({})).status).toBe(200)
})
