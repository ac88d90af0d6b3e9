import fc from 'fast-check'
import type { FastifyInstance, HTTPMethods } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failureSchema } from '../contract/failure.ts'
import { effort } from '../testing/effort.ts'
import { openFakeApp } from './testing/fake-app.ts'

const requests = 10_000 * effort

let app: FastifyInstance
beforeAll(async () => {
  app = await openFakeApp()
})
afterAll(() => app.close())

const paths = [
  'site',
  'session',
  'courses',
  'dashboards',
  'dashboards/board',
  'dashboards/board/charts/problems',
  'dashboards/board/charts/problems/sql',
  'dashboards/board/charts/problems.csv',
  'settings/mode',
  'audit',
  'pipeline',
  'embeds',
  'embeds/studio',
  'access',
  'access/dashboards',
  'access/people/id',
  'access/lookup',
  'openapi.json',
]

/** Texts that have upset servers before, beside whatever fast-check thinks of. */
const nasty = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  fc.constantFrom("' OR 1=1 --", '../../etc/passwd', '%00', '%', '%ff', '\\', '{{7*7}}', '<script>', '𝒳'.repeat(90)),
  fc.constantFrom('__proto__', 'constructor', 'a'.repeat(400), '٣', '-1', '1e999', 'NaN', '\u202e', '[object Object]'),
)

const segment = fc.oneof(
  nasty.map(encoded),
  nasty.map((text) => text.replaceAll(/[\s#]/g, '')),
)

/** A path of the API with a segment put in, taken out or exchanged; now and then left as it is. */
const mutatedPath = fc
  .tuple(
    fc.constantFrom(...paths),
    fc.nat(6),
    fc.constantFrom('keep', 'insert', 'replace', 'remove', 'append'),
    segment,
  )
  .map(([path, at, how, piece]) => {
    const parts = path.split('/')
    const index = at % parts.length
    if (how === 'insert') parts.splice(index, 0, piece)
    if (how === 'replace') parts.splice(index, 1, piece)
    if (how === 'remove') parts.splice(index, 1)
    return `/panorama/api/${parts.join('/')}${how === 'append' ? piece : ''}`
  })

const queryKey = fc.oneof(
  fc.constantFrom('course', 'period', 'from', 'to', 'tz', 'video', 'before', 'limit'),
  nasty.map(encoded),
)
const query = fc.array(fc.tuple(queryKey, segment), { maxLength: 14 }).map((pairs) => {
  const text = pairs.map(([key, value]) => `${key}=${value}`).join('&')
  return text === '' ? '' : `?${text}`
})

/** Node itself refuses other characters in a header before they are sent. */
const headerText = nasty.map((text) => text.replaceAll(/[^\x20-\x7e]/g, '~'))
const headers = fc.record(
  {
    authorization: fc.oneof(fc.constantFrom('JWT learner', 'JWT teacher', 'JWT admin', 'JWT', 'Bearer x'), headerText),
    cookie: fc.oneof(fc.constantFrom('header-payload=admin; signature=s', 'header-payload=admin', ';;;='), headerText),
    'content-type': fc.oneof(
      fc.constantFrom('application/json', 'text/plain', 'application/json; charset=x'),
      headerText,
    ),
    'content-encoding': fc.constantFrom('gzip', 'br', 'identity', 'x'),
    accept: fc.oneof(fc.constantFrom('text/html', '*/*'), headerText),
    'accept-language': headerText,
    'accept-encoding': fc.constantFrom('gzip', 'br;q=2', '*', 'x;q=', 'identity;q=0, *;q=0'),
    origin: fc.oneof(fc.constantFrom('http://panorama.test', 'null', 'http://'), headerText),
    host: fc.oneof(fc.constantFrom('panorama.test', 'panorama.test:99999', '[::1', ''), headerText),
    'x-panorama': fc.constantFrom('1', '0'),
    'x-request-id': headerText,
    'x-forwarded-for': headerText,
    'x-forwarded-host': headerText,
    'x-forwarded-proto': headerText,
    'content-length': fc.constantFrom('-1', 'abc', '5'),
    range: headerText,
    'if-none-match': headerText,
  },
  { requiredKeys: [] },
)

const body = fc.option(
  fc.oneof(
    fc.json(),
    fc.constantFrom(
      '{"username":"a","role":"AUTHOR","arn":"arn:aws:quicksight:eu-west-1:123456789012:user/default/a"}',
      '{"name":"a","displayName":"a","provider":"native","providerId":"student","priority":1e400}',
      '{"id":"embed","area":"courses","course":"\\u0000"}',
    ),
    fc.constantFrom('{"mode":"FREE"}', '{"mode":["FREE"]}', '{"__proto__":{}}', '{', 'x'.repeat(70_000)),
    nasty,
  ),
  { nil: undefined },
)

const method = fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND')

test(`${requests} mutated requests: never a failure of ours, always the one shape`, { timeout: 300_000 }, async () => {
  const seen = new Set<number>()
  await fc.assert(
    fc.asyncProperty(method, mutatedPath, query, headers, body, async (verb, path, search, head, payload) => {
      const answer = await app.inject({
        method: verb as HTTPMethods as 'GET',
        url: path + search,
        headers: head,
        ...(payload !== undefined && { payload }),
      })
      seen.add(answer.statusCode)
      expect(answer.statusCode).toBeLessThan(500)
      if (answer.statusCode >= 400 && verb !== 'HEAD') {
        failureSchema.strict().parse(answer.json())
      }
    }),
    { numRuns: requests },
  )
  // The mutations reach all the way in, and are turned away at every door on the way.
  for (const status of [200, 400, 401, 403, 404]) expect(seen).toContain(status)
})

/** Half a surrogate pair cannot be encoded; the replacement character stands for it. */
function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString())
}
