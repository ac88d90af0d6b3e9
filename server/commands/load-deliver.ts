import { historyOf } from '../load/history.ts'
import { createLive, sittingsFor } from '../load/live.ts'
import type { LoadTarget } from '../load/load-target.ts'
import { writeProgress } from '../load/progress-file.ts'
import { type LoadRun, sendAll, sendAtRate } from '../load/run-load.ts'
import { describeImport } from './import-report.ts'
import type { LoadRequest } from './load-request.ts'
import type { Terminal } from './terminal.ts'

/** Makes the lines that were asked for, hands them over, and says how much went how fast and what became of it. */
export async function deliver(
  terminal: Terminal,
  request: LoadRequest,
  target: LoadTarget,
  signal: AbortSignal,
): Promise<void> {
  const { plan, rate, events: most, seconds: longest, progressFile, begun } = request
  const run: LoadRun = {
    target,
    signal,
    events: most,
    seconds: longest,
    onProgress: (sent) =>
      terminal.progress(`${count(sent.events)} events, ${count(sent.events / sent.seconds)} a second`),
    ...(progressFile !== null && { onSettled: (done, place) => writeProgress(progressFile, { plan, done, place }) }),
  }
  const { events, bytes, seconds } =
    rate === null
      ? await sendAll(historyOf(plan), begun?.done ?? 0, run)
      : await sendAtRate(createLive(plan, sittingsFor(rate, plan.learners)), rate, run)
  const told = target.told?.()
  const eventsPerSecond = Math.round(events / seconds)
  const text = [
    `${count(events)} events (${count(bytes / 1e6)} MB) in ${seconds.toFixed(1)} s: ${count(eventsPerSecond)} a second`,
    ...(told ? [describeImport(told.lines)] : []),
    ...(told?.retries ? [`Sent again ${count(told.retries)} times`] : []),
  ]
  terminal.report({ events, bytes, seconds, eventsPerSecond, ...told }, text.join('\n'))
}

const count = (number: number) => Math.round(number).toLocaleString('en')
