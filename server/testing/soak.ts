import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportReport } from '../contract/pipeline.ts'
import { systemClock } from '../kernel/clock.ts'
import { createLive, sittingsFor } from '../load/live.ts'
import { openLogFile } from '../load/log-file.ts'
import { sendAtRate } from '../load/run-load.ts'
import { openStore } from '../store/open-store.ts'
import { buildChild } from './child-process.ts'

export interface Soaked {
  /** Lines that were written to the log. */
  readonly written: number
  /** What was counted by the process that followed it. */
  readonly report: ImportReport
  readonly exitCode: number | null
  /** Megabytes while it followed, in the first third of the time and in the last. */
  readonly rss: Thirds
  readonly heap: Thirds
}

interface Thirds {
  readonly first: number
  readonly last: number
}

interface Memory {
  readonly rss: number
  readonly heapUsed: number
}

/** Caches and the collector take their time to find their size; what comes before is no growth. */
const warmUp = 0.2

/**
 * Lets a process follow a log that grows at a steady rate and is rotated, as the server does it: with the figures computed all the
 * while.
 * @param rate lines a second
 */
export async function soak(directory: string, seconds: number, rate: number): Promise<Soaked> {
  const path = join(directory, 'logs', 'tracking.log')
  const target = await openLogFile({ path, rotateBytes: 20_000_000 })
  const plan = { seed: 'soak', learners: 2_000, courses: 20, days: 30, now: systemClock.now() }
  const child = await buildChild('follow-child.ts')
  try {
    const { process, ended } = await child.start(join(directory, 'data'), path, 'measured')
    const live = createLive(plan, sittingsFor(rate, plan.learners))
    const { events } = await sendAtRate(live, rate, { target, events: Number.POSITIVE_INFINITY, seconds })
    process.kill('SIGTERM')
    const exitCode = await ended
    await target.close()
    // What was written in the last moments.
    await (await child.start(join(directory, 'data'), path, 'once')).ended
    const memory = await memoryOf(join(directory, 'data', 'memory.ndjson'))
    return {
      written: events,
      report: await reportOf(join(directory, 'data', 'store.db')),
      exitCode,
      rss: thirds(memory.map(({ rss }) => rss)),
      heap: thirds(memory.map(({ heapUsed }) => heapUsed)),
    }
  } finally {
    await child.remove()
  }
}

async function memoryOf(path: string): Promise<Memory[]> {
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as Memory).slice(Math.floor(lines.length * warmUp))
}

/** The median of each: a heap goes up and down all the time. */
function thirds(bytes: readonly number[]): Thirds {
  const third = Math.floor(bytes.length / 3)
  const median = (of: readonly number[]) => [...of].sort((one, other) => one - other)[Math.floor(of.length / 2)]! / 1e6
  return { first: median(bytes.slice(0, third)), last: median(bytes.slice(-third)) }
}

/** Of both runs together. */
async function reportOf(path: string): Promise<ImportReport> {
  const store = await openStore(path, systemClock)
  const [last, first] = (await store.runs(2)).map(({ report }) => report)
  await store.close()
  const sum = (count: (report: ImportReport) => number) => count(first!) + count(last!)
  return {
    read: sum(({ read }) => read),
    kept: sum(({ kept }) => kept),
    duplicates: sum(({ duplicates }) => duplicates),
    dropped: { ...first!.dropped, ...last!.dropped },
    quarantined: { ...first!.quarantined, ...last!.quarantined },
  }
}
