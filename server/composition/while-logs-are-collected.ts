import { setTimeout as sleep } from 'node:timers/promises'
import { describeFailure } from '../ingest/follow/tell.ts'
import { rulesOf } from '../modes/mode-table.ts'
import type { Modes } from '../modes/modes.ts'

/** Somebody who switches the mode does not wait longer for it to hold. */
const lookMs = 1_000

export interface WorkWithLogs {
  readonly modes: Pick<Modes, 'current'>
  /** Ends it when the work has ended. */
  readonly signal: AbortSignal
  /** Does the work until its signal aborts. */
  readonly work: (signal: AbortSignal) => Promise<unknown>
  /** Told when a mode is in force in which nothing is done. */
  readonly atRest: string
  /** Told, before the reason, when the work has failed; it is tried again. */
  readonly failed: string
  readonly tell: (text: string, isProblem: boolean) => void
}

/**
 * Works with event logs as long as the mode in force collects them, and again when one does: FREE and DEMO want nothing of them. A
 * failure is told, and tried again.
 */
export async function whileLogsAreCollected({ modes, signal: ending, work, atRest, failed, tell }: WorkWithLogs) {
  let isAllowed: boolean | undefined
  let said = ''

  /** Once for as long as nothing changes. */
  function say(text: string, isProblem = false): void {
    if (text === said) return
    said = text
    tell(text, isProblem)
  }

  /** What the mode in force says; what the one before said, while nobody can tell. */
  async function look(): Promise<void> {
    try {
      isAllowed = rulesOf((await modes.current()).mode).eventLogs
    } catch (cause) {
      say(`Whether the mode collects event logs cannot be read. ${describeFailure(cause)}`, true)
    }
  }

  async function workWhileAllowed(): Promise<void> {
    const pausing = new AbortController()
    const signal = AbortSignal.any([ending, pausing.signal])
    const working = work(signal)
    // Whoever waits for it is told of a failure.
    void working.catch(() => undefined).then(() => pausing.abort())
    while (!signal.aborted) {
      await sleep(lookMs, undefined, { signal }).catch(() => undefined)
      await look()
      if (!isAllowed) pausing.abort()
    }
    await working
  }

  while (!ending.aborted) {
    await look()
    try {
      if (isAllowed) {
        await workWhileAllowed()
        said = ''
        continue
      }
      if (isAllowed === false) say(atRest)
    } catch (cause) {
      say(`${failed} ${describeFailure(cause)}`, true)
    }
    await sleep(lookMs, undefined, { signal: ending }).catch(() => undefined)
  }
}
