import { activityTypes } from './iris.ts'
import type { JsonObject } from './json.ts'
import type { Lms } from './lms.ts'
import { exact, required, textOf } from './lookup.ts'
import { quoted } from './rule-text.ts'
import { type Activity, activity, type ContextActivities, type Extensions } from './statement.ts'

/** A course as the object of a statement. */
export function courseObject(lms: Lms, courseKey: string, extensions?: Extensions): Activity {
  return activity(courseIri(lms, courseKey), {
    name: { en: lms.courseName(courseKey) },
    type: activityTypes.course,
    extensions,
  })
}

/** The JSON of its definition. */
export function courseDefinition(lms: Lms, courseKey: string, more = ''): string {
  return `{"name":{"en":${quoted(lms.courseName(courseKey))}},"type":"${activityTypes.course}"${more}}`
}

const activitiesByCourse = new WeakMap<Lms, Map<string, ContextActivities>>()

/** A course as that in which something happened: the same object for the same course, each time. */
export function inCourse(lms: Lms, courseKey: string): ContextActivities {
  const known = activitiesByCourse.get(lms) ?? new Map<string, ContextActivities>()
  activitiesByCourse.set(lms, known)
  let activities = known.get(courseKey)
  if (!activities) {
    const name = { 'en-US': lms.courseName(courseKey) }
    activities = { parent: [activity(courseIri(lms, courseKey), { name, type: activityTypes.course })] }
    known.set(courseKey, activities)
  }
  return activities
}

export function courseIri(lms: Lms, courseKey: string): string {
  return `${lms.url}/course/${courseKey}`
}

/** The block that a field of the payload names. */
export function blockObject(event: JsonObject, lms: Lms, field: string, type: string): Activity {
  const name = `data.${field}`
  return activity(blockIri(lms, textOf(exact(event, 'data', field), name), name), { type })
}

/**
 * The IRI of a block.
 * @throws PanoramaError `bad_input` without a key: event-routing-backends leaves such events out without a word
 */
export function blockIri(lms: Lms, blockKey: string | undefined, field: string): string {
  return `${lms.url}/xblock/${required(blockKey, field)}`
}
