import { isObject, type Json } from '../events/json.ts'
import type { QuarantinedLine } from '../ingest/batch.ts'
import { jsonText } from '../kernel/json-text.ts'
import { isFromEventRoutingBackends } from './grammar/statement.ts'
import type { Received } from './received.ts'
import { isProblem, type Problem, type SentStatement } from './sent-statements.ts'
import { peopleOf } from './statement-parts.ts'

/** What becomes of the statements of a request that is refused. None of them is lost. */
export interface Refused {
  /**
   * Events of event-routing-backends: they count in the figures as if they had come by a tracking log. It comes again three
   * times with the same statements and then gives up, so its good ones would be lost. Their ids are made from what they
   * tell: should they come once more, nothing is doubled.
   */
  readonly events: readonly Received[]
  /** All else is kept aside. Whoever made it has to send it again, perhaps changed and under other ids. */
  readonly aside: readonly QuarantinedLine[]
}

/**
 * @param text the request, for what is nested too deeply to be written by itself
 * @param credentialId the key that sent them
 * @param isRetired whether somebody who is named in a statement was retired: nothing is kept of that
 */
export function refusedStatements(
  statements: readonly SentStatement[],
  text: string,
  credentialId: string,
  isRetired: (person: string) => boolean,
): Refused {
  const events: Received[] = []
  const aside: QuarantinedLine[] = []
  for (const [index, { value, read }] of statements.entries()) {
    if (namedIn(value, read).some(isRetired)) continue
    const line = { source: `lrs ${credentialId}`, lineNumber: index + 1, text: textOf(value) ?? text }
    if (isProblem(read)) {
      aside.push({ ...line, reason: 'statement refused', detail: `${read.path || '/'} ${read.reason}` })
    } else if (isEvent(value)) events.push(read)
    else aside.push({ ...line, reason: 'sent with a refused statement', detail: '' })
  }
  return { events, aside: aside.filter(({ text }) => text.trim() !== '') }
}

/** Of a statement that is malformed no more is read than who acted. */
function namedIn(value: Json, read: Received | Problem): string[] {
  if (!isProblem(read)) return peopleOf(read.statement)
  return isObject(value) && value.actor !== undefined ? peopleOf({ actor: value.actor }) : []
}

function isEvent(value: Json): boolean {
  return isFromEventRoutingBackends(value) && isObject(value) && 'id' in value && 'timestamp' in value
}

/** What is no JSON is there as it came. */
function textOf(value: Json): string | null {
  return typeof value === 'string' ? value : jsonText(value)
}
