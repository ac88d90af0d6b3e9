import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { createKeys, type Keys } from './keys.ts'

let now = new Date('2026-05-04T12:00:30Z')
const clock = { now: () => now }
let directory: string
let store: Store
let keys: Keys
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-keys-'))
  store = await openStore(join(directory, 'store.db'), clock)
  keys = createKeys(store, clock)
})
beforeEach(() => {
  now = new Date('2026-05-04T12:00:30Z')
})
afterAll(async () => {
  await store.close()
  await rm(directory, { recursive: true })
})

test('a key opens with its own secret only, and its use is noted to the minute', async () => {
  const { credential, secret } = await keys.create({ name: 'ERB', scopes: ['write', 'write', 'read-mine'] }, 'ada')
  expect(credential).toMatchObject({ name: 'ERB', scopes: ['write', 'read-mine'], createdBy: 'ada', lastUsedAt: null })
  // 256 bits in base64url: 43 characters.
  expect(secret).toMatch(/^[\w-]{43}$/)
  const other = await keys.create({ name: 'Vector', scopes: ['write'] }, 'ada')
  expect(await keys.check(credential.id, other.secret)).toBeNull()
  expect(await keys.check('nobody', secret)).toBeNull()
  expect(await keys.check(credential.id, '')).toBeNull()
  expect(await keys.check(credential.id, secret)).toMatchObject({ id: credential.id, scopes: ['write', 'read-mine'] })
  const used = async () => (await keys.list()).find(({ id }) => id === credential.id)?.lastUsedAt
  expect(await used()).toBe('2026-05-04T12:00:00.000Z')
  now = new Date('2026-05-04T12:02:59Z')
  await keys.check(credential.id, secret)
  expect(await used()).toBe('2026-05-04T12:02:00.000Z')
})

test('a revoked key is out at once, in every process, and stays on the list', async () => {
  const { credential, secret } = await keys.create({ name: 'Old', scopes: ['write'] }, 'ada')
  expect(await keys.check(credential.id, secret)).not.toBeNull()
  const elsewhere = await openStore(join(directory, 'store.db'), clock)
  const first = await createKeys(elsewhere, clock).revoke(credential.id, 'ben')
  await elsewhere.close()
  expect(await keys.check(credential.id, secret)).toBeNull()
  now = new Date('2026-05-05T00:00:00Z')
  expect(await keys.revoke(credential.id, 'ada')).toMatchObject({ revokedAt: first.revokedAt })
  await expect(keys.revoke('nobody', 'ada')).rejects.toMatchObject({ code: 'not_found' })
})

test('the audit log tells who made and who revoked a key, once each, and no file holds a secret', async () => {
  const { credential, secret } = await keys.create({ name: 'Told', scopes: ['retire'] }, 'ada', 'request-1')
  await keys.revoke(credential.id, 'ben', 'request-2')
  await keys.revoke(credential.id, 'ben', 'request-3')
  const { entries } = await store.auditEntries({ limit: 2 })
  const told = JSON.stringify({ id: credential.id, name: 'Told', scopes: ['retire'] })
  expect(entries).toMatchObject([
    { actor: 'ben', action: 'credential.revoked', before: told, after: null, requestId: 'request-2' },
    { actor: 'ada', action: 'credential.created', before: null, after: told, requestId: 'request-1' },
  ])
  for (const file of ['store.db', 'store.db-wal']) {
    expect(await readFile(join(directory, file), 'latin1')).not.toContain(secret)
  }
})
