import type { Credential } from '../contract/credential.ts'
import type { JsonObject } from '../events/json.ts'
import { quarantine } from '../ingest/write-batch.ts'
import { conflict } from '../kernel/errors.ts'
import { createReader, type Page, type Readable } from './reader.ts'
import type { Received } from './received.ts'
import { type Problem, RefusedStatements, readSent } from './sent-statements.ts'
import type { Cursor, StatementFilters } from './statement-query.ts'
import { createWriter, type WriterOptions } from './writer.ts'

/** The Statement Resource of xAPI 1.0.3 (Communication §2.1), on the warehouse. */
export interface Lrs {
  /**
   * Stores a statement or a list of them; those that name a retired person are taken and not kept.
   * @param text JSON
   * @returns their ids, in their order
   * @throws RefusedStatements when one is not as the standard has it: then none is stored, and all are in quarantine
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

  async function refuse(text: string, problems: readonly Problem[], sender: Credential): Promise<never> {
    await quarantine({ engine, tables, clock }, [quarantined(text, problems[0], sender.id)])
    throw new RefusedStatements(problems.slice(0, problemsTold))
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
      const { received, problems } = readSent(text)
      if (problems.length > 0) return refuse(text, problems, sender)
      if (received.length > 0) await store(received, sender)
      return received.map(({ id }) => id)
    },
    async put(id, text, sender) {
      const { isList, values, received, problems } = readSent(text)
      const [one] = received
      const [given] = values
      const hasOwnId = typeof given === 'object' && given !== null && 'id' in given
      if (isList) problems.unshift({ path: '', reason: 'must be one statement, not a list' })
      else if (one && hasOwnId && one.id !== id.toLowerCase()) {
        problems.push({ path: '/id', reason: 'must be the statementId of the request' })
      }
      if (problems.length > 0) return refuse(text, problems, sender)
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

/** Of a list that is wrong from end to end, so many say enough. */
const problemsTold = 20

/** The source of what a key sent that is kept aside. */
export const sourceOf = (credentialId: string) => `lrs ${credentialId}`

export function quarantined(text: string, problem: Problem | undefined, credentialId: string) {
  const { path, reason } = problem ?? { path: '', reason: 'is not well formed' }
  const index = /^\/(\d+)/.exec(path)?.[1]
  return {
    reason: 'statement refused',
    detail: `${path || '/'} ${reason}`,
    source: sourceOf(credentialId),
    lineNumber: Number(index ?? 0) + 1,
    text,
  }
}

function readableBy({ id, scopes }: Credential): Readable {
  return scopes.includes('read-all') ? 'all' : { only: id }
}
