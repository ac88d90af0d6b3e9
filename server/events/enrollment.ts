import { courseDefinition, courseIri, courseObject } from './activities.ts'
import { extensionIris, type Verb, verbs } from './iris.ts'
import { isObject, type JsonObject } from './json.ts'
import { requiredCourseKeyOf } from './keys.ts'
import { type Lms, valueTold } from './lms.ts'
import { exact } from './lookup.ts'
import type { Rule, Rules } from './rule.ts'
import { isText, quoted, type StatementText } from './rule-text.ts'

/** A change of the learner's standing in a course. The track is in the object; passing and failing carry none. */
const standing = (verb: Verb): Rule => ({
  verb,
  isAboutCourse: true,
  object: (event, lms) =>
    courseObject(lms, requiredCourseKeyOf(event), {
      [extensionIris.type]: valueTold(lms, exact(event, 'data', 'mode')),
    }),
  text: standingText,
  about: { object: 'the course; its extension `type` is the track, `data.mode`' },
})

function standingText(event: JsonObject, lms: Lms): StatementText | null {
  if (!isObject(event.data) || !isText(event.data.mode)) return null
  const key = requiredCourseKeyOf(event)
  const extensions = `{"${extensionIris.type}":${quoted(event.data.mode)}}`
  return { objectId: courseIri(lms, key), definition: courseDefinition(lms, key, `,"extensions":${extensions}`) }
}

const registered = standing(verbs.registered)
const passed = standing(verbs.passed)

/** A change of track is `registered`, too: counting these statements over-counts enrollments. */
export const enrollment: Rules = {
  'edx.course.enrollment.activated': registered,
  'edx.course.enrollment.mode_changed': registered,
  'edx.course.enrollment.deactivated': standing(verbs.unregistered),
  'edx.course.grade.passed.first_time': passed,
  'edx.course.grade.now_passed': passed,
  'edx.course.grade.now_failed': standing(verbs.failed),
}
