import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureSchema } from '../contract/failure.ts'
import type { Json } from '../events/json.ts'
import { mutatedStatement } from '../lrs/testing/mutated-statement.ts'
import { effort } from '../testing/effort.ts'
import { linesCounted } from '../testing/importing.ts'
import { mutatedLine } from '../testing/mutated-line.ts'
import { openPrograms, type XapiCall, xapi } from './testing/programs.ts'

let programs: Awaited<ReturnType<typeof openPrograms>>
let authorization: string
let ask: ReturnType<typeof xapi>
beforeAll(async () => {
  programs = await openPrograms()
  authorization = await programs.authorization('write', 'read-all')
  ask = xapi(programs.app, authorization)
})
afterAll(() => programs.close())

const bodies = 8 * effort
const batches = 80 * effort
const queries = 300 * effort

const anyLine = fc.oneof({ weight: 4, arbitrary: mutatedLine }, fc.string({ unit: 'binary', maxLength: 80 }))
const wrapped = fc
  .tuple(anyLine, fc.constantFrom('message', 'log', 'event', 'other'))
  .map(([line, member]) => JSON.stringify({ [member]: line, date: 1.5 }))

test(`${bodies} bodies of mutated lines over HTTP: every line ends as one thing, and a repetition doubles nothing`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(anyLine, wrapped), { maxLength: 200, size: 'max' }),
      fc.boolean(),
      async (lines, isPacked) => {
        const text = lines.map((line) => `${line.replaceAll('\n', ' ')}\n`).join('')
        const send = async () => {
          const answer = await programs.app.inject({
            method: 'POST',
            url: '/panorama/api/ingest/tracking',
            headers: { authorization, 'content-type': 'text/plain', ...(isPacked && { 'content-encoding': 'gzip' }) },
            payload: isPacked ? gzipSync(text) : text,
          })
          expect(answer.statusCode, answer.body).toBe(200)
          return answer.json()
        }
        const report = await send()
        expect(report.read).toBe(lines.length)
        expect(linesCounted(report)).toBe(lines.length)
        expect(await send()).toEqual({ ...report, kept: 0, duplicates: report.kept + report.duplicates })
      },
    ),
    { numRuns: bodies },
  )
})

const batch = fc.oneof(mutatedStatement, fc.array(mutatedStatement, { maxLength: 8 }))

test(`${batches} batches of mutated statements: never a failure of ours; what is taken can be read, what is refused is kept aside`, async () => {
  const seen = new Set<number>()
  await fc.assert(
    fc.asyncProperty(batch, fc.constantFrom('POST', 'POST', 'PUT'), fc.uuid(), async (body, method, id) => {
      const call: XapiCall = { method, body, ...(method === 'PUT' && { query: { statementId: id } }) }
      const answer = await ask(call)
      seen.add(answer.status)
      expect(answer.status, answer.text).toBeLessThan(500)
      if (answer.status >= 400) failureSchema.parse(answer.json())
      if (answer.status !== 200) return
      // The same again is the same, if it has ids.
      const ids: string[] = answer.json()
      for (const given of ids) {
        const [there, voided] = await Promise.all([
          ask({ query: { statementId: given } }),
          ask({ query: { voidedStatementId: given } }),
        ])
        expect([there.status, voided.status].sort(), given).toEqual([200, 404])
      }
      if (isIdentified(body)) expect((await ask(call)).json()).toEqual(ids)
    }),
    { numRuns: batches },
  )
  for (const status of [200, 204, 400]) expect(seen).toContain(status)
  const [aside] = await programs.rows(
    `SELECT countIf(reason = 'statement refused') AS refused, countIf(reason = 'sent with a refused statement') AS others
      FROM panorama.quarantined_lines`,
  )
  expect(Number(aside!.refused)).toBeGreaterThan(0)
  expect(Number(aside!.others)).toBeGreaterThan(0)
})

function isIdentified(body: Json): boolean {
  const statements = Array.isArray(body) ? body : [body]
  return statements.every((each) => typeof each === 'object' && each !== null && 'id' in each && 'timestamp' in each)
}

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('true', 'false', '0', '1', '-1', '1e9', 'ids', 'exact', 'canonical', '2024-03-01T10:20:30Z', '%00'),
  fc.constantFrom(
    'http://adlnet.gov/expapi/verbs/answered',
    '12345678-1234-4234-8234-1234567890ab',
    "' OR 1=1 --",
    '\\',
  ),
  fc.constantFrom('{"mbox":"mailto:ann@example.org"}', '{"objectType":"Group"}', '[]', '{', 'null', 'WyIiLDEsMV0'),
  fc.jsonValue({ maxDepth: 2 }).map((each) => Buffer.from(JSON.stringify([each, 1, each])).toString('base64url')),
)
const name = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      ...['statementId', 'voidedStatementId', 'agent', 'verb', 'activity', 'registration', 'related_activities'],
      ...['related_agents', 'since', 'until', 'limit', 'ascending', 'format', 'attachments', 'more', 'method'],
    ),
  },
  fc.string({ unit: 'binary', maxLength: 10 }),
)
const asked = fc.array(fc.tuple(name, value), { maxLength: 4 })
/** Node itself refuses other characters in a header before they are sent. */
const header = value.map((text) => text.replaceAll(/[^\x20-\x7e]/g, '~'))

test(`${queries} mutated queries, in both syntaxes: never a failure of ours, always the one shape`, async () => {
  const seen = new Set<number>()
  await fc.assert(
    fc.asyncProperty(asked, fc.boolean(), header, async (pairs, isForm, language) => {
      const parameters = new URLSearchParams(pairs.map(([key, text]) => [key, text]))
      const answer = isForm
        ? await ask({
            method: 'POST',
            query: { method: 'GET' },
            headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': language },
            body: parameters.toString(),
          })
        : await ask({ path: `statements?${parameters}`, headers: { 'accept-language': language } })
      seen.add(answer.status)
      expect(answer.status, answer.text).toBeLessThan(500)
      if (answer.status >= 400) failureSchema.parse(answer.json())
    }),
    { numRuns: queries },
  )
  for (const status of [200, 400]) expect(seen).toContain(status)
})
