import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MarkedBy, markOf } from '../../store/retired-list.ts'
import { openEmbeddedEngine } from '../../warehouse/embedded-engine.ts'
import type { Engine } from '../../warehouse/engine.ts'
import { literal } from '../../warehouse/literal.ts'
import type { PersonalDataPolicy, TableSettings } from '../settings/settings.ts'
import { openGuard } from './guard.ts'

const pseudonymKey = 'a key of thirty-two characters, or more'
const retirementKey = '5e'.repeat(32)

let directory: string
let engine: Engine

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-guard-'))
  engine = await openEmbeddedEngine(directory)
})

afterAll(async () => {
  await engine.close()
  await rm(directory, { recursive: true, force: true })
})

type Row = Readonly<Record<string, string | null>>

const tableOf = (name: string, columns: readonly string[]): TableSettings => ({
  name,
  fields: columns.map((column) => ({ name: column, type: 'varchar' })),
  partitions: null,
  rawTable: null,
  view: null,
})

const open = (personalData: PersonalDataPolicy | null, known: readonly MarkedBy[] = [], key = pseudonymKey) =>
  openGuard(
    engine,
    { personalData, pseudonymKey: key },
    { key: retirementKey, marks: known.map((mark) => markOf(retirementKey, mark)) },
  )

/** What of these rows leaves, as a source that reads what it is told to would hand it on. */
async function leaving(
  personalData: PersonalDataPolicy | null,
  name: string,
  rows: readonly Row[],
  retired: readonly MarkedBy[] = [],
  key = pseudonymKey,
): Promise<Record<string, unknown>[]> {
  const columns = Object.keys(rows[0]!)
  const guard = await open(personalData, retired, key)
  const { table, guard: around } = guard.guardTable(tableOf(name, columns))
  const constants = new Set(table.fields.flatMap((field) => (field.constant === null ? [field.name] : [])))
  const texts = rows.map((row) => {
    const values = columns.map((column) => {
      const value = constants.has(column) ? null : (row[column] ?? null)
      const text = value === null ? 'NULL' : literal(value)
      return `CAST(${text} AS Nullable(String)) AS \`${column}\``
    })
    return `SELECT ${values.join(', ')}`
  })
  return engine.rows({ name: 'test', sql: `SELECT * FROM (${around(texts.join(' UNION ALL '))}) ORDER BY ALL` })
}

const ann = { id: '42', username: 'Ann', email: 'Ann@Example.org', first_name: 'Ann', password: 'pbkdf2_sha256$…' }
const bob = { id: '43', username: 'bob', email: 'bob@example.org', first_name: 'Bob', password: 'pbkdf2_sha256$…' }

describe('what leaves the LMS', () => {
  it('is no password and no key of the site, whatever the settings say (panorama-elt 38)', async () => {
    const [person] = await leaving('keep', 'auth_user', [ann])
    expect(person).toEqual({ ...ann, password: null })
    const site = { id: '1', enabled: '1', site_values: '{"SECRET": "x"}' }
    expect(await leaving('keep', 'site_configuration_siteconfiguration', [site])).toEqual([
      { ...site, site_values: null },
    ])
    const guard = await open('keep')
    const field = { name: 'password', type: 'varchar', dataClass: 'plain' } as const
    const { table, warnings } = guard.guardTable({ ...tableOf('auth_user', []), fields: [field] })
    expect(table.fields).toEqual([{ ...field, constant: null }])
    expect(warnings.join()).toMatch(/^password: never leaves/)
  })

  it('is nobody’s name when the settings file does not say so, and it says what changed', async () => {
    expect(await leaving(null, 'auth_user', [ann])).toEqual([{ ...ann, email: null, first_name: null, password: null }])
    const { warnings } = (await open(null)).guardTable(tableOf('auth_user', Object.keys(ann)))
    expect(warnings.join('\n')).toMatch(/^email, first_name: personal, .* personal_data: keep/m)
  })

  it('is what a table of the site’s own is listed with, but for what is a secret or personal by its name', async () => {
    const columns = ['id', 'user_id', 'points', 'api_key', 'billing_email', 'phone_number']
    const row = Object.fromEntries(columns.map((column) => [column, '7']))
    expect(await leaving('leave_out', 'shop_order', [row])).toEqual([
      { ...row, api_key: null, billing_email: null, phone_number: null },
    ])
    const { warnings } = (await open('leave_out')).guardTable(tableOf('shop_order', columns))
    expect(warnings.join('\n')).toMatch(/^id, points: unknown to Panorama/m)
  })

  it('is of the state of a block how often somebody tried, and no answer', async () => {
    const states = [
      '{"attempts": 3, "done": true, "seed": 1, "score": {"raw_earned": 1.5, "raw_possible": 2}, "last_submission_time": "2026-03-01T10:00:00Z", "student_answers": {"x_2_1": "I, Ann"}, "correct_map": {}}',
      '{"position": 4, "saved_video_position": "00:01:10", "bookmarks": ["Ann"]}',
      '{"score": "Ann wrote this", "attempts": {"note": "Ann"}}',
      'Ann wrote no JSON',
    ]
    const rows = states.map((state, index) => ({ id: String(index), student_id: '42', state }))
    const left = await leaving('leave_out', 'courseware_studentmodule', rows)
    expect(left.map(({ state }) => state)).toEqual([
      '{"attempts": 3, "done": true, "seed": 1, "score": {"raw_earned":1.5,"raw_possible":2}, "last_submission_time": "2026-03-01T10:00:00Z"}',
      '{"position": 4, "saved_video_position": "00:01:10"}',
      '{}',
      null,
    ])
    expect(await leaving('keep', 'courseware_studentmodule', rows)).toEqual(rows)
  })
})

describe('pseudonyms', () => {
  it('are the same in every table, so that rows still belong together, and of another key are others', async () => {
    const [person] = await leaving('pseudonymise', 'auth_user', [ann])
    const [module] = await leaving('pseudonymise', 'courseware_studentmodule', [{ id: '42', student_id: '42' }])
    const [allowed] = await leaving('pseudonymise', 'student_courseenrollmentallowed', [{ email: 'ANN@example.org' }])
    expect(person).toMatchObject({ first_name: null, password: null })
    expect(module).toEqual({ id: '42', student_id: person!.id })
    expect(allowed).toEqual({ email: person!.email })
    expect(person!.email).toMatch(/^[0-9a-f]{32}@pseudonym\.invalid$/)
    const [other] = await leaving('pseudonymise', 'auth_user', [ann], [], `${pseudonymKey}!`)
    expect([other!.id, other!.username, other!.email]).not.toContain(person!.id)
    expect(other!.username).not.toBe(person!.username)
  })

  it('of names are HMAC-SHA-256, which other programs can make as well', async () => {
    const key = createHmac('sha256', pseudonymKey).update('panorama pseudonyms of texts').digest()
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string({ minLength: 1, unit: 'grapheme-ascii' }), { minLength: 1 }),
        async (names) => {
          const rows = names.map((username, index) => ({ date_joined: String(index).padStart(4, '0'), username }))
          const left = await leaving('pseudonymise', 'auth_user', rows)
          const made = names.map((name) =>
            createHmac('sha256', key).update(`username ${name.toLowerCase()}`).digest('hex'),
          )
          expect(left.map(({ username }) => username)).toEqual(made.map((hash) => hash.slice(0, 32)))
        },
      ),
      { numRuns: 5 },
    )
  })

  it('of user ids are ids, each of one person alone', async () => {
    const guard = await open('pseudonymise')
    const { guard: around } = guard.guardTable(tableOf('student_courseaccessrole', ['user_id']))
    const ids = around('SELECT CAST(toString(number + 1) AS Nullable(String)) AS user_id FROM numbers(200000)')
    const [counted] = await engine.rows({
      name: 'test',
      sql: `SELECT uniqExact(user_id) AS different, min(toInt64(user_id)) AS least, max(toInt64(user_id)) AS most FROM (${ids})`,
    })
    expect(counted).toMatchObject({ different: 200_000 })
    expect(Number(counted!.least)).toBeGreaterThanOrEqual(0)
    expect(Number(counted!.most)).toBeLessThan(2 ** 31)
  })

  it('leave NULL and empty apart, and take what is no user id all the same', async () => {
    const rows = [{ user_id: null }, { user_id: '' }, { user_id: 'Ann' }]
    const left = await leaving('pseudonymise', 'student_courseaccessrole', rows)
    expect(left.map(({ user_id }) => user_id)).toEqual(['', expect.stringMatching(/^[0-9a-f]{32}$/), null])
  })

  it('need a key that nobody can try out', async () => {
    const openWith = (key: string | null) =>
      openGuard(engine, { personalData: 'pseudonymise', pseudonymKey: key }, { key: retirementKey, marks: [] })
    await expect(openWith(null)).rejects.toMatchObject({
      code: 'misconfigured',
      advice: expect.stringMatching(/openssl/),
    })
    await expect(openWith('short')).rejects.toMatchObject({ message: expect.stringMatching(/32 characters/) })
  })

  it('name no folder of the lake', async () => {
    const guard = await open('pseudonymise')
    const partitions = { fields: ['student_id'], overlapSeconds: null, timestampField: null }
    const table = { ...tableOf('courseware_studentmodule', ['student_id']), partitions }
    expect(() => guard.guardTable(table)).toThrow(/cannot be parted by student_id/)
  })
})

describe('people who were retired', () => {
  const externalId = '0d3bd2ab-63a1-4d0c-9b3e-3f2a4b0d7c11'

  it('are left out, by whatever a table knows them (panorama-elt 38)', async () => {
    expect(await leaving('keep', 'auth_user', [ann, bob], [{ userId: 42 }])).toMatchObject([{ id: '43' }])
    expect(await leaving('keep', 'auth_user', [ann, bob], [{ username: 'ann' }])).toMatchObject([{ id: '43' }])
    expect(await leaving('keep', 'auth_user', [ann, bob], [{ actorId: 'mailto:ann@example.org' }])).toMatchObject([
      { id: '43' },
    ])
    const ids = [
      { user_id: '1', external_user_id: externalId.replaceAll('-', '') },
      { user_id: '2', external_user_id: externalId.toUpperCase() },
      { user_id: '3', external_user_id: null },
    ]
    expect(await leaving('keep', 'external_user_ids_externalid', ids, [{ actorId: externalId }])).toMatchObject([
      { user_id: '3' },
    ])
    expect(await leaving('pseudonymise', 'auth_user', [ann, bob], [{ userId: 42 }])).toHaveLength(1)
  })

  it('are not named by rows of others, which stay', async () => {
    const row = { id: '1', enrolled_email: 'bob@example.org', enrolled_by_id: '42', role: 'teacher' }
    expect(await leaving('keep', 'student_manualenrollmentaudit', [row], [{ userId: 42 }])).toEqual([
      { ...row, enrolled_by_id: null },
    ])
  })

  it('are found as the store finds them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { minLength: 2, maxLength: 30 }),
        fc.nat(),
        async (userIds, choice) => {
          const gone = userIds.filter((_, index) => (choice >> (index % 16)) % 2 === 1)
          const rows = userIds.map((id) => ({ user_id: String(id) }))
          const left = await leaving(
            'keep',
            'student_courseenrollment',
            rows,
            gone.map((userId) => ({ userId })),
          )
          expect(left.map(({ user_id }) => Number(user_id)).sort()).toEqual(
            userIds.filter((id) => !gone.includes(id)).sort(),
          )
        },
      ),
      { numRuns: 5 },
    )
  })
})

it('leaves the SELECT of a source as it is where nothing is to be done', async () => {
  const { guard } = (await open('keep')).guardTable(tableOf('auth_user', ['id', 'username']))
  expect(guard('SELECT id, username FROM source')).toBe('SELECT id, username FROM source')
})
