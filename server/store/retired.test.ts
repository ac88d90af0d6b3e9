import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import type { Store } from './store.ts'

let directory: string
let store: Store

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-retired-'))
  store = await openStore(join(directory, 'store.db'), { now: () => new Date('2026-03-01T12:00:00Z') })
})

afterEach(async () => {
  await store.close()
  await rm(directory, { recursive: true, force: true })
})

test('as long as nobody is added, the list is the same object: whoever compares it sees no news', async () => {
  const nobody = await store.retired('real')
  expect(await store.retired('real')).toBe(nobody)

  await store.addRetired('real', [{ username: 'ingrid' }])
  const one = await store.retired('real')
  expect(one).not.toBe(nobody)
  expect(one.holds({ username: 'Ingrid' })).toBe(true)
  expect(await store.retired('real')).toBe(one)
})

test('a data set knows nothing of the people of the other', async () => {
  await store.addRetired('real', [{ userId: 7 }])
  expect((await store.retired('demo')).holds({ userId: 7 })).toBe(false)
  expect((await store.retired('real')).holds({ userId: 7 })).toBe(true)
})
