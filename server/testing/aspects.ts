import type { Engine } from '../warehouse/engine.ts'
import type { DatabaseNames } from '../warehouse/tables.ts'
import type { TestStatement } from './statements.ts'

/** Who fills the raw table of an Aspects site: its LRS or its log shipper. They make it in different shapes. */
export type AspectsSource = 'ralph' | 'vector'

const rawTable: Readonly<Record<AspectsSource, string>> = {
  ralph: `(event_id UUID NOT NULL, emission_time DateTime64(6) NOT NULL, event String NOT NULL)
    ENGINE = ReplacingMergeTree ORDER BY (emission_time, event_id) PRIMARY KEY (emission_time, event_id)
    PARTITION BY toYYYYMM(emission_time)`,
  vector: `(event_id UUID, emission_time DateTime64(6), event String)
    ENGINE = ReplacingMergeTree ORDER BY (emission_time, event_id) PRIMARY KEY (emission_time)`,
}

const eventSink = {
  course_overviews: `(org String NOT NULL, course_key String NOT NULL, display_name String NOT NULL, course_start String NOT NULL,
      course_end String NOT NULL, enrollment_start String NOT NULL, enrollment_end String NOT NULL, self_paced BOOL NOT NULL,
      course_data_json String NOT NULL, created String NOT NULL, modified String NOT NULL, dump_id UUID NOT NULL,
      time_last_dumped String NOT NULL)
    ENGINE = MergeTree PRIMARY KEY (org, course_key, modified, time_last_dumped) ORDER BY (org, course_key, modified, time_last_dumped)`,
  course_blocks: `(org String NOT NULL, course_key String NOT NULL, location String NOT NULL, display_name String NOT NULL,
      xblock_data_json String NOT NULL, order Int32 DEFAULT 0, edited_on String NOT NULL, dump_id UUID NOT NULL,
      time_last_dumped String NOT NULL)
    ENGINE = MergeTree PRIMARY KEY (org, course_key, location, edited_on) ORDER BY (org, course_key, location, edited_on, order)`,
  external_id: `(external_user_id UUID NOT NULL, external_id_type String NOT NULL, username String NOT NULL, user_id Int32 NOT NULL,
      dump_id UUID NOT NULL, time_last_dumped String NOT NULL)
    ENGINE = ReplacingMergeTree ORDER BY (external_user_id, time_last_dumped) PARTITION BY user_id % 100`,
  course_enrollment: `(id Int32, course_key String, created String, is_active BOOL, mode String, username String, user_id Int32,
      dump_id UUID, time_last_dumped String)
    ENGINE = MergeTree ORDER BY (course_key, user_id, time_last_dumped)`,
} as const

/** Makes the tables of an Aspects site as it makes them itself, before anybody has heard of Panorama. */
export async function createAspects(engine: Engine, databases: DatabaseNames, source: AspectsSource): Promise<void> {
  const run = (sql: string) => engine.command({ name: 'test', sql })
  for (const database of [databases.xapi, databases.event_sink]) await run(`CREATE DATABASE ${database}`)
  await run(`CREATE TABLE ${databases.xapi}.xapi_events_all ${rawTable[source]}`)
  for (const [table, shape] of Object.entries(eventSink)) {
    await run(`CREATE TABLE ${databases.event_sink}.${table} ${shape}`)
  }
}

/** Writes statements as the LRS or the log shipper does, in one insert. */
export async function sendStatements(
  engine: Engine,
  databases: DatabaseNames,
  source: AspectsSource,
  statements: readonly TestStatement[],
): Promise<void> {
  const rows = statements.map(({ event, ...row }) =>
    JSON.stringify({ ...row, event: textOf[source](JSON.parse(event)) }),
  )
  const columns = ['event_id', 'emission_time', 'event']
  await engine.insert(`${databases.xapi}.xapi_events_all`, columns, 'JSONEachRow', Buffer.from(rows.join('\n')))
}

type StatementJson = Readonly<Record<string, unknown>>

const textOf: Readonly<Record<AspectsSource, (statement: StatementJson) => string>> = {
  /** Python's JSON, with what an LRS adds. */
  ralph: ({ actor, id, object, verb, ...rest }) =>
    spaced({
      actor,
      id,
      object,
      verb,
      ...rest,
      stored: '2026-04-01T10:00:00.000001+00:00',
      authority: { objectType: 'Agent', account: { homePage: 'https://lms.example', name: 'lms' } },
    }),
  /** Compact, members in the order of their names. */
  vector: (statement) => JSON.stringify(sorted(statement)),
}

/** No text in it has a line end. */
const spaced = (value: unknown) =>
  JSON.stringify(value, null, 1)
    .replace(/([{[])\n\s*|\n\s*([\]}])/g, '$1$2')
    .replace(/\n\s*/g, ' ')

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(members.map(([key, member]) => [key, sorted(member)]))
}
