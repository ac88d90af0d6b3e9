import type { MarkedBy, Retired } from '../store/retired-list.ts'
import type { Engine } from '../warehouse/engine.ts'
import { isStaged, type Known, stagePeople, withLeaving } from '../warehouse/leaving-people.ts'
import { removeRows } from '../warehouse/remove-rows.ts'
import type { Tables } from '../warehouse/tables.ts'

/** By what the columns of the LMS's tables know people, and how the retired list has that. */
const columnsOfPeople: Readonly<
  Record<string, { readonly by: Known['by']; readonly marked: (value: string) => MarkedBy }>
> = {
  user_id: { by: 'userId', marked: (value) => ({ userId: Number(value) }) },
  username: { by: 'username', marked: (value) => ({ username: value }) },
  email: { by: 'mail', marked: (value) => ({ actorId: `mailto:${value}` }) },
  external_user_id: { by: 'actor', marked: (value) => ({ actorId: value }) },
}

/**
 * Takes the rows of people who were retired out of a dump that was read, before it is taken over: the LMS goes on telling
 * of their enrolments, and an older dump of their names.
 * @param staging table that the dump was read into
 * @returns how many rows those were
 */
export async function leaveOutRetired(
  engine: Engine,
  tables: Tables,
  staging: string,
  retired: Retired,
): Promise<number> {
  if (retired.list.marks.length === 0) return 0
  const name = 'leave-out-retired'
  const there = await engine.rows({
    name,
    sql: "SELECT name FROM system.columns WHERE concat(database, '.', table) = {staging: String}",
    params: { staging },
  })
  const columns = there.map((row) => String(row.name)).filter((column) => Object.hasOwn(columnsOfPeople, column))
  if (columns.length === 0) return 0
  const people = await engine.rows({ name, sql: `SELECT DISTINCT ${columns.join(', ')} FROM ${staging}` })
  const found = people.flatMap((row) =>
    columns.flatMap((column) => {
      const { by, marked } = columnsOfPeople[column]!
      const value = String(row[column])
      return value !== '' && holds(retired, marked(value)) ? [{ by, value }] : []
    }),
  )
  if (found.length === 0) return 0
  return withLeaving(engine, tables, async (batch) => {
    await stagePeople(engine, tables, batch, found)
    const isTheirs = columns.map((column) => isStaged(tables, batch, columnsOfPeople[column]!.by, column)).join(' OR ')
    const [counted] = await engine.rows({ name, sql: `SELECT count() AS rows FROM ${staging} WHERE ${isTheirs}` })
    await removeRows(engine, staging, isTheirs, 'promptly')
    return Number(counted?.rows)
  })
}

function holds(retired: Retired, marked: MarkedBy): boolean {
  return 'actorId' in marked ? retired.holdsActor(marked.actorId) : retired.holds(marked)
}
