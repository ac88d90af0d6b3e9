import type { Engine } from '../warehouse/engine.ts'
import { removeRows } from '../warehouse/remove-rows.ts'
import type { Tables } from '../warehouse/tables.ts'
import { isOurs } from './dump-id.ts'
import type { Target } from './targets.ts'

export interface TakingOver {
  readonly engine: Engine
  readonly tables: Tables
  readonly target: Target
  /** Qualified table of the target's shape, with what the LMS has now. */
  readonly staging: string
  /** Whether `staging` is all there is, so that what is not in it has gone. */
  readonly isWhole: boolean
  /** Rows are added also where nothing about them is new. */
  readonly isForced: boolean
  /** Under which changes are kept until the figures have followed. */
  readonly load: string
}

/** What a step of it keeps in memory before it goes on by disk. */
const settings = 'SETTINGS max_bytes_before_external_group_by = 500000000, max_bytes_before_external_sort = 500000000'

/**
 * Brings a table to what was staged, and says whose figures have to follow. What is new comes first and what is gone leaves after
 * it, so that nobody who reads meanwhile misses a row that is there before and after. Ended anywhere, it is completed by doing it
 * again, and the figures of whoever was concerned follow all the same.
 * @returns how many rows of `staging` are new or differ
 */
export async function takeOver(taking: TakingOver): Promise<number> {
  const { takesOver } = taking.target
  if (takesOver === 'mirror') return replaceMirror(taking)
  return takesOver === 'courses' ? addCourses(taking) : addRows(taking)
}

async function addRows(taking: TakingOver): Promise<number> {
  const { tables, target, staging, isWhole, isForced } = taking
  const table = tables[target.table]
  const key = target.key.join(', ')
  const content = `sipHash128(${await columnsOfContent(taking)})`
  const isNew = isForced
    ? '1'
    : `${content} NOT IN (SELECT argMax(${content}, time_last_dumped) FROM ${table} GROUP BY ${key})`
  const isGone =
    target.takesOver === 'history'
      ? `${isOurs} AND (${key}) NOT IN (SELECT ${key} FROM ${staging})`
      : `${isOurs} AND ${content} NOT IN (SELECT ${content} FROM ${staging})`
  const added = await countRows(taking, `SELECT 1 FROM ${staging} WHERE ${isNew}`)
  const gone = isWhole ? await countRows(taking, `SELECT 1 FROM ${table} WHERE ${isGone}`) : 0
  if (added > 0)
    await keepChanges(taking, `SELECT DISTINCT ${concernedBy(target)}, false FROM ${staging} WHERE ${isNew}`)
  if (gone > 0) {
    const isDeleted = `${isOurs} AND (${key}) NOT IN (SELECT ${key} FROM ${staging})`
    await keepChanges(taking, `SELECT DISTINCT ${concernedBy(target)}, true FROM ${table} WHERE ${isDeleted}`)
  }
  if (added > 0) await run(taking, `INSERT INTO ${table} SELECT * FROM ${staging} WHERE ${isNew} ${settings}`)
  if (gone > 0) await removeRows(taking.engine, table, isGone, 'promptly')
  return added
}

/** Readers take the newest dump of a course run whole, so one that differs anywhere is added whole. */
async function addCourses(taking: TakingOver): Promise<number> {
  const { tables, target, staging, isWhole } = taking
  const table = tables[target.table]
  const columns = await columnsOfContent(taking)
  const newest = `SELECT course_key, dump_id FROM ${table} ORDER BY time_last_dumped DESC LIMIT 1 BY course_key`
  const contents = (from: string) =>
    `SELECT course_key, count() AS blocks, sum(sipHash64(${columns})) AS content FROM ${from} GROUP BY course_key`
  const isNew = `course_key IN (
    SELECT course_key FROM (${contents(staging)}) WHERE (course_key, blocks, content) NOT IN (
      ${contents(`(SELECT * FROM ${table} WHERE (course_key, dump_id) IN (${newest}))`)}))`
  const isReplaced = `${isOurs} AND course_key IN (SELECT course_key FROM ${staging})
    AND (course_key, dump_id) NOT IN (${newest})`
  const isDeleted = `${isOurs} AND course_key NOT IN (SELECT course_key FROM ${staging})`
  const added = await countRows(taking, `SELECT 1 FROM ${staging} WHERE ${isNew}`)
  if (added > 0) {
    await keepChanges(taking, `SELECT DISTINCT ${concernedBy(target)}, false FROM ${staging} WHERE ${isNew}`)
    await run(taking, `INSERT INTO ${table} SELECT * FROM ${staging} WHERE ${isNew} ${settings}`)
    await removeRows(taking.engine, table, isReplaced, 'promptly')
  }
  if (isWhole && (await countRows(taking, `SELECT 1 FROM ${table} WHERE ${isDeleted}`)) > 0) {
    await keepChanges(taking, `SELECT DISTINCT ${concernedBy(target)}, true FROM ${table} WHERE ${isDeleted}`)
    await removeRows(taking.engine, table, isDeleted, 'promptly')
  }
  return added
}

/** A table of our own, whose rows nobody else writes: the engine puts the other one in its place in one step. */
async function replaceMirror(taking: TakingOver): Promise<number> {
  const { tables, target, staging } = taking
  const table = tables[target.table]
  const hash = `sipHash64(${await columnsOfContent(taking)})`
  const [course, user] = target.concerns === 'person' ? ["''", 'user_id'] : ['course_key', 'user_id']
  const difference = `
    SELECT ${course} AS course_key, ${user} AS user_id,
      sumIf(1, is_staged) AS rows_now, sumIf(1, NOT is_staged) AS rows_before,
      sumIf(hash, is_staged) != sumIf(hash, NOT is_staged) OR rows_now != rows_before AS is_changed
    FROM (
      SELECT ${target.key.join(', ')}, ${hash} AS hash, true AS is_staged FROM ${staging}
      UNION ALL
      SELECT ${target.key.join(', ')}, ${hash} AS hash, false AS is_staged FROM ${table})
    GROUP BY course_key, user_id HAVING is_changed`
  const [changed] = await taking.engine.rows({
    name: 'take-over',
    sql: `SELECT count() AS groups, sum(rows_now) AS rows FROM (${difference})`,
  })
  if (Number(changed?.groups) === 0) return 0
  await keepChanges(taking, `SELECT course_key, user_id, rows_now < rows_before FROM (${difference})`)
  const isEmpty = (await countRows(taking, `SELECT 1 FROM ${staging} LIMIT 1`)) === 0
  await run(
    taking,
    isEmpty ? `TRUNCATE TABLE ${table}` : `ALTER TABLE ${table} REPLACE PARTITION ID 'all' FROM ${staging}`,
  )
  return Number(changed?.rows)
}

/** The columns that tell one row from another, whatever dump it came with. */
async function columnsOfContent({ engine, staging }: TakingOver): Promise<string> {
  const columns = await engine.rows({
    name: 'take-over',
    sql: `SELECT name FROM system.columns WHERE concat(database, '.', table) = {staging: String}
      AND name NOT IN ('dump_id', 'time_last_dumped') ORDER BY position`,
    params: { staging },
  })
  return columns.map(({ name }) => `\`${String(name)}\``).join(', ')
}

/** Columns of `changes`: the course run, and the learner. */
function concernedBy({ concerns }: Target): string {
  if (concerns === 'person') return "'' AS course_key, user_id"
  return concerns === 'learner' ? 'course_key, user_id' : 'course_key, 0 AS user_id'
}

async function keepChanges(taking: TakingOver, select: string): Promise<void> {
  if (taking.target.concerns === 'nobody') return
  await run(
    taking,
    `INSERT INTO ${taking.tables.lmsChanges} (load, course_key, user_id, is_gone)
      SELECT '${taking.load}', * FROM (${select}) ${settings}`,
  )
}

async function countRows({ engine }: TakingOver, select: string): Promise<number> {
  const [row] = await engine.rows({ name: 'take-over', sql: `SELECT count() AS rows FROM (${select})` })
  return Number(row?.rows)
}

async function run({ engine }: TakingOver, sql: string): Promise<void> {
  await engine.command({ name: 'take-over', sql })
}
