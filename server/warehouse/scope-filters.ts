import type { Scope } from '../contract/scope.ts'
import { literal } from './literal.ts'
import { scopedTables, type Tables } from './tables.ts'

/**
 * The scope as ClickHouse's `additional_table_filters`: the engine adds the condition to every read of the table,
 * through views, joins, CTEs and subqueries alike, so SQL that forgets the scope still cannot leave it.
 *
 * @returns a map literal for a query's SETTINGS clause; every value is escaped here and comes from a verified viewer
 */
export function scopeFilters(scope: Scope, tables: Tables, minGroupSize: number): string {
  if (scope.kind === 'site') return '{}'
  const entries = scopedTables.map(({ name, holds }) => {
    const condition =
      scope.kind === 'self' ? selfCondition(scope, holds, tables, minGroupSize) : courseCondition(scope, holds)
    return `${literal(tables[name])}:${literal(condition)}`
  })
  return `{${entries.join(',')}}`
}

type Holds = (typeof scopedTables)[number]['holds']

interface Courses {
  readonly courseKeys: readonly string[]
  readonly orgs: readonly string[]
}

function courseCondition({ courseKeys, orgs }: Courses, holds: Holds): string {
  if (holds === 'operator') return '0'
  if (holds === 'anybody') return '1'
  const conditions = [isOneOf('course_key', courseKeys), isOneOf('org', orgs)].filter((condition) => condition !== '0')
  return conditions.length > 0 ? conditions.join(' OR ') : '0'
}

/** An empty text names no course and no organisation: rows without one belong to the site alone. */
function isOneOf(column: string, texts: readonly string[]): string {
  const literals = texts.filter((text) => text !== '').map(literal)
  return literals.length > 0 ? `${column} IN (${literals.join(',')})` : '0'
}

function selfCondition(
  { actorId, within }: Extract<Scope, { kind: 'self' }>,
  holds: Holds,
  tables: Tables,
  minGroupSize: number,
): string {
  if (holds === 'operator' || actorId === '') return '0'
  if (holds === 'anybody') return '1'
  const isMine = `actor_id = ${literal(actorId)}`
  const mine = within === undefined ? isMine : `${isMine} AND (${courseCondition(within, 'learner')})`
  if (holds === 'learner') return mine
  const myCourses = `course_key IN (SELECT course_key FROM ${tables.learnerCourse} WHERE ${mine})`
  return holds === 'peers' ? `learners >= ${minGroupSize} AND ${myCourses}` : myCourses
}
