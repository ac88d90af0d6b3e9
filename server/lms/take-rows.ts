import { randomUUID } from 'node:crypto'
import type { ImportReport } from '../contract/pipeline.ts'
import { reportOf } from '../ingest/tally.ts'
import { inTurn } from '../kernel/in-turn.ts'
import { jsonText } from '../kernel/json-text.ts'
import type { Engine } from '../warehouse/engine.ts'
import { databasesOf, tablesOf } from '../warehouse/tables.ts'
import { type Filler, fillTarget } from './fill-target.ts'
import { markChanges } from './follow-changes.ts'
import { lmsObjectOf } from './lms-objects.ts'
import { columnsOf } from './source-tables.ts'
import type { Target } from './targets.ts'

export interface LmsRows {
  /**
   * Takes in rows of one object of the LMS, in the shape of Aspects' table of that name; what a row says of its dump is not read. They
   * are durable when it resolves. A row that is there as it is already changes nothing. Blocks come with all of their course run.
   * @param object `course_enrollment`
   * @param source where they come from, for those that must be kept aside
   * @returns what became of these rows; its counts add up to them
   * @throws PanoramaError `not_found` for an unknown object; of the engine, when it does not take them: sending them again is right
   */
  take(object: string, rows: readonly unknown[], source: string): Promise<ImportReport>
}

export interface LmsRowsOptions extends Filler {
  /** Names and mail addresses come into the warehouse. */
  readonly withNames: boolean
  /** Called after each write, when figures may be recomputed. */
  readonly onWritten?: () => void
}

/** The way in for an LMS that sends its changes. */
export function createLmsRows(options: LmsRowsOptions): LmsRows {
  const { warehouse, dataSet, clock, withNames, onWritten } = options
  const { engine } = warehouse
  const tables = tablesOf(warehouse.databases, dataSet)
  const sent = `${databasesOf(warehouse.databases, dataSet).panorama}.import_sent_rows`
  const command = (sql: string) => engine.command({ name: 'take-rows', sql })

  let last = 0

  /** Of two that tell of the same row the newer one holds, so no two come at the same moment. */
  function nextMoment(): Date {
    last = Math.max(clock.now().getTime(), last + 1)
    return new Date(last)
  }

  async function take(target: Target, rows: readonly unknown[], source: string): Promise<ImportReport> {
    await command(`DROP TABLE IF EXISTS ${sent} SYNC`)
    await command(`CREATE TABLE ${sent} (place UInt32, row String) ENGINE = MergeTree ORDER BY place`)
    try {
      const lines = rows.map((row, place) => JSON.stringify({ place, row: jsonText(row) ?? '' }))
      if (lines.length > 0) await engine.insert(sent, ['place', 'row'], 'JSONEachRow', Buffer.from(lines.join('\n')))
      const { tally } = await fillTarget(options, {
        target,
        select: await selectOf(engine, target, tables[target.table], sent, withNames),
        ...{ dumpedAt: nextMoment(), source, way: 'push', load: randomUUID() },
      })
      // Of rows about the same, only the last was looked at.
      tally.duplicates += rows.length - tally.read
      tally.read = rows.length
      return reportOf(tally)
    } finally {
      await command(`DROP TABLE IF EXISTS ${sent} SYNC`)
    }
  }

  return {
    async take(object, rows, source) {
      const { target } = lmsObjectOf(object)
      const report = await inTurn(engine, `take-rows ${dataSet}`, () => take(target, rows, source))
      await markChanges(engine, tables)
      onWritten?.()
      return report
    },
  }
}

/** SELECT of the target's columns from rows as JSON. Of several with the same key the last holds. */
async function selectOf(
  engine: Engine,
  target: Target,
  table: string,
  sent: string,
  withNames: boolean,
): Promise<string> {
  const columns = await engine.rows({
    name: 'take-rows',
    sql: `SELECT name, type FROM system.columns WHERE concat(database, '.', table) = {table: String}
      AND name NOT IN ('dump_id', 'time_last_dumped') ORDER BY position`,
    params: { table },
  })
  const withheld = new Set(withNames || target.table !== 'userProfile' ? [] : personalColumns)
  const values = columns.map(({ name, type }) => {
    const column = String(name)
    const value = withheld.has(column) ? "''" : memberOf(column, String(type), target.key.includes(column))
    return `${value} AS \`${column}\``
  })
  const key = target.key.map((column) => `\`${column}\``).join(', ')
  // What does not fit has no key to be told apart by.
  return `SELECT * EXCEPT (place) FROM (SELECT place, ${values.join(', ')} FROM ${sent})
    ORDER BY place DESC LIMIT 1 BY ${key}, if(${target.key.map((column) => `\`${column}\` IS NULL`).join(' OR ')}, place, 0)`
}

const personalColumns = [
  'email',
  ...columnsOf('auth_userprofile', { withNames: false })
    .filter(({ from }) => from === null)
    .map(({ name }) => name),
]

/** A member of the JSON as the column has it; null where it is none and the row is known by it. */
function memberOf(column: string, type: string, isKey: boolean): string {
  const member = `JSONExtractRaw(row, '${column}')`
  const text = `multiIf(JSONType(row, '${column}') = 'String', JSONExtractString(row, '${column}'), ${member} = 'null', '', ${member})`
  if (type === 'UUID') return `toUUIDOrNull(${text})`
  if (type === 'Bool') return `lower(${text}) IN ('1', 'true')`
  if (type === 'String') return isKey ? `nullIf(${text}, '')` : text
  const whole = `to${type}OrNull(${text})`
  return isKey ? whole : `ifNull(${whole}, 0)`
}
