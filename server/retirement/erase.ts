import type { DataSet } from '../contract/scope.ts'
import { inTurn } from '../kernel/in-turn.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import type { Engine } from '../warehouse/engine.ts'
import { isStaged, isStagedStatement, type Known, stagePeople } from '../warehouse/leaving-people.ts'
import { forgetActors } from '../warehouse/models/forget-actors.ts'
import { removeHiddenRows, removeRows } from '../warehouse/remove-rows.ts'
import { scopedTables, type TableName, type Tables, tablesOf } from '../warehouse/tables.ts'
import { countTheirs, isTheirs, tablesOfPeople } from './rows-of-person.ts'

/** First what is found by a statement, then the statements; the raw table last, since the others are made from it. */
const tablesOfStatements: readonly TableName[] = [
  'voidsToSettle',
  'voidedStatements',
  'lrsStatements',
  'statements',
  'rawStatements',
]

/** Last of all, for they tell by what else a person is known. */
const tablesOfNames: readonly TableName[] = ['courseEnrollment', 'externalId', 'userProfile']

/** By what the columns of tables that are being read find people, whatever table of the LMS they are of. */
const columnsOfDumps: Readonly<Record<string, Known['by']>> = {
  user_id: 'userId',
  username: 'username',
  email: 'mail',
  external_user_id: 'actor',
}

const others = tablesOfPeople.filter((name) => !tablesOfStatements.includes(name) && !tablesOfNames.includes(name))

/**
 * Erases every row of the staged person, computes the figures of their classes without them, and has their bytes written
 * anew without what was there. Ended anywhere, it is completed by staging the person and doing it again.
 */
export async function erase(warehouse: Warehouse, dataSet: DataSet, batch: string): Promise<void> {
  const { engine } = warehouse
  const tables = tablesOf(warehouse.databases, dataSet)
  await inTurn(engine, `refresh ${dataSet}`, () => eraseStatements(engine, tables, batch))
  await forgetActors(warehouse, dataSet, batch, 'for good')
  await removeFrom(engine, tables, batch, others)
  // What others deleted before, as when a learner got an external id, is hidden and still in the files.
  for (const name of tablesOfPeople) await removeHiddenRows(engine, tables[name])
  await removeFrom(engine, tables, batch, tablesOfNames)
  await removeFromDumps(engine, tables, batch)
  await dropLeftBehind(engine, tables, batch)
}

/** Whoever else has a statement that goes, because it names the person, loses their figures of that course and gets a mark. */
async function eraseStatements(engine: Engine, tables: Tables, batch: string): Promise<void> {
  const concerned = await engine.rows({
    name: 'erase',
    sql: `SELECT DISTINCT course_key, actor_id FROM ${tables.statements}
      WHERE ${isStagedStatement(tables, batch)} AND course_key != '' AND actor_id != ''
        AND NOT ${isStaged(tables, batch, 'actor', 'actor_id')}`,
  })
  // Before, for when this ends halfway; and after, for when another process is quick to refresh.
  await mark(engine, tables, concerned)
  await removeFrom(engine, tables, batch, tablesOfStatements)
  if (concerned.length === 0) return
  const figures = concerned.map(({ course_key, actor_id }) => `${course_key} ${actor_id}`)
  await stagePeople(
    engine,
    tables,
    batch,
    figures.map((value) => ({ by: 'figures', value }) as const),
  )
  for (const { name, holds } of scopedTables) {
    if (holds !== 'learner' || name === 'statements') continue
    await removeRows(
      engine,
      tables[name],
      isStaged(tables, batch, 'figures', "concat(course_key, ' ', actor_id)"),
      'promptly',
    )
  }
  await mark(engine, tables, concerned)
}

async function mark(
  engine: Engine,
  tables: Tables,
  learners: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  if (learners.length === 0) return
  const lines = learners.map((learner) => JSON.stringify(learner)).join('\n')
  await engine.insert(tables.dirtyLearners, ['course_key', 'actor_id'], 'JSONEachRow', Buffer.from(lines))
}

async function removeFrom(engine: Engine, tables: Tables, batch: string, names: readonly TableName[]): Promise<void> {
  for (const name of names) {
    if ((await countTheirs(engine, tables, batch, name)) === 0) continue
    await removeRows(engine, tables[name], isTheirs(tables, batch, name), 'for good')
  }
}

/** Dumps that are being read, or were by a process that was killed (see `import-dump.ts`, `load-lms.ts`). */
async function removeFromDumps(engine: Engine, tables: Tables, batch: string): Promise<void> {
  const [database = ''] = tables.leavingPeople.split('.')
  // Rows that are being taken in (see `take-rows.ts`): whoever sent them comes again, and nothing of the person is let in then.
  await engine.command({ name: 'erase', sql: `DROP TABLE IF EXISTS ${database}.import_sent_rows SYNC` })
  const dumps = await engine.rows({
    name: 'erase',
    sql: `SELECT concat(database, '.', table) AS dump, groupArray(name) AS columns FROM system.columns
      WHERE database = {database: String} AND startsWith(table, 'import_') AND name IN {columns: Array(String)}
      GROUP BY dump ORDER BY dump`,
    params: { database, columns: Object.keys(columnsOfDumps) },
  })
  for (const { dump, columns } of dumps) {
    const isTheirs = (columns as string[]).map((column) => isStaged(tables, batch, columnsOfDumps[column]!, column))
    try {
      await removeRows(engine, String(dump), isTheirs.join(' OR '), 'for good')
    } catch (cause) {
      // It may have been taken over meanwhile, without them.
      const sql = `SELECT 1 FROM system.tables WHERE concat(database, '.', name) = {dump: String}`
      if ((await engine.rows({ name: 'erase', sql, params: { dump: String(dump) } })).length > 0) throw cause
    }
  }
}

/** What a killed process had staged of the same person. */
async function dropLeftBehind(engine: Engine, tables: Tables, batch: string): Promise<void> {
  const rows = await engine.rows({
    name: 'erase',
    sql: `SELECT DISTINCT toString(batch) AS left_behind FROM ${tables.leavingPeople}
      WHERE batch != '${batch}' AND found_by IN ('userId', 'username', 'mail', 'actor')
        AND (found_by, value) IN (SELECT found_by, value FROM ${tables.leavingPeople} WHERE batch = '${batch}')`,
  })
  for (const { left_behind: leftBehind } of rows) {
    for (const table of [tables.leavingPeople, tables.importCandidates]) {
      await engine.command({ name: 'erase', sql: `ALTER TABLE ${table} DROP PARTITION '${leftBehind}'` })
    }
  }
}
