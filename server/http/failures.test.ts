import { expect, test } from 'vitest'
import { conflict, misconfigured } from '../kernel/errors.ts'
import { failureAnswer } from './failures.ts'

const why = { code: 'name-taken', values: { name: 'grades' } }

test('which failure of its kind it is goes along, for screens that say it in another language', () => {
  expect(failureAnswer(conflict('There is one already.', { why }), 'r').body.error).toEqual({
    ...{ code: 'conflict', message: 'There is one already.', requestId: 'r', why },
  })
})

test('of what failed inside nothing goes along but general words', () => {
  const { body } = failureAnswer(misconfigured('The key is AKIA…', { why }), 'r')
  expect(JSON.stringify(body)).not.toMatch(/AKIA|grades/)
})
