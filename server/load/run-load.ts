import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import type { LoadTarget, Place } from './load-target.ts'

export interface LoadRun {
  readonly target: LoadTarget
  /** Lines after which to stop; Infinity for all there are. */
  readonly events: number
  /** Seconds after which to stop. */
  readonly seconds: number
  readonly signal?: AbortSignal
  /** Called now and then. */
  readonly onProgress?: (sent: Sent) => void
  /** Called every few seconds, when all lines so far have arrived. */
  readonly onSettled?: (done: number, place: Place) => Promise<void>
}

export interface Sent {
  readonly events: number
  readonly bytes: number
  readonly seconds: number
}

/** Lines handed over at once: enough to be worth a request, few enough that others have their turn. */
const portion = 2_000

const progressMs = 250
const settleMs = 5_000

/**
 * Hands lines to a target as fast as it takes them. Ends after all lines, so many lines or so many seconds, or when it is told
 * to; what was handed over has arrived then.
 * @param done lines of the source that a run before this one delivered
 */
export async function sendAll(lines: Iterable<string>, done: number, run: LoadRun): Promise<Sent> {
  const source = lines[Symbol.iterator]()
  const count = counterOf(run)
  for (let skipped = 0; skipped < done; skipped++) {
    if (source.next().done) break
    if (skipped % portion === 0) await setImmediate()
  }
  let settled = performance.now()
  while (!count.isOver()) {
    const next = takeFrom(source, Math.min(portion, run.events - done - count.events()))
    if (next.length === 0) break
    await count.write(next)
    if (run.onSettled && performance.now() - settled > settleMs) {
      await run.onSettled(done + count.events(), await run.target.settle())
      settled = performance.now()
    }
    // Making and writing lines can go on for long without waiting for anything; signals and timers need their turn.
    await setImmediate()
  }
  const place = await run.target.settle()
  await run.onSettled?.(done + count.events(), place)
  return count.sent()
}

/** Shorter, and timers would be what is measured. */
const tickMs = 10

/**
 * Hands over so many lines a second in real time. A line bears the moment at which it was due: where the target is slower than
 * that, lines arrive late, and none is left out.
 */
export async function sendAtRate(lineAt: (at: number) => string, rate: number, run: LoadRun): Promise<Sent> {
  const count = counterOf(run)
  const began = Date.now()
  const started = performance.now()
  while (!count.isOver()) {
    const wanted = Math.floor(((performance.now() - started) / 1000) * rate) + 1
    const next: string[] = []
    while (count.events() + next.length < Math.min(wanted, run.events) && next.length < portion) {
      next.push(lineAt(began * 1000 + Math.floor(((count.events() + next.length) / rate) * 1e6)))
    }
    if (next.length > 0) await count.write(next)
    if (count.events() >= wanted) await sleep(tickMs)
  }
  await run.target.settle()
  return count.sent()
}

function takeFrom(source: Iterator<string>, most: number): string[] {
  const lines: string[] = []
  while (lines.length < most) {
    const { done, value } = source.next()
    if (done) break
    lines.push(value)
  }
  return lines
}

/** Writes and counts; over when enough was written, time is up or somebody has ended it. */
function counterOf({ target, events: most, seconds: longest, signal, onProgress }: LoadRun) {
  const started = performance.now()
  let events = 0
  let bytes = 0
  let told = 0
  const sent = (): Sent => ({ events, bytes, seconds: (performance.now() - started) / 1000 })
  return {
    sent,
    events: () => events,
    isOver: () => events >= most || sent().seconds >= longest || signal?.aborted === true,
    async write(lines: readonly string[]) {
      await target.write(lines)
      events += lines.length
      for (const line of lines) bytes += line.length + 1
      if (performance.now() - told < progressMs) return
      told = performance.now()
      onProgress?.(sent())
    },
  }
}
