import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DataSet } from '../../contract/scope.ts'
import { effort } from '../../testing/effort.ts'
import { insertStatements, type StatementParts, statement } from '../../testing/statements.ts'
import { openTestWarehouse } from '../../testing/warehouse.ts'
import { tablesOf } from '../tables.ts'
import { rebuildModels } from './rebuild.ts'
import { refreshModels } from './refresh.ts'

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
beforeAll(async () => {
  warehouse = await openTestWarehouse()
})
afterAll(() => warehouse.close())

const models = ['learnerCourse', 'learnerQuarter', 'learnerBlock', 'learnerVideo', 'coursePeers'] as const

const life: readonly StatementParts[] = [
  { verb: 'registered', at: '2026-01-01T10:00:00Z', mode: 'audit' },
  { verb: 'played', at: '2026-01-01T10:01:00Z', block: 'v1', position: 0, duration: 60 },
  { verb: 'paused', at: '2026-01-01T10:01:30Z', block: 'v1', position: 30, duration: 60 },
  { verb: 'evaluated', at: '2026-01-01T10:05:00Z', block: 'p1', success: true, score: 1, attempt: 1 },
  { verb: 'progressed', at: '2026-01-02T10:05:00Z', block: 'h1', completion: 1 },
  { verb: 'registered', at: '2026-01-01T10:00:00Z', actor: 'bea', mode: 'verified' },
  { verb: 'earned', at: '2026-01-03T10:00:00Z', actor: 'bea', score: 0.5, gradeClass: 'C' },
  {
    verb: 'played',
    at: '2026-01-03T10:01:00Z',
    actor: 'bea',
    course: 'course-v1:Org+Other+Run',
    block: 'v9',
    position: 1,
  },
]

async function empty(dataSet: DataSet) {
  const tables = tablesOf(warehouse.databases, dataSet)
  for (const table of [
    ...models,
    'rawStatements',
    'statements',
    'voidedStatements',
    'voidsToSettle',
    'dirtyLearners',
  ] as const)
    await warehouse.engine.command({ name: 'test', sql: `TRUNCATE TABLE ${tables[table]}` })
}

async function shown(dataSet: DataSet) {
  const tables = tablesOf(warehouse.databases, dataSet)
  const all = []
  for (const table of [...models, 'statements'] as const) {
    const columns = table === 'statements' ? '*' : '* EXCEPT version'
    // A course that somebody was in, and nobody is, keeps a row that says so.
    const condition = table === 'coursePeers' ? 'WHERE learners > 0' : ''
    const sql = `SELECT ${columns} FROM ${tables[table]} FINAL ${condition} ORDER BY ALL`
    all.push(await warehouse.engine.rows({ name: 'test', sql }))
  }
  return all
}

async function voidStatements(dataSet: DataSet, parts: readonly StatementParts[]) {
  if (parts.length === 0) return
  const { voidedStatements } = tablesOf(warehouse.databases, dataSet)
  const lines = parts.map((part) => `${JSON.stringify({ statement_id: statement(part).event_id })}\n`).join('')
  await warehouse.engine.insert(voidedStatements, ['statement_id'], 'JSONEachRow', Buffer.from(lines))
}

const insert = (dataSet: DataSet, parts: readonly StatementParts[]) =>
  insertStatements(warehouse, dataSet, parts.map(statement))

test('a statement that is voided counts in no figure, whenever its voiding, itself or its copy comes', async () => {
  const steps = fc.record({
    voided: fc.subarray([...life]),
    early: fc.subarray([...life]),
    refreshBetween: fc.boolean(),
    again: fc.subarray([...life]),
    rebuild: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(steps, async ({ voided, early, refreshBetween, again, rebuild }) => {
      await empty('real')
      await empty('demo')
      await insert(
        'demo',
        life.filter((part) => !voided.includes(part)),
      )
      await refreshModels(warehouse, 'demo')

      await insert('real', early)
      if (refreshBetween) await refreshModels(warehouse, 'real')
      await voidStatements('real', voided)
      await insert(
        'real',
        life.filter((part) => !early.includes(part)),
      )
      await refreshModels(warehouse, 'real')
      await insert('real', again)
      await refreshModels(warehouse, 'real')
      if (rebuild) await rebuildModels(warehouse, 'real')
      expect(await shown('real')).toEqual(await shown('demo'))
    }),
    { numRuns: 3 * effort },
  )
})

test('what was voided stays in the raw table', async () => {
  await empty('real')
  await insert('real', life)
  await voidStatements('real', life)
  await refreshModels(warehouse, 'real')
  const { rawStatements, voidsToSettle } = tablesOf(warehouse.databases, 'real')
  const counted = (table: string) =>
    warehouse.engine.rows({ name: 'test', sql: `SELECT count() AS rows FROM ${table}` })
  expect(await counted(rawStatements)).toEqual([{ rows: life.length }])
  expect(await counted(voidsToSettle)).toEqual([{ rows: 0 }])
})
