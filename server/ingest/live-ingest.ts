import { setImmediate, setTimeout } from 'node:timers/promises'
import type { ImportReport } from '../contract/pipeline.ts'
import type { Lms } from '../events/lms.ts'
import type { Clock } from '../kernel/clock.ts'
import { unavailable } from '../kernel/errors.ts'
import { inTurn } from '../kernel/in-turn.ts'
import { tablesOf } from '../warehouse/tables.ts'
import { addLine, type Batch, createBatch } from './batch.ts'
import { type CurrentLmsOptions, createCurrentLms } from './current-lms.ts'
import { addTally, createTally, reportOf, type Tally } from './tally.ts'
import { writeTogether } from './write-together.ts'

export interface LiveIngest {
  /**
   * Takes in lines of a tracking log. They are durable when it resolves; waiting for that before sending more is what
   * keeps memory in bounds.
   * @param source where they come from, for those that must be kept aside: a path, the name of a sender
   * @param firstLineNumber of the first of them in its source, from 1
   * @returns what became of these lines; its counts add up to them
   * @throws PanoramaError `unavailable` and others, when the engine does not take them or too much waits already. Some may be
   *   written by then; sending all of them again is right and doubles nothing.
   */
  take(lines: readonly string[], source: string, firstLineNumber?: number): Promise<ImportReport>
}

export interface LiveIngestOptions extends CurrentLmsOptions {
  readonly clock: Clock
  /** Called after each write, when figures may be recomputed. */
  readonly onWritten?: () => void
}

/** Lines written together at most: as many as are mapped while nobody notices. */
const mostLines = 5_000
/** The same in characters. */
const largestSize = 16_000_000
/** Lines mapped in one go, before others in this process have their turn. */
const mappedAtOnce = 200

/** From one write to the next where little comes in: each makes a part of a table, and the engine has to merge those. */
const gatherMs = 200

/** Characters that may wait. Whoever sends faster than the engine writes has to come again. */
const mostWaiting = 256_000_000

/** What one caller handed over, and how much of it is written. */
interface Delivery {
  readonly lines: readonly string[]
  readonly source: string
  readonly firstLineNumber: number
  readonly size: number
  readonly tally: Tally
  taken: number
  readonly resolve: (report: ImportReport) => void
  readonly reject: (cause: unknown) => void
}

interface Portion {
  readonly delivery: Delivery
  readonly from: number
  readonly to: number
}

/**
 * The one way in for events that arrive while we run: followed logs, HTTP, generated load. Callers that come together are
 * written together.
 */
export function createLiveIngest(options: LiveIngestOptions): LiveIngest {
  const { warehouse, dataSet, clock, onWritten } = options
  const { engine } = warehouse
  const tables = tablesOf(warehouse.databases, dataSet)
  const currentLms = createCurrentLms(options)
  const waiting: Delivery[] = []
  let isWorking = false

  /** Mapped in its turn to write, so that whoever was retired before it is left out. */
  function write(portions: readonly Portion[]): Promise<Tally[]> {
    return inTurn(engine, `write ${tables.rawStatements}`, async () => {
      const lms = await currentLms()
      const batches: Batch[] = []
      for (const portion of portions) batches.push(await batchOf(portion, lms))
      return writeTogether({ engine, tables, clock }, batches)
    })
  }

  async function writeNext(): Promise<void> {
    const portions = nextPortions(waiting)
    try {
      const tallies = await write(portions)
      for (const [index, { delivery, to }] of portions.entries()) {
        addTally(delivery.tally, tallies[index] as Tally)
        if (to < delivery.lines.length) continue
        remove(waiting, delivery)
        delivery.resolve(reportOf(delivery.tally))
      }
    } catch (cause) {
      for (const { delivery } of portions) {
        remove(waiting, delivery)
        delivery.reject(cause)
      }
    }
    onWritten?.()
  }

  async function work(): Promise<void> {
    isWorking = true
    while (waiting.length > 0) {
      const began = performance.now()
      await writeNext()
      while (linesOf(waiting) < mostLines && performance.now() - began < gatherMs) await setTimeout(gatherMs / 8)
    }
    isWorking = false
  }

  return {
    take(lines, source, firstLineNumber = 1) {
      const size = lines.reduce((sum, line) => sum + line.length, 0)
      if (waiting.length > 0 && waiting.reduce((sum, delivery) => sum + delivery.size, size) > mostWaiting) {
        return Promise.reject(
          unavailable('Events arrive faster than they can be written.', { advice: 'Send them again in a minute.' }),
        )
      }
      return new Promise((resolve, reject) => {
        waiting.push({ lines, source, firstLineNumber, size, tally: createTally(), taken: 0, resolve, reject })
        if (!isWorking) void work()
      })
    },
  }
}

/** What is written next: of all who wait, in the order in which they came, as much as fits. */
function nextPortions(waiting: readonly Delivery[]): Portion[] {
  const portions: Portion[] = []
  let lines = 0
  let size = 0
  for (const delivery of waiting) {
    const from = delivery.taken
    while (delivery.taken < delivery.lines.length && lines < mostLines && size < largestSize) {
      lines += 1
      size += delivery.lines[delivery.taken]!.length
      delivery.taken += 1
    }
    portions.push({ delivery, from, to: delivery.taken })
    if (lines >= mostLines || size >= largestSize) break
  }
  return portions
}

async function batchOf({ delivery, from, to }: Portion, lms: Lms): Promise<Batch> {
  const { lines, source, firstLineNumber } = delivery
  const batch = createBatch()
  for (let index = from; index < to; index += 1) {
    addLine(batch, lines[index]!, lms, source, firstLineNumber + index)
    if ((index - from) % mappedAtOnce === mappedAtOnce - 1) await setImmediate()
  }
  return batch
}

const linesOf = (waiting: readonly Delivery[]) =>
  waiting.reduce((sum, { lines, taken }) => sum + lines.length - taken, 0)

function remove(waiting: Delivery[], delivery: Delivery): void {
  waiting.splice(waiting.indexOf(delivery), 1)
}
