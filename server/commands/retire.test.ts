import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { certificateSchema } from '../contract/retirement.ts'
import { describeCertificate, retirePerson } from './retire.ts'
import { createTerminal } from './terminal.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'panorama-retire-'))
})
afterAll(() => rm(dataDir, { recursive: true }))

/** Runs the command on a warehouse of its own. @returns what it printed */
async function run(options: Parameters<typeof retirePerson>[1], json = false): Promise<string> {
  let printed = ''
  const out = new Writable({
    write(chunk, _encoding, done) {
      printed += String(chunk)
      done()
    },
  }) as typeof process.stdout
  await retirePerson(createTerminal(json, { PANORAMA_DATA_DIR: dataDir }, out), options)
  return printed
}

test.each([
  ['nobody', {}],
  ['a user id that is none', { userId: 'seven' }],
  ['an address that is none', { email: 'ann' }],
])('naming %s is a mistake of whoever asks', async (_what, options) => {
  await expect(run(options)).rejects.toMatchObject({ code: 'invalid_request', exitCode: 64 })
})

test('somebody unknown gets a certificate, which says what it would take to find more', async () => {
  const certificate = certificateSchema.parse(JSON.parse(await run({ username: 'ann' }, true)))
  expect(certificate).toMatchObject({ how: 'erased', requestedBy: 'command line', verification: { rowsLeft: 0 } })
  const words = describeCertificate(certificate)
  expect(words).toMatch(/Nothing of this person was there\.\nSearched afterwards, in \d+ columns: nothing is left\./)
  expect(words).toContain('--user-id')
  expect(words).not.toContain('ann,')
  expect(describeCertificate({ ...certificate, knownBy: { ...certificate.knownBy, userIds: 1 } })).not.toContain(
    '--user-id',
  )
})

test('verifying finds nothing, and says in how many columns it looked', async () => {
  expect(await run({ userId: '7', verify: true })).toMatch(
    /^Nothing of this person is there\.\n\d+ columns were searched\.\n$/,
  )
  expect(process.exitCode ?? 0).toBe(0)
})
