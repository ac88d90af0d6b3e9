import { expect, test, vi } from 'vitest'
import { createAnswerCache, type SharedRows } from './answer-cache.ts'

const rows = (count: number): SharedRows => Array.from({ length: count }, (_, n) => ({ n }))
const answering = (count = 1) => vi.fn(async (_: AbortSignal) => rows(count))
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('the same question is worked on once, by all who ask meanwhile and later', async () => {
  const cache = createAnswerCache(100)
  const work = answering()
  const together = await Promise.all([cache('1', 'a', undefined, work), cache('1', 'a', undefined, work)])
  expect(together).toEqual([rows(1), rows(1)])
  await cache('1', 'a', undefined, work)
  expect(work).toHaveBeenCalledTimes(1)
  await cache('1', 'b', undefined, work)
  expect(work).toHaveBeenCalledTimes(2)
})

test('changed data is asked for again, and an answer that was begun before the change is not kept', async () => {
  const cache = createAnswerCache(100)
  let answerLate: (rows: SharedRows) => void = () => undefined
  const late = new Promise<SharedRows>((resolve) => {
    answerLate = resolve
  })
  const outdated = cache('1', 'a', undefined, () => late)
  const fresh = answering(2)
  expect(await cache('2', 'a', undefined, fresh)).toEqual(rows(2))
  answerLate(rows(1))
  expect(await outdated).toEqual(rows(1))
  expect(await cache('2', 'a', undefined, fresh)).toEqual(rows(2))
  expect(fresh).toHaveBeenCalledTimes(1)
})

test('a failure is told to all who wait and asked for again', async () => {
  const cache = createAnswerCache(100)
  const failing = vi.fn(() => Promise.reject(new Error('broken')))
  const both = [cache('1', 'a', undefined, failing), cache('1', 'a', undefined, failing)]
  for (const each of both) await expect(each).rejects.toThrow('broken')
  expect(await cache('1', 'a', undefined, answering())).toEqual(rows(1))
})

test('who leaves stops waiting, and the work ends when the last one has left', async () => {
  const cache = createAnswerCache(100)
  let work: AbortSignal | undefined
  const endless = (signal: AbortSignal) => {
    work = signal
    return new Promise<SharedRows>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  }
  const [first, second] = [new AbortController(), new AbortController()]
  const waiting = [cache('1', 'a', first.signal, endless), cache('1', 'a', second.signal, endless)]
  first.abort(new Error('first left'))
  await expect(waiting[0]).rejects.toThrow('first left')
  expect(work?.aborted).toBe(false)
  second.abort(new Error('second left'))
  await expect(waiting[1]).rejects.toThrow('second left')
  expect(work?.aborted).toBe(true)
  expect(await cache('1', 'a', undefined, answering())).toEqual(rows(1))
})

test('it holds so many rows and lets go of what nobody asked for longest', async () => {
  const cache = createAnswerCache(30)
  const work = answering(9) // ten with the entry itself
  const ask = async (key: string) => {
    await cache('1', key, undefined, work)
    await settled()
  }
  for (const key of ['a', 'b', 'c', 'a', 'd']) await ask(key) // a, b and c fill it; d takes the place of b
  expect(work).toHaveBeenCalledTimes(4)
  for (const key of ['a', 'c', 'd']) await ask(key)
  expect(work).toHaveBeenCalledTimes(4)
  await ask('b')
  expect(work).toHaveBeenCalledTimes(5)
})

test('an answer larger than everything it may hold is given and forgotten', async () => {
  const cache = createAnswerCache(5)
  const work = answering(9)
  for (let time = 0; time < 2; time++) {
    expect(await cache('1', 'a', undefined, work)).toHaveLength(9)
    await settled()
  }
  expect(work).toHaveBeenCalledTimes(2)
})
