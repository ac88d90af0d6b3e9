import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ExtractedTable } from '../contract/extraction.ts'
import { systemClock } from '../kernel/clock.ts'
import { openStore } from '../store/open-store.ts'
import { showPrivacy } from './elt-privacy.ts'
import { showEltStatus } from './elt-status.ts'
import { createTerminal } from './terminal.ts'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-elt-told-'))
})

afterEach(async () => {
  process.exitCode = undefined
  await rm(directory, { recursive: true, force: true })
})

function terminal(environment: Record<string, string> = {}) {
  const out = new PassThrough()
  const streams = [out, new PassThrough()] as unknown as [typeof process.stdout, typeof process.stderr]
  const made = createTerminal(false, { PANORAMA_DATA_DIR: directory, ...environment }, ...streams)
  return { terminal: made, said: () => String(out.read() ?? '') }
}

test('elt privacy tells what of each table leaves, without a word of a password (panorama-elt 39)', async () => {
  const file = join(directory, 'settings.yaml')
  await writeFile(
    file,
    `datalake: {directory: lake}
datasources:
  - name: lms
    type: mysql
    mysql_host: 127.0.0.1
    mysql_username: reader
    mysql_password: hidden-word
    tables:
      - name: auth_user
        fields: [{name: id, type: int}, {name: password, type: varchar}, {name: email, type: varchar}]
      - name: shop_order
        fields: [{name: total, type: int}, {name: api_key, type: varchar}, {name: phone, type: varchar, data_class: plain}]
`,
  )
  const { terminal: shown, said } = terminal()
  await showPrivacy(shown, { settings: file })
  const text = said()
  expect(text.split('\n').slice(1, -3)).toEqual([
    '',
    'lms/auth_user',
    '  as it is        id',
    '  left empty      email',
    '  never leaves    password',
    '',
    'lms/shop_order',
    '  as it is        total?, phone',
    '  never leaves    api_key~',
    '',
  ])
  expect(text).toMatch(/^personal_data is leave_out: .* this is the default\.\n/)
  expect(text).not.toContain('hidden-word')
})

const table: ExtractedTable = {
  ...{ datasource: 'lms', table: 'auth_user', outcome: 'done', rowsWritten: 2, rows: 5, bytesWritten: 2e6 },
  ...{ partitionsWritten: 1, partitionsGone: 0, seconds: 0.5, asOf: '2026-03-01T11:00:00.000Z' },
  ...{ warnings: ['password: never leaves the LMS.'], failure: null },
}

test('elt status tells of each table how fresh it is, how runs went, and what to do', async () => {
  const store = await openStore(join(directory, 'store.db'), systemClock)
  const run = await store.startExtraction('schedule')
  const failure = 'The database does not answer. Look whether it runs.'
  const failed: ExtractedTable = {
    ...table,
    table: 'student_courseenrollment',
    outcome: 'failed',
    rows: 0,
    asOf: null,
    failure,
  }
  await store.updateExtraction(run!, { outcome: 'failed', tables: [table, failed], failure: null })
  await store.recordOverlap('schedule')
  await store.close()
  const { terminal: shown, said } = terminal({ PANORAMA_MODE: 'SAAS', PANORAMA_ELT_SETTINGS: '/etc/elt.yaml' })
  await showEltStatus(shown)
  const text = said()
  expect(text).toMatch(/^auth_user +5 +2026-03-01T11:00:00\.000Z +done$/m)
  expect(text).toMatch(/^student_courseenrollment +0 +– +failed$/m)
  expect(text).toContain(`✗ student_courseenrollment: ${failure}`)
  expect(text).toContain('! auth_user: password: never leaves the LMS.')
  expect(text).toMatch(/ schedule +overlapped +0 /)
  expect(text).toMatch(/ schedule +failed +2 +1 +1 +4 +4 /)
  expect(text).toContain('What failed is tried again by the next run')
  expect(text).toMatch(/^The server extracts next at .*:55:00\.000Z \(55 \* \* \* \* in UTC\)\.$/m)
  expect(process.exitCode).toBe(1)
})

test('elt status tells how to begin, and that a mode extracts nothing', async () => {
  const { terminal: shown, said } = terminal()
  await showEltStatus(shown)
  expect(said().trim().split('\n')).toEqual([
    'Nothing was extracted yet. Begin with: panorama elt extract-and-load --all',
    'In the mode DEMO nothing is extracted. Switch with: panorama mode SAAS',
    'The server extracts nothing by itself: PANORAMA_ELT_SETTINGS is not set.',
  ])
  expect(process.exitCode).toBeUndefined()
})
