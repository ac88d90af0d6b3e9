import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { unavailable } from './errors.ts'
import { createLogger } from './log.ts'
import { toldOfFailure } from './told-of-failure.ts'

const row = 'amara@example.org has 7 points'

test('what we say ourselves is told, with all causes of ours', () => {
  const failure = unavailable('It does not answer.', { cause: unavailable('The tool is silent.') })
  expect(toldOfFailure(failure)).toMatchObject({
    type: 'PanoramaError',
    code: 'unavailable',
    message: 'It does not answer.',
    cause: { message: 'The tool is silent.' },
  })
})

test.each([
  ['an engine that quotes a row', Object.assign(new Error(`Cannot parse '${row}'\n    at ${row}`), { code: '27' })],
  ['a parser that quotes what it read', parserFailure()],
  ['a text that was thrown', row],
  ['an error whose code is no code', Object.assign(new Error('x'), { code: row })],
])('what others say is not: %s', (_what, cause) => {
  for (const failure of [cause, unavailable('It does not answer.', { cause })]) {
    expect(JSON.stringify(toldOfFailure(failure))).not.toMatch(/amara|points/)
  }
})

test('of what others say the kind, the code and the place remain', () => {
  const told = toldOfFailure(Object.assign(new Error(row), { name: 'ClickHouseError', code: '241' }))
  expect(told).toMatchObject({ type: 'ClickHouseError', code: '241' })
  expect(told.stack).toContain('told-of-failure.test.ts')
})

test('a mistake in our own code says what it is', () => {
  expect(toldOfFailure(new TypeError('x is not a function')).message).toBe('x is not a function')
})

test('an error that is its own cause comes to an end', () => {
  const failure = new Error(row)
  failure.cause = failure
  expect(JSON.stringify(toldOfFailure(failure))).not.toContain('amara')
})

test('the log tells failures so, under each name that it knows them by', () => {
  const out = new PassThrough()
  const failure = unavailable('It does not answer.', { cause: new Error(row) })
  const log = createLogger('info', out)
  log.error({ err: failure, cause: failure.cause }, 'request failed')
  log.error(failure)
  log.error({ error: new Error(row) }, 'request failed')
  const lines = String(out.read())
  expect(lines).toContain('It does not answer.')
  expect(lines).not.toContain('amara')
})

function parserFailure(): unknown {
  try {
    return JSON.parse(`{"name": ${row}}`)
  } catch (error) {
    return error
  }
}
