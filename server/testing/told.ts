import { createLms } from '../events/lms.ts'
import type { Statement } from '../events/statement.ts'
import { statementsOf } from '../events/statements-of.ts'
import { lineOf, oldCourseKey, testCourseKey } from './tracking-event.ts'

const testLms = createLms({ url: 'https://lms.example' })

/** The statements of an event as they are written. Throws the reason where there is none. */
export function mappedStatements(event: Parameters<typeof lineOf>[0], lms = testLms): Statement[] {
  const outcome = statementsOf(lineOf(event), lms)
  if (outcome.kind !== 'kept') throw new Error(outcome.reason)
  return JSON.parse(JSON.stringify(outcome.statements)) as Statement[]
}

/** The parts in which kinds of events differ. */
export function told(event: Parameters<typeof lineOf>[0]) {
  const { verb, object, result, context } = mappedStatements(event)[0]!
  return {
    verb: verb.id,
    object: object.id,
    type: object.definition.type,
    ...(object.definition.extensions && { about: object.definition.extensions }),
    ...(result && { result }),
    ...context.extensions,
    course: context.contextActivities?.parent[0]?.id ?? null,
  }
}

/** What `told` says of every event. */
export const commonlyTold = {
  'https://w3id.org/xapi/openedx/extension/transformer-version': 'event-routing-backends@10.0.0',
  'https://w3id.org/xapi/openedx/extensions/session-id': '8e996d76fa1b3c0402a712f60fc9609a',
}
export const courseIri = `https://lms.example/course/${testCourseKey}`
export const blockIri = (type: string, id: string) =>
  `https://lms.example/xblock/block-v1:Org+Course+Run+type@${type}+block@${id}`
/** Puts an event into a course of before 2015. */
export const inOldCourse = { context: { course_id: oldCourseKey } }
