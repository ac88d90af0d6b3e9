import type { Credential } from '../contract/credential.ts'
import { isObject, type JsonObject } from '../events/json.ts'
import { quarantine } from '../ingest/write-batch.ts'
import { conflict } from '../kernel/errors.ts'
import { createReader, type Page, type Readable } from './reader.ts'
import type { Received } from './received.ts'
import { refusedStatements } from './refuse-statements.ts'
import { isProblem, type Problem, RefusedStatements, readSent, type SentStatement } from './sent-statements.ts'
import type { Cursor, StatementFilters } from './statement-query.ts'
import { createWriter, type WriterOptions } from './writer.ts'

/** The Statement Resource of xAPI 1.0.3 (Communication §2.1), on the warehouse. */
export interface Lrs {
  /**
   * Stores a statement or a list of them; those that name a retired person are taken and not kept.
   * @param text JSON
   * @returns their ids, in their order
   * @throws RefusedStatements when one is not as the standard has it: then none is stored
   * @throws PanoramaError `conflict` when another statement has one of the ids: the others are stored all the same, since
   *   event-routing-backends takes a conflict to mean that there is nothing left to do
   */
  post(text: string, sender: Credential): Promise<string[]>
  /**
   * Stores one statement under an id.
   * @throws the same, also when the statement has another id of its own
   */
  put(id: string, text: string, sender: Credential): Promise<void>
  /** A statement that is, or is not, voided; null where there is none. `stored` is in microseconds since 1970. */
  one(id: string, voided: boolean, reader: Credential): Promise<{ statement: JsonObject; stored: number } | null>
  page(filters: StatementFilters, after: Cursor | null, reader: Credential): Promise<Page>
  /** Whatever was or will be stored before this moment can be read. */
  consistentThrough(): Date
}

export function createLrs(options: WriterOptions): Lrs {
  const { engine, tables, clock, home } = options
  const writer = createWriter(options)
  const reader = createReader(engine, tables, home)

  /** Good neighbours are not lost: see `refusedStatements`. */
  async function refuse(statements: readonly SentStatement[], text: string, sender: Credential): Promise<never> {
    const retired = await options.store.retired('real')
    const { events, aside } = refusedStatements(statements, text, sender.id, retired.holdsActor)
    await writer.count(events)
    await quarantine({ engine, tables, clock }, aside)
    throw new RefusedStatements(statements.map(({ read }) => read).filter(isProblem))
  }

  async function store(received: readonly Received[], sender: Credential): Promise<void> {
    const fates = await writer.write(received, sender.id)
    const taken = received.filter((_, index) => fates[index] === 'conflict').map(({ id }) => id)
    if (taken.length === 0) return
    throw conflict(
      `Another statement has the id ${taken[0]}${taken.length > 1 ? ` (and ${taken.length - 1} more)` : ''}.`,
      {
        advice: 'It stays as it is. The other statements of the request are stored.',
      },
    )
  }

  return {
    async post(text, sender) {
      const { statements } = readSent(text)
      const received = receivedOf(statements)
      if (received.length < statements.length) return refuse(statements, text, sender)
      if (received.length > 0) await store(received, sender)
      return received.map(({ id }) => id)
    },
    async put(id, text, sender) {
      const { isList, statements } = readSent(text)
      const problem = isList ? { path: '', reason: 'must be one statement, not a list' } : otherId(statements[0], id)
      if (problem) return refuse([{ value: text, read: problem }], text, sender)
      const received = receivedOf(statements)
      if (received.length < statements.length) return refuse(statements, text, sender)
      await store(
        received.map((one) => ({ ...one, id: id.toLowerCase() })),
        sender,
      )
    },
    one: (id, voided, credential) => reader.one(id, voided, readableBy(credential)),
    page: (filters, after, credential) => reader.page(filters, after, readableBy(credential)),
    consistentThrough: () => writer.consistentThrough(),
  }
}

function receivedOf(statements: readonly SentStatement[]): Received[] {
  return statements.flatMap(({ read }) => (isProblem(read) ? [] : [read]))
}

/** A statement may say its id itself, and then must say this one. */
function otherId(sent: SentStatement | undefined, id: string): Problem | null {
  if (!sent || isProblem(sent.read) || !isObject(sent.value) || !('id' in sent.value)) return null
  return sent.read.id === id.toLowerCase() ? null : { path: '/id', reason: 'must be the statementId of the request' }
}

function readableBy({ id, scopes }: Credential): Readable {
  return scopes.includes('read-all') ? 'all' : { only: id }
}
