import { activityTypes } from './iris.ts'
import type { Lms } from './lms.ts'
import { required } from './lookup.ts'
import { type Activity, activity, type Extensions } from './statement.ts'

/** A course as the object of a statement. */
export function courseObject(lms: Lms, courseKey: string, extensions?: Extensions): Activity {
  return activity(courseIri(lms, courseKey), {
    name: { en: lms.courseName(courseKey) },
    type: activityTypes.course,
    extensions,
  })
}

/** A course as that in which something happened. */
export function courseParent(lms: Lms, courseKey: string): Activity {
  return activity(courseIri(lms, courseKey), {
    name: { 'en-US': lms.courseName(courseKey) },
    type: activityTypes.course,
  })
}

function courseIri(lms: Lms, courseKey: string): string {
  return `${lms.url}/course/${courseKey}`
}

/**
 * The IRI of a block.
 * @throws PanoramaError `bad_input` without a key: event-routing-backends leaves such events out without a word
 */
export function blockIri(lms: Lms, blockKey: string | undefined, field: string): string {
  return `${lms.url}/xblock/${required(blockKey, field)}`
}
