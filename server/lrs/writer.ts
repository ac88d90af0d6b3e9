import { setTimeout } from 'node:timers/promises'
import { writeStatements } from '../ingest/write-batch.ts'
import type { Clock } from '../kernel/clock.ts'
import { unavailable } from '../kernel/errors.ts'
import { inTurn } from '../kernel/in-turn.ts'
import type { Retired } from '../store/retired-list.ts'
import type { Store } from '../store/store.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'
import { countEvents, eventRow } from './count-events.ts'
import { voidedVerb } from './grammar/statement.ts'
import { timestampText } from './grammar/timestamp.ts'
import { type Entry, indexColumns, indexRow } from './index-row.ts'
import { knownStatements } from './known-statements.ts'
import { keptStatement, type Received } from './received.ts'
import { isAboutAnotherObject, isSameStatement } from './same-statement.ts'
import { noId, partsOf, peopleOf } from './statement-parts.ts'

/**
 * What became of a statement: it is stored; it was there already; another one has its id; or it names somebody who was
 * retired, and nothing of it is kept.
 */
export type Fate = 'stored' | 'known' | 'conflict' | 'retired'

export interface Writer {
  /**
   * Durable when it resolves.
   * @param authority id of the key that sent them
   * @returns the fate of each, in their order
   */
  write(received: readonly Received[], authority: string): Promise<Fate[]>
  /** Takes statements of event-routing-backends in for the figures alone: the LRS knows nothing of them. Durable likewise. */
  count(received: readonly Received[]): Promise<void>
  /** Whatever was or will be stored before this moment can be read. */
  consistentThrough(): Date
}

export interface WriterOptions {
  readonly engine: Engine
  readonly tables: Tables
  readonly clock: Clock
  readonly store: Pick<Store, 'retired'>
  /** The LRS's own address: the home page of its keys as agents. */
  readonly home: string
  /** Called after each write, when figures may be recomputed. */
  readonly onWritten?: () => void
}

/** Statements written together at most. */
const mostTogether = 2_000
/** Statements that may wait. Whoever sends faster than the engine writes has to come again. */
const mostWaiting = 50_000
/** From one write to the next where little comes in: each makes a part of every table, and the engine has to merge those. */
const gatherMs = 50

interface Delivery {
  readonly received: readonly Received[]
  readonly authority: string
  readonly resolve: (fates: Fate[]) => void
  readonly reject: (cause: unknown) => void
}

/** Writes what programs send, together for those who come together. */
export function createWriter(options: WriterOptions): Writer {
  const { engine, tables, clock } = options
  const waiting: Delivery[] = []
  let isWorking = false
  let writingSince: Date | null = null

  const waitingStatements = () => waiting.reduce((sum, { received }) => sum + received.length, 0)

  async function writeNext() {
    const together = [waiting.shift()!]
    let statements = together[0]!.received.length
    while (waiting[0] && statements + waiting[0].received.length <= mostTogether) {
      statements += waiting[0].received.length
      together.push(waiting.shift()!)
    }
    try {
      const fates = await inTurn(engine, `write ${tables.rawStatements}`, async () => {
        writingSince = clock.now()
        return settleAndWrite(options, together)
      })
      for (const [index, { resolve }] of together.entries()) resolve(fates[index]!)
    } catch (cause) {
      for (const { reject } of together) reject(cause)
    }
    writingSince = null
    options.onWritten?.()
  }

  async function work() {
    isWorking = true
    while (waiting.length > 0) {
      const began = performance.now()
      await writeNext()
      while (waitingStatements() < mostTogether && performance.now() - began < gatherMs) await setTimeout(gatherMs / 5)
    }
    isWorking = false
  }

  return {
    write(received, authority) {
      if (waitingStatements() > mostWaiting) {
        return Promise.reject(
          unavailable('Statements arrive faster than they can be written.', { advice: 'Send them again in a minute.' }),
        )
      }
      return new Promise((resolve, reject) => {
        waiting.push({ received, authority, resolve, reject })
        if (!isWorking) void work()
      })
    },
    async count(received) {
      await inTurn(engine, `write ${tables.rawStatements}`, () => countReceived(options, received))
      options.onWritten?.()
    },
    consistentThrough: () => writingSince ?? clock.now(),
  }
}

async function settleAndWrite(options: WriterOptions, deliveries: readonly Delivery[]): Promise<Fate[][]> {
  const { engine, tables, clock, store } = options
  const retired = await store.retired('real')
  const all = deliveries.flatMap(({ received }) => received)
  const known = await knownStatements(engine, tables, all)
  const fresh: Entry[] = []
  /** Events whose id is taken by an event about another object. */
  const besides: Entry[] = []
  /** There by another way: only the index is to learn of them. */
  const adopted: Entry[] = []
  let stored = Math.max(clock.now().getTime() * 1000, (await newestStored(engine, tables)) + 1)
  const fates = deliveries.map(({ received, authority }) =>
    received.map((one): Fate => {
      if (namesRetired(one, retired)) return 'retired'
      const entry = entryOf(one, stored, authority)
      const there = known.get(one.id)
      if (there && !isSameStatement(there.statement, one.statement)) {
        if (isAboutAnotherObject(there.statement, one.statement)) besides.push(entry)
        return 'conflict'
      }
      if (there?.isOurs) return 'known'
      if (there) adopted.push(entry)
      else fresh.push(entry)
      known.set(one.id, { statement: entry.statement, isOurs: true })
      stored += 1
      return there ? 'known' : 'stored'
    }),
  )
  await writeEntries(options, fresh, adopted)
  await countEvents(options, besides)
  return fates
}

/** Asked again in its turn to write: somebody may have been retired since. */
async function countReceived(options: WriterOptions, received: readonly Received[]): Promise<void> {
  const retired = await options.store.retired('real')
  const told = received.filter((one) => one.time !== null && !namesRetired(one, retired))
  await countEvents(
    options,
    told.map((one) => entryOf(one, one.time ?? 0, '')),
  )
}

function namesRetired({ statement }: Received, retired: Retired): boolean {
  return peopleOf(statement).some((person) => retired.holdsActor(person))
}

function entryOf(received: Received, stored: number, authority: string): Entry {
  const statement = keptStatement(received, timestampText(stored))
  return { id: received.id, statement, time: received.time ?? stored, stored, authority }
}

/** Statements that are voided are known before they or their copies come; the index says nothing that cannot be read yet. */
async function writeEntries(
  { engine, tables, clock, home }: WriterOptions,
  fresh: readonly Entry[],
  adopted: readonly Entry[],
): Promise<void> {
  const entries = [...fresh, ...adopted]
  const voided = entries
    .map(({ statement }) => partsOf(statement))
    .filter(({ verb_id, target_id }) => verb_id === voidedVerb && target_id !== noId)
    .map(({ target_id }) => `${JSON.stringify({ statement_id: target_id })}\n`)
  if (voided.length > 0) await insertLines(engine, tables.voidedStatements, ['statement_id'], voided)
  await writeStatements({ engine, tables, clock }, fresh.map(eventRow))
  const lines = entries.map((entry) => indexRow(entry, home))
  if (lines.length > 0) await insertLines(engine, tables.lrsStatements, indexColumns, lines)
}

function insertLines(engine: Engine, table: string, columns: readonly string[], lines: readonly string[]) {
  return engine.insert(table, columns, 'JSONEachRow', Buffer.from(lines.join('')))
}

/** Asked each time: another process may have stored since, and a clock may have been set back. */
async function newestStored(engine: Engine, tables: Tables): Promise<number> {
  const [row] = await engine.rows({
    name: 'lrs-newest',
    sql: `SELECT toUnixTimestamp64Micro(max(stored)) AS stored FROM ${tables.lrsStatements}`,
  })
  return Number(row?.stored ?? 0)
}
