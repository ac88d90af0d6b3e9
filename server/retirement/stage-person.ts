import { unixOf } from '../ingest/known-statements.ts'
import type { Engine } from '../warehouse/engine.ts'
import { isNeedleIn, isStaged, isStagedStatement, stagePeople } from '../warehouse/leaving-people.ts'
import type { Tables } from '../warehouse/tables.ts'
import { type NamesPerson, namesPerson, needlesOf } from './names-person.ts'
import { actorsOf, knownOf, type Person } from './person.ts'

/** Rows looked at closely in one go. */
const portion = 2_000

/**
 * Stages what a person is known by, every statement that is theirs or names them, and every unread line that does: the
 * raw table is read from end to end once.
 *
 * A statement of which one of theirs is the object goes with it: what it says is about something that is gone.
 */
export async function stagePerson(
  engine: Engine,
  tables: Tables,
  batch: string,
  person: Person,
  lmsUrl: string,
): Promise<void> {
  const actors = actorsOf(person, lmsUrl)
  const needles = needlesOf(person, actors)
  const names = namesPerson(person, actors)
  await stagePeople(engine, tables, batch, [
    ...knownOf(person, lmsUrl),
    ...needles.anywhere.map((value) => ({ by: 'needle', value }) as const),
    ...needles.statements.map((value) => ({ by: 'statementNeedle', value }) as const),
    ...needles.lines.map((value) => ({ by: 'lineNeedle', value }) as const),
  ])
  await stageOwnStatements(engine, tables, batch)
  await stageStatementsNaming(engine, tables, batch, names)
  await stageStatementsAbout(engine, tables, batch)
  await stageLines(engine, tables, batch, names)
}

const name = 'stage-person'

/** What the figures have under one of the person's actors. */
async function stageOwnStatements(engine: Engine, tables: Tables, batch: string): Promise<void> {
  await engine.command({
    name,
    sql: `INSERT INTO ${tables.importCandidates} (batch, emission_time, event_id)
      SELECT DISTINCT '${batch}', emission_time, event_id FROM ${tables.statements}
      WHERE ${isStaged(tables, batch, 'actor', 'actor_id')}`,
  })
}

/** True where a text may hold one of the needles. */
const mayHold = (tables: Tables, batch: string, needle: 'statementNeedle' | 'lineNeedle', column: string) =>
  isNeedleIn(tables, batch, ['needle', needle], column)

async function stageStatementsNaming(engine: Engine, tables: Tables, batch: string, names: NamesPerson): Promise<void> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = await engine.rows({
      name,
      sql: `SELECT toString(event_id) AS id, toUnixTimestamp64Micro(emission_time) AS micros, event
        FROM ${tables.rawStatements}
        WHERE ${mayHold(tables, batch, 'statementNeedle', 'event')} AND NOT ${isStagedStatement(tables, batch)}
          AND toUnixTimestamp64Micro(emission_time) > ${after}
        ORDER BY micros LIMIT ${portion} WITH TIES`,
    })
    const lines = rows
      .filter(({ event }) => names.statement(String(event)))
      .map(({ id, micros }) => `${batch}\t${unixOf(Number(micros))}\t${id}\n`)
    if (lines.length > 0) {
      const columns = ['batch', 'emission_time', 'event_id']
      await engine.insert(tables.importCandidates, columns, 'TabSeparated', Buffer.from(lines.join('')))
    }
    if (rows.length < portion) return
    after = Number(rows.at(-1)?.micros)
  }
}

/** Again and again, since such a statement may be the object of another. */
async function stageStatementsAbout(engine: Engine, tables: Tables, batch: string): Promise<void> {
  const about = `SELECT emission_time, statement_id FROM ${tables.lrsStatements}
    WHERE target_id IN (SELECT event_id FROM ${tables.importCandidates} WHERE batch = '${batch}')
      AND statement_id NOT IN (SELECT event_id FROM ${tables.importCandidates} WHERE batch = '${batch}')`
  while ((await engine.rows({ name, sql: `${about} LIMIT 1` })).length > 0) {
    await engine.command({
      name,
      sql: `INSERT INTO ${tables.importCandidates} (batch, emission_time, event_id)
        SELECT DISTINCT '${batch}', emission_time, statement_id FROM (${about})`,
    })
  }
}

async function stageLines(engine: Engine, tables: Tables, batch: string, names: NamesPerson): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await engine.rows({
      name,
      sql: `SELECT toString(line_id) AS id, text FROM ${tables.quarantinedLines} FINAL
        WHERE ${mayHold(tables, batch, 'lineNeedle', 'text')} AND line_id > {after: String}
        ORDER BY line_id LIMIT ${portion}`,
      params: { after },
    })
    const found = rows.filter(({ text }) => names.line(String(text)))
    await stagePeople(
      engine,
      tables,
      batch,
      found.map(({ id }) => ({ by: 'text', value: String(id) }) as const),
    )
    if (rows.length < portion) return
    after = String(rows.at(-1)?.id)
  }
}
