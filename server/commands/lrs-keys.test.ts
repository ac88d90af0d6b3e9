import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CreatedCredential, Credential } from '../contract/credential.ts'
import { systemClock } from '../kernel/clock.ts'
import { createKeys } from '../lrs/keys.ts'
import { openStore } from '../store/open-store.ts'
import { createKey, listKeys, revokeKey } from './lrs-keys.ts'
import { createTerminal, type Terminal } from './terminal.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'panorama-lrs-keys-'))
})
afterAll(() => rm(dataDir, { recursive: true }))

/** What a command prints on standard output. */
async function printed(run: (terminal: Terminal) => Promise<void>, json = true): Promise<string> {
  const [out, err] = [new PassThrough(), new PassThrough()]
  await run(createTerminal(json, { PANORAMA_DATA_DIR: dataDir }, out as never, err as never))
  return String(out.read() ?? '')
}
const made = (name: string, ...scope: string[]) =>
  printed((terminal) => createKey(terminal, { scope }, [name])).then((text) => JSON.parse(text) as CreatedCredential)
const listed = async () => JSON.parse(await printed(listKeys)) as Credential[]

test('a key is made, listed without its secret, and revoked; the audit log tells who did it', async () => {
  expect(await listed()).toEqual([])
  const { credential, secret } = await made('Vector', 'write', 'read-mine')
  expect(credential).toMatchObject({ name: 'Vector', scopes: ['write', 'read-mine'], revokedAt: null })
  expect(credential.createdBy).toMatch(/^command line/)
  expect(await printed(listKeys, false)).not.toContain(secret)
  expect(await listed()).toEqual([credential])

  // The secret opens it, for whoever has the store open meanwhile as for everybody.
  const store = await openStore(pathToFileURL(join(dataDir, 'store.db')).href, systemClock)
  const keys = createKeys(store, systemClock)
  expect(await keys.check(credential.id, secret)).toMatchObject({ id: credential.id })
  await printed((terminal) => revokeKey(terminal, {}, [credential.id]))
  const [revoked] = await listed()
  expect(revoked?.revokedAt).not.toBeNull()
  expect(await keys.check(credential.id, secret)).toBeNull()
  const { entries } = await store.auditEntries({ limit: 9 })
  expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
    ['credential.revoked', credential.createdBy],
    ['credential.created', credential.createdBy],
  ])
  await store.close()
  const words = await printed((terminal) => revokeKey(terminal, {}, [credential.id]), false)
  expect(words).toContain(`no longer works, since ${revoked?.revokedAt}`)
})

test.each([
  ['no scope', 'Vector', []],
  ['a scope that is none', 'Vector', ['delete']],
  ['no name', ' ', ['write']],
])('a key with %s is not made, and what to say is told', async (_what, name, scopes: string[]) => {
  await expect(made(name, ...scopes)).rejects.toMatchObject({
    code: 'invalid_request',
    advice: expect.stringContaining('write, read-mine, read-all, retire'),
  })
})

test('a key that there is not cannot be revoked', async () => {
  await expect(printed((terminal) => revokeKey(terminal, {}, ['nobody']))).rejects.toMatchObject({ code: 'not_found' })
})
