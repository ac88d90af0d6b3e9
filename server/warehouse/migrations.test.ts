import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestWarehouse, testDatabases } from '../testing/warehouse.ts'
import { migrate, ownMigrations } from './migrations.ts'

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
beforeAll(async () => {
  warehouse = await openTestWarehouse()
})
afterAll(() => warehouse.close())

test('a second run finds nothing to do', async () => {
  expect(ownMigrations.length).toBeGreaterThan(0)
  expect(await migrate(warehouse.engine, testDatabases, 'real')).toEqual([])
})
