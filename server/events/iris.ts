/** The IRIs of the Open edX xAPI profile, as event-routing-backends 10.0.0 uses them. */

const adl = 'http://adlnet.gov/expapi/verbs'
const tincan = 'http://id.tincanapi.com/verb'
const xapi = 'https://w3id.org/xapi'

const verbIris = {
  asked: `${adl}/asked`,
  attempted: `${adl}/attempted`,
  completed: `${adl}/completed`,
  earned: `${tincan}/earned`,
  evaluated: `${xapi}/acrossx/verbs/evaluated`,
  failed: `${adl}/failed`,
  initialized: `${adl}/initialized`,
  interacted: `${adl}/interacted`,
  navigated: `${xapi}/dod-isd/verbs/navigated`,
  passed: `${adl}/passed`,
  paused: `${xapi}/video/verbs/paused`,
  played: `${xapi}/video/verbs/played`,
  progressed: `${adl}/progressed`,
  registered: `${adl}/registered`,
  seeked: `${xapi}/video/verbs/seeked`,
  terminated: `${adl}/terminated`,
  unregistered: `${tincan}/unregistered`,
} as const

export type VerbName = keyof typeof verbIris
export interface Verb {
  readonly id: string
  readonly display: { readonly en: string }
}
export const verbs = Object.fromEntries(
  Object.entries(verbIris).map(([display, id]) => [display, { id, display: { en: display } }]),
) as Readonly<Record<VerbName, Verb>>

export const activityTypes = {
  course: 'http://adlnet.gov/expapi/activities/course',
  interaction: 'http://adlnet.gov/expapi/activities/cmi.interaction',
  link: 'http://adlnet.gov/expapi/activities/link',
  module: 'http://adlnet.gov/expapi/activities/module',
  resource: 'http://id.tincanapi.com/activitytype/resource',
  solution: 'http://id.tincanapi.com/activitytype/solution',
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
  gradeClassification: 'http://www.tincanapi.co.uk/activitytypes/grade_classification',
  progress: `${xapi}/cmi5/result/extensions/progress`,
  videoLength: `${xapi}/video/extensions/length`,
  videoTime: `${xapi}/video/extensions/time`,
  videoTimeFrom: `${xapi}/video/extensions/time-from`,
  videoTimeTo: `${xapi}/video/extensions/time-to`,
  captionsEnabled: `${xapi}/video/extensions/cc-enabled`,
  speedFrom: `${xapi}/openedx/extension/speed-from`,
  speedTo: `${xapi}/openedx/extension/speed-to`,
} as const
