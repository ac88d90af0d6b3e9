import { afterAll, beforeAll, expect, test } from 'vitest'
import { openImporting } from '../testing/importing.ts'
import { createCurrentLms } from './current-lms.ts'

let importing: Awaited<ReturnType<typeof openImporting>>
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

test('what is known of the LMS is the same object until somebody is retired: chunks that it mapped are not mapped again', async () => {
  const { warehouse, store } = importing
  const currentLms = createCurrentLms({ warehouse, store, dataSet: 'real', lmsUrl: 'https://lms.example' })
  const before = await currentLms()
  expect(await currentLms()).toBe(before)

  await store.addRetired('real', [{ username: 'ingrid' }])
  const after = await currentLms()
  expect(after).not.toBe(before)
  expect(after.isRetired({ username: 'ingrid' })).toBe(true)
  expect(await currentLms()).toBe(after)
})
