import type { Scope } from '../contract/scope.ts'
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
      scope.kind === 'self' ? selfCondition(scope.actorId, holds, tables, minGroupSize) : courseCondition(scope, holds)
    return `${literal(tables[name])}:${literal(condition)}`
  })
  return `{${entries.join(',')}}`
}

type Holds = (typeof scopedTables)[number]['holds']

function courseCondition(scope: Extract<Scope, { kind: 'courses' }>, holds: Holds): string {
  if (holds === 'operator') return '0'
  const conditions = []
  if (scope.courseKeys.length > 0) conditions.push(`course_key IN (${scope.courseKeys.map(literal).join(',')})`)
  if (scope.orgs.length > 0) conditions.push(`org IN (${scope.orgs.map(literal).join(',')})`)
  return conditions.length > 0 ? conditions.join(' OR ') : '0'
}

function selfCondition(actorId: string, holds: Holds, tables: Tables, minGroupSize: number): string {
  if (holds === 'operator') return '0'
  const mine = `actor_id = ${literal(actorId)}`
  if (holds === 'learner') return mine
  const myCourses = `course_key IN (SELECT course_key FROM ${tables.learnerCourse} WHERE ${mine})`
  return holds === 'peers' ? `learners >= ${minGroupSize} AND ${myCourses}` : myCourses
}

/** A ClickHouse string literal. */
function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
