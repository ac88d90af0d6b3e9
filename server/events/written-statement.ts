import { PanoramaError } from '../kernel/errors.ts'
import { inCourse } from './activities.ts'
import type { Beginning } from './beginning.ts'
import { extensionIris, transformerVersion } from './iris.ts'
import type { JsonObject } from './json.ts'
import { surroundingCourseKeyOf } from './keys.ts'
import type { Lms } from './lms.ts'
import { anywhere } from './lookup.ts'
import type { Rule } from './rule.ts'
import { quoted } from './rule-text.ts'
import { statementId } from './statement-id.ts'
import { sharedText } from './statement-text.ts'

/** A statement as it is stored. */
export interface WrittenStatement {
  readonly id: string
  readonly objectId: string
  /** The statement as JSON. */
  readonly text: string
}

/** The only statement of an event by its rule's text; null where the rule has to be asked for objects, or for what is wrong. */
export function writtenStatement(
  beginning: Beginning,
  rule: Rule,
  event: JsonObject,
  lms: Lms,
): WrittenStatement | null {
  if (!rule.text || beginning.at.iso === undefined) return null
  try {
    return write(beginning, rule, event, lms)
  } catch (cause) {
    if (cause instanceof PanoramaError && cause.code === 'bad_input') return null
    throw cause
  }
}

/** In the order of `statementText`. */
function write({ actor, verb, at, time }: Beginning, rule: Rule, event: JsonObject, lms: Lms): WrittenStatement | null {
  const told = rule.text?.(event, lms)
  const session = anywhere(event, 'session')
  const courseKey = rule.isAboutCourse ? undefined : surroundingCourseKeyOf(event, lms)
  if (!told || typeof session === 'object') return null
  const id = statementId(verb, actor, time)
  const result = told.result === undefined ? '' : `"result":${told.result},`
  const course = courseKey === undefined ? '' : `"contextActivities":${sharedText(inCourse(lms, courseKey))},`
  const sessionMember =
    session === undefined
      ? ''
      : `,"${extensionIris.sessionId}":${typeof session === 'string' ? quoted(session) : session}`
  const more = told.extensions === undefined ? '' : `,${told.extensions}`
  return {
    id,
    objectId: told.objectId,
    text: `{"id":"${id}",${result}"version":"1.0.3","actor":${sharedText(actor)},"verb":${sharedText(verb)},"object":{"id":${quoted(told.objectId)},"objectType":"Activity","definition":${told.definition}},"timestamp":"${at.iso}","context":{${course}"extensions":{"${extensionIris.transformerVersion}":"${transformerVersion}"${sessionMember}${more}}}}`,
  }
}
