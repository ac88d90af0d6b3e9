import { misconfigured } from '../kernel/errors.ts'
import type { Engine } from './engine.ts'
import type { DatabaseNames } from './tables.ts'

/** What is read of tables that may be another's, with the types that it must have; null for any. */
const columnsRead: Readonly<
  Record<'xapi' | 'event_sink', Readonly<Record<string, Readonly<Record<string, RegExp | null>>>>>
> = {
  xapi: {
    xapi_events_all: { event_id: /^UUID$/, emission_time: /^DateTime64\(\d(, .*)?\)$/, event: /^String$/ },
  },
  event_sink: {
    course_overviews: {
      course_key: null,
      display_name: null,
      course_start: null,
      course_end: null,
      course_data_json: null,
      modified: null,
      time_last_dumped: null,
    },
    course_blocks: {
      course_key: null,
      location: null,
      display_name: null,
      xblock_data_json: null,
      order: null,
      dump_id: null,
      time_last_dumped: null,
    },
    user_profile: {
      user_id: null,
      gender: null,
      level_of_education: null,
      year_of_birth: null,
      time_last_dumped: null,
    },
    external_id: {
      external_user_id: /^UUID$/,
      external_id_type: null,
      username: null,
      user_id: null,
      time_last_dumped: null,
    },
    course_enrollment: {
      course_key: null,
      created: null,
      is_active: null,
      mode: null,
      user_id: null,
      time_last_dumped: null,
    },
  },
}

/**
 * Looks at tables that are there already, as those of Aspects are: they stay as they are, so what is read of them must be in them.
 * How they are stored and sorted does not matter.
 * @throws PanoramaError `misconfigured`, which names what is missing
 */
export async function checkSharedTables(engine: Engine, databases: DatabaseNames): Promise<void> {
  const wrong: string[] = []
  for (const role of ['xapi', 'event_sink'] as const) {
    const rows = await engine.rows({
      name: 'check-shared-tables',
      sql: 'SELECT table, name, type FROM system.columns WHERE database = {database: String}',
      params: { database: databases[role] },
    })
    for (const [table, columns] of Object.entries(columnsRead[role])) {
      const there = new Map(
        rows.filter((row) => row.table === table).map(({ name, type }) => [String(name), String(type)]),
      )
      if (there.size === 0) continue
      for (const [column, type] of Object.entries(columns)) {
        const found = there.get(column)
        const name = `${databases[role]}.${table}.${column}`
        if (found === undefined) wrong.push(`${name} is missing`)
        else if (type && !type.test(found)) wrong.push(`${name} is ${found}`)
      }
    }
  }
  if (wrong.length === 0) return
  throw misconfigured(`These tables are not as Panorama can read them: ${wrong.join(', ')}.`, {
    advice:
      'Bring Aspects up to date (its migrations make them so), or name other databases in PANORAMA_CLICKHOUSE_XAPI_DATABASE and PANORAMA_CLICKHOUSE_EVENT_SINK_DATABASE.',
  })
}
