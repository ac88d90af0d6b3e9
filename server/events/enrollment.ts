import { courseObject } from './activities.ts'
import { extensionIris, type Verb, verbs } from './iris.ts'
import { requiredCourseKeyOf } from './keys.ts'
import { exact, scalarOf } from './lookup.ts'
import type { Rule, Rules } from './rule.ts'

/** A change of the learner's standing in a course. The track is in the object; passing and failing carry none. */
const standing = (verb: Verb): Rule => ({
  verb,
  isAboutCourse: true,
  object: (event, lms) =>
    courseObject(lms, requiredCourseKeyOf(event), { [extensionIris.type]: scalarOf(exact(event, 'data', 'mode')) }),
})

/** A change of track is `registered`, too: counting these statements over-counts enrollments. */
export const enrollment: Rules = {
  'edx.course.enrollment.activated': standing(verbs.registered),
  'edx.course.enrollment.mode_changed': standing(verbs.registered),
  'edx.course.enrollment.deactivated': standing(verbs.unregistered),
  'edx.course.grade.passed.first_time': standing(verbs.passed),
  'edx.course.grade.now_passed': standing(verbs.passed),
  'edx.course.grade.now_failed': standing(verbs.failed),
}
