import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSingleUse } from './single-use.ts'

let now = 0
const clock = { now: () => new Date(now) }

/** Makes 1, 2, 3 …, each when it is told to. */
function maker() {
  const pending: (() => void)[] = []
  let made = 0
  return {
    make: () =>
      new Promise<number>((resolve) => {
        pending.push(() => {
          made += 1
          resolve(made)
        })
      }),
    begun: () => pending.length + made,
    async finish() {
      pending.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

test('what was made for somebody who left is given to the next, and to one only', async () => {
  const desk = createSingleUse<number>(clock)
  const { make, begun, finish } = maker()
  const left = new AbortController()
  const gone = desk.take('a', make, left.signal)
  left.abort(new Error('left'))
  await expect(gone).rejects.toThrow('left')
  await finish()
  expect(await desk.take('a', make)).toBe(1)
  const next = desk.take('a', make)
  await finish()
  expect(await next).toBe(2)
  expect(begun()).toBe(2)
})

test('what lay unused for half its life is not given out', async () => {
  const desk = createSingleUse<number>(clock)
  const { make, finish } = maker()
  const left = new AbortController()
  desk.take('a', make, left.signal).catch(() => undefined)
  left.abort()
  await finish()
  now += 150_000
  const late = desk.take('a', make)
  await finish()
  expect(await late).toBe(2)
})

test('what fails, fails for who waits, and is tried anew by the next', async () => {
  const desk = createSingleUse<number>(clock)
  await expect(desk.take('a', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
  expect(await desk.take('a', () => Promise.resolve(7))).toBe(7)
})

test('what fails after the one had left for whom it was begun is tried anew for whoever came since', async () => {
  const desk = createSingleUse<number>(clock)
  const begun: { resolve(value: number): void; reject(cause: Error): void }[] = []
  const make = () => new Promise<number>((resolve, reject) => void begun.push({ resolve, reject }))
  const left = new AbortController()
  desk.take('a', make, left.signal).catch(() => undefined)
  left.abort()
  const next = desk.take('a', make)
  begun[0]!.reject(new Error('refused'))
  await expect.poll(() => begun.length).toBe(2)
  begun[1]!.resolve(7)
  expect(await next).toBe(7)
})

test('whoever had left before they asked has nothing made', async () => {
  const desk = createSingleUse<number>(clock)
  const { make, begun } = maker()
  await expect(desk.take('a', make, AbortSignal.abort())).rejects.toThrow()
  expect(begun()).toBe(0)
})

test('whoever comes, stays or leaves in whatever order: nothing is given twice, and who stays is given one', async () => {
  const action = fc.constantFrom('come', 'leave', 'finish' as const)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(action, fc.constantFrom('a', 'b')), { maxLength: 40 }), async (actions) => {
      const desk = createSingleUse<number>(clock)
      const { make, begun, finish } = maker()
      const people: { key: string; leave: AbortController; outcome: Promise<number | null> }[] = []
      for (const [what, key] of actions) {
        if (what === 'come') {
          const leave = new AbortController()
          people.push({ key, leave, outcome: desk.take(key, make, leave.signal).catch(() => null) })
        } else if (what === 'leave')
          people.find((person) => person.key === key && !person.leave.signal.aborted)?.leave.abort()
        else await finish()
      }
      for (let n = 0; n <= actions.length; n += 1) await finish()
      const outcomes = await Promise.all(people.map(({ outcome }) => outcome))
      const given = outcomes.filter((outcome) => outcome !== null)
      expect(new Set(given).size).toBe(given.length)
      people.forEach(({ leave }, index) => {
        if (!leave.signal.aborted) expect(outcomes[index]).not.toBeNull()
      })
      expect(begun()).toBeLessThanOrEqual(people.length)
    }),
  )
})
