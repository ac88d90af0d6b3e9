import type { JsonObject } from '../../events/json.ts'
import { createLms, type Lms } from '../../events/lms.ts'
import { statementText } from '../../events/statement-text.ts'
import { statementsOf } from '../../events/statements-of.ts'
import { lineOf } from '../../testing/tracking-event.ts'

const told = (faithful: boolean) => createLms({ url: 'https://lms.example', faithful })
const [itsOwn, mended] = [told(true), told(false)]

/** The statements that event-routing-backends sends for an event; none where it skips it. */
export const routed = (event: JsonObject): JsonObject[] => statementsBy(itsOwn, event)

/** The same without its mistakes, as they are made from a log. */
export const routedRightly = (event: JsonObject): JsonObject[] => statementsBy(mended, event)

function statementsBy(lms: Lms, event: JsonObject): JsonObject[] {
  const outcome = statementsOf(lineOf(event), lms)
  if (outcome.kind !== 'kept') return []
  return outcome.statements.map((statement) => JSON.parse(statementText(statement)) as JsonObject)
}

/** The same as its log stream has them: there a problem with several questions is a group of activities. */
export function inLogStream(statement: JsonObject): JsonObject {
  const text = JSON.stringify(statement)
  return JSON.parse(text.replaceAll('"objectType":"Activity"', '"objectType":"GroupActivity"')) as JsonObject
}

/** The same by another version of event-routing-backends. */
export function ofVersion(statement: JsonObject, version: string): JsonObject {
  const text = JSON.stringify(statement)
  return JSON.parse(text.replace(/event-routing-backends@[\d.]+/, `event-routing-backends@${version}`)) as JsonObject
}
