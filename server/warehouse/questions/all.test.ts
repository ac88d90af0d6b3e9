import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestWarehouse, testDatabases } from '../../testing/warehouse.ts'
import { ask } from '../ask.ts'
import { tablesOf } from '../tables.ts'
import { questions } from './all.ts'

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
beforeAll(async () => {
  warehouse = await openTestWarehouse()
})
afterAll(() => warehouse.close())

test.each(questions.map((question) => [question.name, question] as const))(
  '%s can be asked of an empty warehouse',
  async (_, question) => {
    const params = {
      course: 'course-v1:Nobody+Knows+It',
      from: '2026-03-01',
      to: '2026-03-28',
      zone: 'Europe/Oslo',
      now: '2026-03-28T12:00:00Z',
      today: '2026-03-28',
      minimum: 10,
      video: 'no-such-video',
      user_id: 1,
      actor_ids: ['learner0'],
      text: '',
      whole: false,
    }
    const rows = await ask(warehouse, question, { scope: { kind: 'site' }, dataSet: 'real', params })
    for (const row of rows)
      expect(Object.values(row).filter((cell) => typeof cell === 'number' && cell !== 0)).toEqual([])
  },
)

test.each(questions.map((question) => [question.name, question] as const))(
  '%s binds only parameters that it takes',
  (_, question) => {
    const tables = tablesOf(testDatabases, 'real')
    const placeholders = [...question.sql(tables).matchAll(/\{(\w+): ?\w/g)].map(([, name]) => name)
    expect(Object.keys(question.params.shape)).toEqual(expect.arrayContaining(placeholders))
  },
)

test('every question has a name of its own', () => {
  const names = questions.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})
