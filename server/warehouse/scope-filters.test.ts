import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Scope } from '../contract/scope.ts'
import { effort } from '../testing/effort.ts'
import { openTestWarehouse } from '../testing/warehouse.ts'
import { ask } from './ask.ts'
import { defineQuestion } from './question.ts'
import { type TableName, type Tables, tablesOf } from './tables.ts'

const minGroupSize = 10

/** Texts that try to end a literal, a list, a map or the query, and their innocent neighbours. */
const hostile = [
  'course-v1:Org+A+1',
  "course-v1:Org+A+1' OR '1'='1",
  "') OR (1=1",
  "'} SETTINGS additional_table_filters = {} --",
  '\\',
  "\\'",
  "\\\\' OR 1 --",
  'a\nb',
  'a\0b',
  'a\tb\x7f',
  '/* x */',
  '`tick`"quote"',
  '\u202eمقدمة 𝔘 é',
  '%',
]
const learners = hostile.flatMap((course, index) =>
  [0, 3].map((step) => ({
    course_key: course,
    org: hostile[(index + 5) % hostile.length]!,
    actor_id: hostile[(index + step) % hostile.length]!,
  })),
)
const courses = learners.filter((_, index) => index % 2 === 0).map(({ course_key, org }) => ({ course_key, org }))
const peers = courses.map((course, index) => ({
  ...course,
  learners: index % 2 === 0 ? minGroupSize : minGroupSize - 1,
}))

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
beforeAll(async () => {
  warehouse = await openTestWarehouse({ minGroupSize })
  const insert = (table: TableName, rows: readonly object[]) =>
    warehouse.engine.insert(
      tablesOf(warehouse.databases, 'real')[table],
      Object.keys(rows[0]!),
      'JSONEachRow',
      Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n')),
    )
  await insert('learnerCourse', learners)
  await insert('courseNames', courses)
  await insert('coursePeers', peers)
  await insert(
    'dirtyLearners',
    learners.map(({ course_key, actor_id }) => ({ course_key, actor_id })),
  )
})
afterAll(() => warehouse.close())

/** Ways in which a question may come upon a table. */
const shapes: ((table: string, columns: string) => string)[] = [
  (table, columns) => `SELECT ${columns} FROM ${table} FINAL`,
  (table, columns) => `SELECT ${columns} FROM (SELECT * FROM ${table}) AS inner_rows`,
  (table, columns) => `WITH found AS (SELECT ${columns} FROM ${table}) SELECT ${columns} FROM found`,
  (table, columns) => `SELECT ${columns} FROM (SELECT 1 AS one) AS ones CROSS JOIN ${table} AS joined`,
  (table, columns) => `SELECT ${columns} FROM ${table} WHERE 0 UNION ALL SELECT ${columns} FROM ${table}`,
  (table, columns) => `SELECT DISTINCT ${columns} FROM ${table} WHERE course_key IN (SELECT course_key FROM ${table})`,
]

async function seen(table: TableName, columns: string[], scope: Scope, shape = shapes[0]!): Promise<string[]> {
  const question = defineQuestion({
    name: 'seen',
    definition: { en: 'Test', es: 'Prueba' },
    source: 'test',
    needs: 'relational',
    params: z.object({}),
    row: z.object({ seen: z.string() }),
    columns: { seen: { label: { en: 'Seen', es: 'Visto' }, type: 'text' } },
    sql: (tables: Tables) =>
      `SELECT toJSONString(tuple(${columns.join(', ')})) AS seen FROM (${shape(tables[table], columns.join(', '))})`,
  })
  const rows = await ask(warehouse, question, { scope, dataSet: 'real', params: {} })
  return rows.map(({ seen: text }) => Object.values(JSON.parse(text) as object).join('\u0001')).sort()
}

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostile) },
  fc.string({ unit: 'binary' }),
  fc.constant(''),
)
const someCourses = { courseKeys: fc.array(text, { maxLength: 4 }), orgs: fc.array(text, { maxLength: 2 }) }
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.record({ kind: fc.constant('self' as const), actorId: text }),
  fc.record({ kind: fc.constant('self' as const), actorId: text, within: fc.record(someCourses) }),
  fc.record({ kind: fc.constant('courses' as const), ...someCourses }),
  fc.constant({ kind: 'site' as const }),
)

/** What a scope opens, said once more without SQL. */
const opens = (of: Scope, row: { course_key: string; org: string }): boolean =>
  of.kind === 'site' ||
  (of.kind === 'courses'
    ? of.courseKeys.includes(row.course_key) || of.orgs.includes(row.org)
    : learners.some((learner) => learner.course_key === row.course_key && isMine(of, learner)))

const isMine = (of: Extract<Scope, { kind: 'self' }>, row: (typeof learners)[number]) =>
  row.actor_id === of.actorId && (of.within === undefined || opens({ kind: 'courses', ...of.within }, row))

const texts = (rows: readonly object[]) => rows.map((row) => Object.values(row).join('\u0001')).sort()

describe('whatever the texts in a scope and however a question reads, the engine shows exactly the rows of the scope', () => {
  const check = (verify: (scope: Scope, shape: (typeof shapes)[number]) => Promise<void>, among = shapes) =>
    fc.assert(fc.asyncProperty(scope, fc.constantFrom(...among), verify), { numRuns: 60 * effort })

  test('in tables of learners', () =>
    check(async (of, shape) => {
      const mine = learners.filter((row) => (of.kind === 'self' ? isMine(of, row) : opens(of, row)))
      expect(await seen('learnerCourse', ['course_key', 'org', 'actor_id'], of, shape)).toEqual(texts(mine))
    }))

  test('in tables of courses', () =>
    check(async (of, shape) => {
      expect(await seen('courseNames', ['course_key', 'org'], of, shape)).toEqual(
        texts(courses.filter((row) => opens(of, row))),
      )
    }))

  test('in figures of a class, which a learner sees from the minimum group size on', () =>
    check(async (of, shape) => {
      const shown = peers.filter((row) => opens(of, row) && (of.kind !== 'self' || row.learners >= minGroupSize))
      expect(await seen('coursePeers', ['course_key', 'org', 'learners'], of, shape)).toEqual(texts(shown))
    }))

  test("in the operator's tables", () =>
    check(
      async (of, shape) => {
        const all = of.kind === 'site' ? learners.map(({ course_key, actor_id }) => ({ course_key, actor_id })) : []
        expect(await seen('dirtyLearners', ['course_key', 'actor_id'], of, shape)).toEqual(texts(all))
      },
      // The marks are not replaced by newer ones, so FINAL says nothing of them.
      shapes.slice(1),
    ))
})

test('the other data set stays empty for everyone', async () => {
  const question = defineQuestion({
    name: 'other',
    definition: { en: 'Test', es: 'Prueba' },
    source: 'test',
    needs: 'relational',
    params: z.object({}),
    row: z.object({ course_key: z.string() }),
    columns: { course_key: { label: { en: 'Course', es: 'Curso' }, type: 'text' } },
    sql: (tables) => `SELECT course_key FROM ${tables.courseNames}`,
  })
  expect(await ask(warehouse, question, { scope: { kind: 'site' }, dataSet: 'demo', params: {} })).toEqual([])
})
