import type { Clock } from '../kernel/clock.ts'

export interface AnswerCacheRules<T> {
  readonly clock: Clock
  /** For how long an answer is as good as a new one. */
  readonly freshMs: (answer: T) => number
  /** For how long nobody asks again after there was no answer. */
  readonly retryMs: number
  readonly maxEntries: number
}

export interface KnownAnswer<T> {
  readonly answer: T
  /** False when the answer is past its time and no newer one could be had. */
  readonly isFresh: boolean
  readonly ageMs: number
}

interface Entry<T> {
  known: { answer: T; at: number } | null
  retryAt: number
  pending: Promise<void> | null
}

/**
 * Remembers what a slow and sometimes silent service said about a person: one question at a time for each, at most
 * `maxEntries` people, those asked for longest ago forgotten first.
 */
export class AnswerCache<T> {
  readonly #rules: AnswerCacheRules<T>
  readonly #entries = new Map<string, Entry<T>>()

  constructor(rules: AnswerCacheRules<T>) {
    this.#rules = rules
  }

  /**
   * The answer for `key`, from `ask` when there is no fresh one; null when none ever came.
   * @param ask rejects when there is no answer; that is not passed on
   */
  async get(key: string, ask: () => Promise<T>): Promise<KnownAnswer<T> | null> {
    const entry = this.#touch(key)
    if (!this.#isFresh(entry) && this.#now() >= entry.retryAt) {
      entry.pending ??= this.#refresh(entry, ask).finally(() => {
        entry.pending = null
      })
      await entry.pending
    }
    if (!entry.known) return null
    return { answer: entry.known.answer, isFresh: this.#isFresh(entry), ageMs: this.#now() - entry.known.at }
  }

  async #refresh(entry: Entry<T>, ask: () => Promise<T>): Promise<void> {
    try {
      entry.known = { answer: await ask(), at: this.#now() }
    } catch {
      entry.retryAt = this.#now() + this.#rules.retryMs
    }
  }

  #touch(key: string): Entry<T> {
    const entry = this.#entries.get(key) ?? { known: null, retryAt: 0, pending: null }
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    const oldest = this.#entries.keys().next().value
    if (this.#entries.size > this.#rules.maxEntries && oldest !== undefined) this.#entries.delete(oldest)
    return entry
  }

  #isFresh({ known }: Entry<T>): boolean {
    return known !== null && this.#now() - known.at < this.#rules.freshMs(known.answer)
  }

  #now(): number {
    return this.#rules.clock.now().getTime()
  }
}
