import { describe, expect, test } from 'vitest'
import { anywhere, either, exact } from './lookup.ts'

describe('a value by its exact path', () => {
  test('is absent when a step is missing or no object, and when it is null or empty', () => {
    expect(exact({ data: { id: 'v1' } }, 'data', 'id')).toBe('v1')
    expect(exact({ data: 'text' }, 'data', 'id')).toBeUndefined()
    expect(exact({}, 'data', 'id')).toBeUndefined()
    for (const empty of [null, '', [], {}]) expect(exact({ data: { id: empty } }, 'data', 'id')).toBeUndefined()
  })

  test('is present when it is 0 or false', () => {
    expect(exact({ data: { id: 0 } }, 'data', 'id')).toBe(0)
    expect(exact({ data: { id: false } }, 'data', 'id')).toBe(false)
  })

  test('is not found on what every object inherits', () => {
    expect(exact({}, 'constructor')).toBeUndefined()
    expect(anywhere({ data: {} }, 'toString')).toBeUndefined()
  })
})

describe('a value anywhere', () => {
  test('is the first in the order of writing, depth first', () => {
    expect(anywhere({ a: { b: { user_id: 1 } }, c: { user_id: 2 } }, 'user_id')).toBe(1)
  })

  test('is absent when the top level says null, but a null further in does not end the search', () => {
    expect(anywhere({ user_id: null, context: { user_id: 7 } }, 'user_id')).toBeUndefined()
    expect(anywhere({ context: { user_id: null }, event: { user_id: 7 } }, 'user_id')).toBe(7)
  })

  test('is absent when an empty text is met first, and lists are not entered', () => {
    expect(anywhere({ context: { user_id: '' }, event: { user_id: 7 } }, 'user_id')).toBeUndefined()
    expect(anywhere({ list: [{ user_id: 7 }] }, 'user_id')).toBeUndefined()
  })
})

test('"or" gives way at 0, false and emptiness, as in Python', () => {
  expect(either(0, 5)).toBe(5)
  expect(either(false, 'x')).toBe('x')
  expect(either('', undefined)).toBeUndefined()
  expect(either('a', 'b')).toBe('a')
})
