import { activityTypes, extensionIris, type Verb, verbs } from './iris.ts'
import type { Json, JsonObject } from './json.ts'
import { type Lms, valueTold } from './lms.ts'
import { exact, required, textOf } from './lookup.ts'
import type { Rule, Rules } from './rule.ts'
import { type Activity, activity, type RelatedActivity } from './statement.ts'

export const examTypes = {
  timed: activityTypes.timedExam,
  practice: activityTypes.practiceExam,
  proctored: activityTypes.proctoredExam,
} as const

const aboutExam = {
  object: 'the exam `event.exam_content_id` by its name; extension `time-limit`: `event.exam_default_time_limit_mins`',
  context:
    'grouping: the attempt `event.attempt_code`, with the extensions `attempt-started`, `attempt-completed`, `duration` in seconds and `attempt-id`',
} as const

/** An attempt at a special exam: `event` holds the payload in a log, `data` where the LMS hands it on live. */
const attempt = (verb: Verb, type: string): Rule => ({
  verb,
  object: (event, lms) =>
    lms.faithful ? { ...examObject(event, lms, type), id: examKey(event) } : examObject(event, lms, type),
  grouping: (event, lms) => [attemptActivity(event, lms)],
  about: aboutExam,
  mends: ['usageKeyToIri'],
})

/** The exam of an event. Its name is the course's, not a learner's words. */
export function examObject(event: JsonObject, lms: Lms, type: string): Activity {
  return activity(`${lms.url}/xblock/${examKey(event)}`, {
    name: { en: examName(event) },
    type,
    extensions: { [extensionIris.timeLimit]: valueTold(lms, payload(event, 'exam_default_time_limit_mins')) },
  })
}

function examKey(event: JsonObject): string {
  return required(textOf(payload(event, 'exam_content_id'), 'event.exam_content_id'), 'event.exam_content_id')
}

export function attemptActivity(event: JsonObject, lms: Lms): RelatedActivity {
  return {
    id: textOf(payload(event, 'attempt_code'), 'event.attempt_code'),
    objectType: 'Activity',
    definition: {
      name: { en: examName(event) },
      type: activityTypes.attempt,
      extensions: {
        [extensionIris.attemptStarted]: valueTold(lms, payload(event, 'attempt_started_at')),
        [extensionIris.attemptCompleted]: valueTold(lms, payload(event, 'attempt_completed_at')),
        [extensionIris.duration]: valueTold(lms, payload(event, 'attempt_event_elapsed_time_secs')),
        [extensionIris.attempt]: valueTold(lms, payload(event, 'attempt_id')),
      },
    },
  }
}

function examName(event: JsonObject): string {
  return required(textOf(payload(event, 'exam_name'), 'event.exam_name'), 'event.exam_name')
}

function payload(event: JsonObject, field: string): Json | undefined {
  return exact(event, 'event', field) ?? exact(event, 'data', field)
}

export const exams: Rules = Object.fromEntries(
  Object.entries(examTypes).flatMap(([kind, type]) => [
    [`edx.special_exam.${kind}.attempt.created`, attempt(verbs.initialized, type)],
    [`edx.special_exam.${kind}.attempt.submitted`, attempt(verbs.terminated, type)],
  ]),
)
