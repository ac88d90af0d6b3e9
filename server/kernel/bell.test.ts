import { expect, test } from 'vitest'
import { createBell } from './bell.ts'

const forEver = 2_000_000_000
const nobody = new AbortController().signal

test('a sleeper wakes when its time is up, when somebody rings, and when it is told to end', async () => {
  const bell = createBell()
  await bell.sleep(1, nobody)
  const rung = bell.sleep(forEver, nobody)
  bell.ring()
  await rung
  const ending = new AbortController()
  const ended = bell.sleep(forEver, ending.signal)
  ending.abort()
  await ended
  await bell.sleep(forEver, ending.signal)
})

test('a ring while it is awake ends its next sleep at once, and only that', async () => {
  const bell = createBell()
  bell.ring()
  bell.ring()
  await bell.sleep(forEver, nobody)
  const woken = bell.sleep(forEver, nobody).then(() => 'woken')
  expect(await Promise.race([woken, new Promise((resolve) => setTimeout(resolve, 20, 'asleep'))])).toBe('asleep')
  bell.ring()
  expect(await woken).toBe('woken')
})
