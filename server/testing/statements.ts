import type { DataSet } from '../contract/scope.ts'
import { dnsNamespace, uuid5 } from '../kernel/ids.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { tablesOf } from '../warehouse/tables.ts'

const testLms = 'https://lms.example'
export const testCourse = 'course-v1:Org+Course+Run'

const verbs = {
  registered: 'http://adlnet.gov/expapi/verbs/registered',
  unregistered: 'http://id.tincanapi.com/verb/unregistered',
  passed: 'http://adlnet.gov/expapi/verbs/passed',
  failed: 'http://adlnet.gov/expapi/verbs/failed',
  earned: 'http://id.tincanapi.com/verb/earned',
  navigated: 'https://w3id.org/xapi/dod-isd/verbs/navigated',
  evaluated: 'https://w3id.org/xapi/acrossx/verbs/evaluated',
  attempted: 'http://adlnet.gov/expapi/verbs/attempted',
  asked: 'http://adlnet.gov/expapi/verbs/asked',
  progressed: 'http://adlnet.gov/expapi/verbs/progressed',
  initialized: 'http://adlnet.gov/expapi/verbs/initialized',
  played: 'https://w3id.org/xapi/video/verbs/played',
  paused: 'https://w3id.org/xapi/video/verbs/paused',
  seeked: 'https://w3id.org/xapi/video/verbs/seeked',
  terminated: 'http://adlnet.gov/expapi/verbs/terminated',
  completed: 'http://adlnet.gov/expapi/verbs/completed',
} as const
export type TestVerb = keyof typeof verbs

export interface StatementParts {
  readonly verb: TestVerb
  /** ISO 8601, UTC, up to microseconds. */
  readonly at: string
  /** Default `ann`. */
  readonly actor?: string
  /** Course key; default `testCourse`. */
  readonly course?: string
  /** A usage key, or its last part: `v1` with a video verb becomes the usage key of a video block. Absent: the course itself. */
  readonly block?: string
  /** Behind the block's IRI: `/answer` or `/hint/0`. */
  readonly suffix?: string
  /** enrollment track of `registered` and `unregistered`. */
  readonly mode?: string
  readonly success?: boolean
  /** 0..1 */
  readonly score?: number
  /** `Fail`, or the letter earned. */
  readonly gradeClass?: string
  readonly attempt?: number
  /** 0..1 */
  readonly completion?: number
  /** video: seconds; of a seek, where it began. */
  readonly position?: number
  readonly positionTo?: number
  readonly duration?: number
  /** One question of a problem with several. */
  readonly part?: boolean
  /** Tells apart statements that are otherwise alike. */
  readonly salt?: string
}

/** An xAPI statement with just the parts that the warehouse reads, and its id. */
export interface TestStatement {
  readonly event_id: string
  /** Decimal Unix seconds, as ClickHouse reads them in any time zone. */
  readonly emission_time: string
  readonly event: string
}

/** The usage key of a block: `block-v1:Org+Course+Run+type@video+block@v1`. */
export function usageKey(course: string, type: string, id: string): string {
  return `${course.replace('course-v1:', 'block-v1:')}+type@${type}+block@${id}`
}

/** Builds a statement; the same parts make the same id. */
export function statement(parts: StatementParts): TestStatement {
  const event = {
    actor: { objectType: 'Agent', account: { name: parts.actor ?? 'ann', homePage: testLms } },
    verb: { id: verbs[parts.verb] },
    object: objectOf(parts),
    timestamp: parts.at,
    result: resultOf(parts),
    context: contextOf(parts),
  }
  const id = uuid5(dnsNamespace, JSON.stringify(parts))
  return { event_id: id, emission_time: unixSeconds(parts.at), event: JSON.stringify({ id, ...event }) }
}

export async function insertStatements(
  { engine, databases }: Warehouse,
  dataSet: DataSet,
  statements: readonly TestStatement[],
): Promise<void> {
  if (statements.length === 0) return
  const lines = statements.map((each) => JSON.stringify(each)).join('\n')
  const { rawStatements } = tablesOf(databases, dataSet)
  await engine.insert(rawStatements, ['event_id', 'emission_time', 'event'], 'JSONEachRow', Buffer.from(lines))
}

const typeOfBlock: Partial<Record<TestVerb, string>> = {
  evaluated: 'problem',
  attempted: 'problem',
  asked: 'problem',
  initialized: 'video',
  played: 'video',
  paused: 'video',
  seeked: 'video',
  terminated: 'video',
  completed: 'video',
  progressed: 'html',
}

function objectOf({ verb, course = testCourse, block, suffix = '', mode, attempt }: StatementParts) {
  if (block === undefined) {
    const extensions = mode === undefined ? {} : { 'https://w3id.org/xapi/acrossx/extensions/type': mode }
    const definition = { type: 'http://adlnet.gov/expapi/activities/course', extensions }
    return { id: `${testLms}/course/${course}`, definition }
  }
  const blockType = typeOfBlock[verb] ?? 'sequential'
  const key = block.includes(':') ? block : usageKey(course, blockType, block)
  const type =
    blockType === 'video'
      ? 'https://w3id.org/xapi/video/activity-type/video'
      : 'http://id.tincanapi.com/activitytype/resource'
  const extensions = attempt === undefined ? {} : { 'http://id.tincanapi.com/extension/attempt-id': attempt }
  return { id: `${testLms}/xblock/${key}${suffix}`, definition: { type, extensions } }
}

function resultOf({ verb, success, score, gradeClass, completion, position, positionTo }: StatementParts) {
  const video = 'https://w3id.org/xapi/video/extensions'
  return {
    success,
    score: score === undefined ? undefined : { scaled: score },
    extensions: {
      'http://www.tincanapi.co.uk/activitytypes/grade_classification': gradeClass,
      'https://w3id.org/xapi/cmi5/result/extensions/progress': completion === undefined ? undefined : completion * 100,
      [`${video}/${verb === 'seeked' ? 'time-from' : 'time'}`]: position,
      [`${video}/time-to`]: positionTo,
    },
  }
}

function contextOf({ course = testCourse, part, duration }: StatementParts) {
  const activity = {
    id: `${testLms}/course/${course}`,
    definition: { type: 'http://adlnet.gov/expapi/activities/course' },
  }
  const problem = {
    id: `${testLms}/xblock/parent`,
    definition: { type: 'http://adlnet.gov/expapi/activities/cmi.interaction' },
  }
  return {
    contextActivities: part ? { parent: [problem], grouping: [activity] } : { parent: [activity] },
    statement: part ? { objectType: 'StatementRef', id: '00000000-0000-0000-0000-000000000000' } : undefined,
    extensions: { 'https://w3id.org/xapi/video/extensions/length': duration },
  }
}

function unixSeconds(at: string): string {
  const [, whole = at, fraction = ''] = /^(.*?)(?:\.(\d+))?Z$/.exec(at) ?? []
  return `${Date.parse(`${whole}Z`) / 1000}.${fraction.padEnd(6, '0')}`
}
