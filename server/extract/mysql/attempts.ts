import { setTimeout } from 'node:timers/promises'
import { isPassing } from './failures.ts'

/** Milliseconds before each further attempt: a server that restarts is back within the last one. */
const pauses = [1_000, 5_000, 25_000]

/**
 * Does work again from its beginning when the connection breaks, or the server has no room for it.
 * @param work is told how many attempts came before
 * @throws the last failure
 */
export async function withAttempts<T>(work: (earlier: number) => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let earlier = 0; ; earlier++) {
    try {
      return await work(earlier)
    } catch (failure) {
      signal?.throwIfAborted()
      const pause = pauses[earlier]
      if (pause === undefined || !isPassing(failure)) throw failure
      await setTimeout(pause, undefined, { ...(signal && { signal }) })
    }
  }
}
