import type { Clock } from '../../kernel/clock.ts'

/** Half of the life of a QuickSight address, so that whoever is given one has time to use it. */
const spareMs = 150_000

interface Desk<T> {
  /** How many are being made. */
  making: number
  readonly waiting: { give(value: T): void; fail(cause: unknown): void }[]
  /** Made for somebody who had gone by then, and never given out. */
  readonly spare: { readonly value: T; readonly madeAt: number }[]
}

/** Things that can be used once, such as the addresses of embedded dashboards. */
export interface SingleUse<T> {
  /**
   * One for whoever asks, which nobody else is given. What was being made for somebody who left goes to the next who asks
   * for the same: two quick visits to a page cost one, two tabs cost two.
   * @param key everything that decides what is made
   * @param signal aborts when whoever asks has left
   * @throws as `make`, or the reason of the signal
   */
  take(key: string, make: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

export function createSingleUse<T>(clock: Clock): SingleUse<T> {
  const desks = new Map<string, Desk<T>>()

  function isFresh({ madeAt }: { readonly madeAt: number }): boolean {
    return clock.now().getTime() - madeAt < spareMs
  }

  function tidy(): void {
    for (const [key, desk] of desks) {
      desk.spare.splice(0, desk.spare.length, ...desk.spare.filter(isFresh))
      if (desk.making === 0 && desk.waiting.length === 0 && desk.spare.length === 0) desks.delete(key)
    }
  }

  /** @param person for whom it is begun; another may get it */
  async function makeOne(desk: Desk<T>, make: () => Promise<T>, person: Desk<T>['waiting'][number]): Promise<void> {
    const madeAt = clock.now().getTime()
    desk.making += 1
    try {
      const value = await make()
      const next = desk.waiting.shift()
      if (next === undefined) desk.spare.push({ value, madeAt })
      else next.give(value)
    } catch (cause) {
      leave(desk, person)
      person.fail(cause)
    } finally {
      desk.making -= 1
    }
    // Whoever came in the place of somebody who left has had no try of their own.
    const [first] = desk.waiting
    if (first !== undefined && desk.making < desk.waiting.length) void makeOne(desk, make, first)
  }

  function leave({ waiting }: Desk<T>, person: Desk<T>['waiting'][number]): void {
    const place = waiting.indexOf(person)
    if (place >= 0) waiting.splice(place, 1)
  }

  return {
    async take(key, make, signal) {
      signal?.throwIfAborted()
      tidy()
      const desk: Desk<T> = desks.get(key) ?? { making: 0, waiting: [], spare: [] }
      desks.set(key, desk)
      const spare = desk.spare.shift()
      if (spare !== undefined) return spare.value
      return new Promise<T>((give, fail) => {
        const person = { give, fail }
        desk.waiting.push(person)
        signal?.addEventListener(
          'abort',
          () => {
            leave(desk, person)
            fail(signal.reason)
          },
          { once: true },
        )
        if (desk.making < desk.waiting.length) void makeOne(desk, make, person)
      })
    },
  }
}
