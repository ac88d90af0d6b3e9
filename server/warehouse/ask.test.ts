import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { insertStatements, statement } from '../testing/statements.ts'
import { openTestWarehouse } from '../testing/warehouse.ts'
import { ask } from './ask.ts'
import { refreshModels } from './models/refresh.ts'
import { defineQuestion } from './question.ts'
import type { Tables } from './tables.ts'

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
beforeAll(async () => {
  warehouse = await openTestWarehouse()
})
afterAll(() => warehouse.close())

const numbers = (sql: (tables: Tables) => string) =>
  defineQuestion({
    name: 'numbers',
    definition: { en: 'Numbers below a limit.', es: 'Números menores que un límite.' },
    source: 'test',
    needs: 'relational',
    params: z.object({ below: z.number().int() }),
    row: z.object({ n: z.number() }),
    columns: { n: { label: { en: 'Number', es: 'Número' }, type: 'count' } },
    sql,
  })
const counting = numbers(() => 'SELECT number AS n FROM numbers({below: UInt64}) ORDER BY n')
const asking = { scope: { kind: 'site' }, dataSet: 'real' } as const

test('parameters and rows are the question’s, or it fails with words', async () => {
  expect(await ask(warehouse, counting, { ...asking, params: { below: 2 } })).toEqual([{ n: 0 }, { n: 1 }])
  await expect(ask(warehouse, counting, { ...asking, params: { below: 0.5 } })).rejects.toMatchObject({
    code: 'invalid_request',
    message: expect.stringContaining('below'),
  })
  const wrong = numbers(() => "SELECT 'x' AS n WHERE {below: UInt64} > 0")
  await expect(ask(warehouse, wrong, { ...asking, params: { below: 1 } })).rejects.toThrow()
})

test('a question without limits of its own is cut where the asker wants, and refused where it would flood everyone', async () => {
  expect(await ask(warehouse, counting, { ...asking, params: { below: 100 }, maxRows: 3 })).toHaveLength(3)
  await expect(ask(warehouse, counting, { ...asking, params: { below: 600_000 } })).rejects.toMatchObject({
    code: 'too_expensive',
  })
})

test('a question with settings of its own is refused, because they could undo the scope', async () => {
  const sly = numbers(
    (tables) => `SELECT 1 AS n FROM (SELECT * FROM ${tables.courseNames} SETTINGS additional_table_filters = {})`,
  )
  await expect(ask(warehouse, sly, { ...asking, params: { below: 1 } })).rejects.toThrow('settings of its own')
})

test('the engine is asked again only when the data, the scope, the data set or a parameter is another', async () => {
  const rows = vi.fn(warehouse.engine.rows)
  const watched = { ...warehouse, engine: { ...warehouse.engine, rows } }
  const learners = numbers(
    (tables) => `SELECT count() AS n FROM ${tables.learnerCourse} FINAL WHERE {below: UInt8} > 0`,
  )
  const answer = async (given: object = {}) => {
    const [row] = await ask(watched, learners, { ...asking, params: { below: 1 }, ...given })
    return [row?.n, rows.mock.calls.length]
  }
  expect(await answer()).toEqual([0, 1])
  expect(await answer()).toEqual([0, 1])
  expect(await answer({ params: { below: 2 } })).toEqual([0, 2])
  expect(await answer({ scope: { kind: 'self', actorId: 'ann' } })).toEqual([0, 3])
  expect(await answer({ dataSet: 'demo' })).toEqual([0, 4])

  await insertStatements(warehouse, 'real', [statement({ verb: 'registered', at: '2026-01-01T10:00:00Z' })])
  await refreshModels(warehouse, 'real')
  expect(await answer()).toEqual([1, 5])
  expect(await answer({ scope: { kind: 'self', actorId: 'ann' } })).toEqual([1, 6])
  expect(await answer({ scope: { kind: 'self', actorId: 'bob' } })).toEqual([0, 7])
})

test('a shared answer cannot be changed by one who got it', async () => {
  const get = () => ask(warehouse, counting, { ...asking, params: { below: 1 } })
  const [first] = await get()
  expect(() => Object.assign(first as { n: number }, { n: 7 })).toThrow(TypeError)
  ;(await get()).pop()
  expect(await get()).toEqual([{ n: 0 }])
})
