/** The IRIs of the Open edX xAPI profile, as event-routing-backends 10.0.0 uses them. */

const adl = 'http://adlnet.gov/expapi/verbs'
const tincan = 'http://id.tincanapi.com/verb'
const xapi = 'https://w3id.org/xapi'

const verbIris = {
  asked: `${adl}/asked`,
  attempted: `${adl}/attempted`,
  completed: `${adl}/completed`,
  deleted: `${xapi}/dod-isd/verbs/deleted`,
  earned: `${tincan}/earned`,
  edited: `${xapi}/acrossx/verbs/edited`,
  evaluated: `${xapi}/acrossx/verbs/evaluated`,
  failed: `${adl}/failed`,
  initialized: `${adl}/initialized`,
  interacted: `${adl}/interacted`,
  navigated: `${xapi}/dod-isd/verbs/navigated`,
  passed: `${adl}/passed`,
  paused: `${xapi}/video/verbs/paused`,
  played: `${xapi}/video/verbs/played`,
  posted: `${xapi}/acrossx/verbs/posted`,
  progressed: `${adl}/progressed`,
  registered: `${adl}/registered`,
  reported: `${xapi}/acrossx/verbs/reported`,
  seeked: `${xapi}/video/verbs/seeked`,
  terminated: `${adl}/terminated`,
  unregistered: `${tincan}/unregistered`,
  unreported: `${xapi}/openedx/verb/unreported`,
  viewed: `${tincan}/viewed`,
  voted: `${xapi}/openedx/verb/voted`,
} as const

export interface Verb {
  readonly id: string
  readonly display: { readonly en: string }
}

export const verbs = verbsOf(verbIris)

/** Verbs by the word that they display. */
export function verbsOf<Word extends string>(iris: Readonly<Record<Word, string>>): Readonly<Record<Word, Verb>> {
  return Object.fromEntries(
    Object.entries(iris).map(([display, id]) => [display, { id, display: { en: display } }]),
  ) as Record<Word, Verb>
}

export const activityTypes = {
  attempt: 'http://adlnet.gov/expapi/activities/attempt',
  course: 'http://adlnet.gov/expapi/activities/course',
  discussion: 'http://id.tincanapi.com/activitytype/discussion',
  interaction: 'http://adlnet.gov/expapi/activities/cmi.interaction',
  link: 'http://adlnet.gov/expapi/activities/link',
  module: 'http://adlnet.gov/expapi/activities/module',
  practiceExam: `${xapi}/openedx/activity/practice-assessment`,
  proctoredExam: `${xapi}/openedx/activity/proctored-assessment`,
  question: 'http://adlnet.gov/expapi/activities/question',
  resource: 'http://id.tincanapi.com/activitytype/resource',
  solution: 'http://id.tincanapi.com/activitytype/solution',
  timedExam: `${xapi}/openedx/activity/timed-assessment`,
  // An extension's IRI, used as a type since the first version: changing it would break every reader.
  hint: `${xapi}/acrossx/extensions/supplemental-info`,
  video: `${xapi}/video/activity-type/video`,
} as const

export const extensionIris = {
  transformerVersion: `${xapi}/openedx/extension/transformer-version`,
  sessionId: `${xapi}/openedx/extensions/session-id`,
  type: `${xapi}/acrossx/extensions/type`,
  totalItems: `${xapi}/acrossx/extensions/total-items`,
  startingPosition: 'http://id.tincanapi.com/extension/starting-position',
  endingPoint: 'http://id.tincanapi.com/extension/ending-point',
  attempt: 'http://id.tincanapi.com/extension/attempt-id',
  attemptStarted: `${xapi}/openedx/extension/attempt-started`,
  attemptCompleted: `${xapi}/openedx/extension/attempt-completed`,
  duration: 'http://id.tincanapi.com/extension/duration',
  timeLimit: `${xapi}/acrossx/extensions/time-limit`,
  gradeClassification: 'http://www.tincanapi.co.uk/activitytypes/grade_classification',
  progress: `${xapi}/cmi5/result/extensions/progress`,
  videoLength: `${xapi}/video/extensions/length`,
  videoTime: `${xapi}/video/extensions/time`,
  videoTimeFrom: `${xapi}/video/extensions/time-from`,
  videoTimeTo: `${xapi}/video/extensions/time-to`,
  captionsEnabled: `${xapi}/video/extensions/cc-enabled`,
  speedFrom: `${xapi}/openedx/extension/speed-from`,
  speedTo: `${xapi}/openedx/extension/speed-to`,
  /** Ours. */
  undone: 'urn:panorama:extension:undone',
} as const

/**
 * The mark of the rules by which a statement was made. They are event-routing-backends' of this version, so its name is
 * here: whoever reads it finds what they expect, and a statement that both have made is the same statement.
 */
export const transformerVersion = 'event-routing-backends@10.0.0'
