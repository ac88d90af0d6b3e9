import { beforeEach, expect, test, vi } from 'vitest'
import { AnswerCache } from './answer-cache.ts'

let now = 0
const clock = { now: () => new Date(now) }
const silent = () => Promise.reject(new Error('no answer'))

let cache: AnswerCache<string>

beforeEach(() => {
  now = 1_000_000
  cache = new AnswerCache<string>({ clock, freshMs: () => 100, retryMs: 10, maxEntries: 3 })
})

test('an answer is asked for once while it is fresh, and again afterwards', async () => {
  const ask = vi.fn().mockResolvedValueOnce('first').mockResolvedValueOnce('second')
  expect(await cache.get('amara', ask)).toEqual({ answer: 'first', isFresh: true, ageMs: 0 })
  now += 99
  expect(await cache.get('amara', ask)).toEqual({ answer: 'first', isFresh: true, ageMs: 99 })
  now += 1
  expect(await cache.get('amara', ask)).toEqual({ answer: 'second', isFresh: true, ageMs: 0 })
  expect(ask).toHaveBeenCalledTimes(2)
})

test('many who ask at once share one question', async () => {
  const ask = vi.fn(() => Promise.resolve('answer'))
  const answers = await Promise.all(Array.from({ length: 50 }, () => cache.get('amara', ask)))
  expect(new Set(answers.map((known) => known?.answer))).toEqual(new Set(['answer']))
  expect(ask).toHaveBeenCalledTimes(1)
})

test('nobody gets the answer of somebody else', async () => {
  const answers = await Promise.all(
    ['amara', 'mateo', 'amara'].map((name) => cache.get(name, () => Promise.resolve(name))),
  )
  expect(answers.map((known) => known?.answer)).toEqual(['amara', 'mateo', 'amara'])
})

test('an old answer stands in for one that does not come, and says how old it is', async () => {
  await cache.get('amara', () => Promise.resolve('known'))
  now += 500
  expect(await cache.get('amara', silent)).toEqual({ answer: 'known', isFresh: false, ageMs: 500 })
})

test('a service that was silent is left in peace for a while, then asked again', async () => {
  const ask = vi.fn(silent)
  expect(await cache.get('amara', ask)).toBeNull()
  now += 9
  expect(await cache.get('amara', ask)).toBeNull()
  expect(ask).toHaveBeenCalledTimes(1)
  now += 1
  expect(await cache.get('amara', () => Promise.resolve('back'))).toEqual({ answer: 'back', isFresh: true, ageMs: 0 })
})

test('a question that throws at once does not stop later ones', async () => {
  const throwing = () => {
    throw new Error('at once')
  }
  expect(await cache.get('amara', throwing)).toBeNull()
  now += 10
  expect(await cache.get('amara', () => Promise.resolve('back'))).toEqual({ answer: 'back', isFresh: true, ageMs: 0 })
})

test('only so many are remembered: who was asked for longest ago is forgotten', async () => {
  for (const name of ['a', 'b', 'c']) await cache.get(name, () => Promise.resolve(name))
  await cache.get('a', silent)
  await cache.get('d', () => Promise.resolve('d'))
  const remembered = await Promise.all(['a', 'c', 'd'].map((name) => cache.get(name, silent)))
  expect(remembered.map((known) => known?.answer)).toEqual(['a', 'c', 'd'])
  expect(await cache.get('b', silent)).toBeNull()
})
