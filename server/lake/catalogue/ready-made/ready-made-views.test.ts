import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CataloguedLakes, startCataloguedLakes, type TestRow } from '../../testing/catalogued-lake.ts'
import type { CatalogueSettings, ListedTable } from '../catalogue-settings.ts'
import { openCatalogue } from '../open-catalogue.ts'

let lakes: CataloguedLakes
beforeAll(async () => {
  lakes = await startCataloguedLakes()
})
afterAll(() => lakes.stop())

function listed(name: string, fields: Readonly<Record<string, string>>): ListedTable {
  const all = Object.entries(fields).map(([field, type]) => ({ name: field, type }))
  return { datasource: 'lms', name, fields: all, partitions: null, rawTable: null, view: null }
}

const tables = {
  users: listed('auth_user', {
    ...{
      id: 'int',
      username: 'varchar(150)',
      email: 'varchar(254)',
      is_staff: 'tinyint(1)',
      is_superuser: 'tinyint(1)',
    },
  }),
  profiles: listed('auth_userprofile', { id: 'int', user_id: 'int', name: 'varchar(255)', country: 'varchar(2)' }),
  enrollments: listed('student_courseenrollment', {
    ...{ id: 'int', course_id: 'varchar(255)', created: 'datetime(6)', is_active: 'tinyint(1)', mode: 'varchar(100)' },
    user_id: 'int',
  }),
  courses: listed('course_overviews_courseoverview', {
    ...{ id: 'varchar(255)', display_name: 'longtext', org: 'longtext', start: 'datetime(6)' },
  }),
  roles: listed('student_courseaccessrole', {
    ...{ id: 'int', org: 'varchar(64)', course_id: 'varchar(255)', role: 'varchar(64)', user_id: 'int' },
  }),
  audit: listed('student_manualenrollmentaudit', {
    ...{ id: 'int', enrolled_email: 'varchar(255)', time_stamp: 'datetime(6)', state_transition: 'varchar(255)' },
    ...{ reason: 'longtext', enrolled_by_id: 'int', enrollment_id: 'int', role: 'varchar(64)' },
  }),
}

const rows: Readonly<Record<keyof typeof tables, readonly TestRow[]>> = {
  users: [
    { id: '1', username: 'ada', email: 'ada@acme.test', is_staff: '0', is_superuser: '0' },
    { id: '2', username: 'ben', email: 'ben@acme.test', is_staff: '0', is_superuser: '0' },
    { id: '3', username: 'cleo', email: '', is_staff: '1', is_superuser: '1' },
  ],
  profiles: [
    { id: '11', user_id: '1', name: 'Ada', country: 'GB' },
    { id: '12', user_id: '2', name: '', country: null },
  ],
  enrollments: [
    { id: '21', course_id: 'a', created: '2026-01-02 03:04:05.123456', is_active: '1', mode: 'audit', user_id: '1' },
    {
      id: '22',
      course_id: 'gone',
      created: '2026-01-02 03:04:05.000000',
      is_active: '0',
      mode: 'verified',
      user_id: '2',
    },
    { id: '23', course_id: 'b', created: '2026-01-02 03:04:05.000000', is_active: '1', mode: 'audit', user_id: '99' },
  ],
  courses: [
    { id: 'a', display_name: 'Course A', org: 'Acme', start: '2026-01-01 00:00:00.000000' },
    { id: 'b', display_name: 'Course B', org: 'Acme', start: null },
    { id: 'c', display_name: 'Course C', org: 'ACME', start: null },
  ],
  roles: [
    { id: '31', org: 'Acme', course_id: 'a', role: 'instructor', user_id: '1' },
    { id: '32', org: 'Acme', course_id: '', role: 'staff', user_id: '2' },
    { id: '33', org: 'Empty', course_id: '', role: 'data_researcher', user_id: '2' },
    { id: '34', org: '', course_id: '', role: 'support', user_id: '1' },
  ],
  audit: [
    {
      ...{
        id: '41',
        enrolled_email: 'ada@acme.test',
        time_stamp: '2026-01-02 03:04:05.000000',
        reason: 'paid',
        role: '',
      },
      ...{ state_transition: 'from unenrolled to enrolled', enrolled_by_id: '2', enrollment_id: '21' },
    },
    {
      ...{
        id: '42',
        enrolled_email: 'new@acme.test',
        time_stamp: '2026-01-02 03:04:05.000000',
        reason: null,
        role: '',
      },
      ...{ state_transition: 'from unenrolled to allowed to enroll', enrolled_by_id: '3', enrollment_id: null },
    },
  ],
}

/** A lake with some of the tables, and what Athena is asked about it. */
async function open(names: readonly (keyof typeof tables)[], change: Partial<CatalogueSettings> = {}) {
  const settings = await lakes.settings(change)
  const some = names.map((name) => tables[name])
  let manifest = await lakes.publish(settings, some[0]!, rows[names[0]!])
  for (const name of names.slice(1)) manifest = await lakes.publish(settings, tables[name], rows[name])
  const catalogue = openCatalogue({ ...settings, endpoint: lakes.athena.url }, some)!
  const outcomes = await catalogue.follow(some, null, manifest)
  const ask = (sql: string) => lakes.athena.query(settings.database!, sql.replaceAll('$', `"${settings.database}".`))
  return { settings, catalogue, manifest, ask, views: outcomes.filter(({ table }) => table === null).slice(1) }
}

test('enrollments, access and the audit of manual enrollment work over the tables of Open edX, for each site by itself', async () => {
  const all = Object.keys(tables) as (keyof typeof tables)[]
  const { settings, ask, views, catalogue, manifest } = await open(all)
  expect(views).toEqual(
    ['campus_enrollments', 'campus_course_access', 'campus_manual_enrollment_audit'].map((object) => ({
      ...{ kind: 'view', object, table: null, outcome: 'made', says: [] },
    })),
  )
  // Another site in the same tables, with the same ids of other people.
  const other = { ...settings, basePartitions: [{ name: 'lms', type: 'varchar', value: 'other.acme.test' }] }
  const strangers = rows.users.map((row) => ({ ...row, username: `not ${row.username}` }))
  const elsewhere = await lakes.publish(other, tables.users, strangers)
  await openCatalogue({ ...other, endpoint: lakes.athena.url }, [tables.users])!.follow([tables.users], null, elsewhere)

  const enrolled = {
    email: null,
    name: null,
    country: null,
    gender: null,
    year_of_birth: null,
    level_of_education: null,
  }
  expect(await ask('SELECT * FROM $campus_enrollments ORDER BY id')).toEqual([
    {
      ...{ ...enrolled, id: '21', course_id: 'a', course_name: 'Course A', organization: 'Acme', course_end: null },
      ...{ course_start: '2026-01-01 00:00:00', user_id: '1', username: 'ada', email: 'ada@acme.test', name: 'Ada' },
      ...{
        country: 'GB',
        mode: 'audit',
        is_active: '1',
        created: '2026-01-02 03:04:05.123456',
        lms: 'learn.acme.test',
      },
    },
    {
      ...{ ...enrolled, id: '22', course_id: 'gone', course_name: null, organization: null, course_end: null },
      ...{ course_start: null, user_id: '2', username: 'ben', email: 'ben@acme.test', name: '' },
      ...{ mode: 'verified', is_active: '0', created: '2026-01-02 03:04:05', lms: 'learn.acme.test' },
    },
    {
      ...{ ...enrolled, id: '23', course_id: 'b', course_name: 'Course B', organization: 'Acme', course_end: null },
      ...{ course_start: null, user_id: '99', username: null, mode: 'audit', is_active: '1' },
      ...{ created: '2026-01-02 03:04:05', lms: 'learn.acme.test' },
    },
  ])
  const access = await ask(
    "SELECT username, role, scope, organization, course_id, course_name FROM $campus_course_access WHERE lms = 'learn.acme.test' ORDER BY 1, 2, 5",
  )
  expect(access.map((row) => Object.values(row).join(' '))).toEqual([
    'ada instructor course Acme a Course A',
    'ada support site   ',
    'ben data_researcher organization Empty  ',
    'ben staff organization Acme a Course A',
    'ben staff organization Acme b Course B',
    'cleo global_staff site   ',
    'cleo superuser site   ',
  ])
  const audited = 'id, username, course_name, enrolled_email, reason, enrolled_by_username'
  expect(await ask(`SELECT ${audited} FROM $campus_manual_enrollment_audit ORDER BY id`)).toEqual([
    {
      ...{ id: '41', username: 'ada', course_name: 'Course A', enrolled_email: 'ada@acme.test', reason: 'paid' },
      enrolled_by_username: 'ben',
    },
    {
      ...{ id: '42', username: null, course_name: null, enrolled_email: 'new@acme.test', reason: null },
      enrolled_by_username: 'cleo',
    },
  ])

  lakes.athena.forget()
  const again = await catalogue.follow([tables.users], manifest, manifest)
  expect(again.filter(({ kind }) => kind === 'view').map(({ outcome }) => outcome)).toEqual(Array(4).fill('unchanged'))
  const dropped = await catalogue.dropTables([tables.courses])
  expect(dropped.map(({ object, outcome }) => `${object} ${outcome}`)).toEqual([
    'campus_enrollments dropped',
    'campus_course_access dropped',
    'campus_manual_enrollment_audit dropped',
    'campus_table_course_overviews_courseoverview dropped',
    'campus_raw_course_overviews_courseoverview dropped',
  ])
})

test('they work on the tables that there are, and say what is missing', async () => {
  const { ask, views, catalogue, manifest } = await open(['enrollments', 'roles'], {
    basePartitions: [],
    basePrefix: null,
  })
  expect(views.map(({ object, outcome, says }) => [object, outcome, ...says])).toEqual([
    [
      ...['enrollments', 'made'],
      'What comes from auth_user, auth_userprofile, course_overviews_courseoverview is empty in it: there is no view of it.',
    ],
    [
      ...['course_access', 'made'],
      'What comes from auth_user, course_overviews_courseoverview is empty in it: there is no view of it.',
    ],
  ])
  expect(await ask('SELECT id, username, course_name FROM $enrollments WHERE is_active = 1 ORDER BY id')).toEqual([
    { id: '21', username: null, course_name: null },
    { id: '23', username: null, course_name: null },
  ])
  const access = await ask('SELECT user_id, role, scope, organization, course_id FROM $course_access ORDER BY 1, 2')
  expect(access.map((row) => Object.values(row).join(' '))).toEqual([
    '1 instructor course Acme a',
    '1 support site  ',
    '2 data_researcher organization Empty ',
    '2 staff organization Acme ',
  ])

  // Athena refuses the typed view, so what stands on it is left out rather than broken.
  lakes.athena.nextStatements({ state: 'FAILED', reason: 'no' })
  const outcomes = await catalogue.createViews([tables.enrollments], manifest)
  expect(outcomes.map(({ object, outcome, says }) => [object, outcome, says.at(-1)])).toEqual([
    [
      'table_student_courseenrollment',
      'failed',
      'the view table_student_courseenrollment: the statement failed. Athena says: no',
    ],
    [
      'enrollments',
      'left out',
      'It needs the view of student_courseenrollment, which is not there or failed just now.',
    ],
  ])
})
