import { importLmsTables } from '../ingest/import-lms-tables.ts'
import { createKeys } from '../lrs/keys.ts'
import { createLrs } from '../lrs/lrs.ts'
import { createRetirement, type RetirementRequest } from '../retirement/retirement.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { tablesOf } from '../warehouse/tables.ts'
import { clock, type openImporting } from './importing.ts'
import { browserEvent, lineOf, testCourseKey, trackingEvent } from './tracking-event.ts'

export const lmsUrl = 'https://lms.example'

export interface TestPerson {
  readonly id: number
  readonly username: string
  readonly mail: string
  readonly externalId: string
}

/** Two learners of one course; what is left when one has gone must be what there is of the other. */
export const ann: TestPerson = {
  id: 7,
  username: 'Ann',
  mail: 'Ann@mail.example',
  externalId: '11111111-2222-4333-8444-555555555555',
}
export const bob: TestPerson = {
  id: 8,
  username: 'bob',
  mail: 'bob@mail.example',
  externalId: '22222222-2222-4333-8444-555555555555',
}

/** An enrolment, a video played for two minutes in three steps of a minute each, and a grade: five events. */
export function logOf({ id, username }: TestPerson, hour: string): string[] {
  const events = [
    trackingEvent('edx.course.enrollment.activated', { course_id: testCourseKey, user_id: id, mode: 'audit' }),
    browserEvent('play_video', { id: 'v1', currentTime: 0, duration: 300 }),
    browserEvent('pause_video', { id: 'v1', currentTime: 60, duration: 300 }),
    browserEvent('play_video', { id: 'v1', currentTime: 60, duration: 300 }),
    trackingEvent('edx.grades.course.grade_calculated', { user_id: String(id), percent_grade: 0.5, letter_grade: '' }),
  ]
  return events.map((event, minute) =>
    lineOf({
      ...event,
      time: `2024-03-01T${hour}:0${minute}:00.000001+00:00`,
      username,
      context: { ...(event.context as object), user_id: id },
    }),
  )
}

const dump = '11111111-2222-4333-8444-000000000000,2026-05-01 00:00:00'

/** Dumps of the LMS's tables that tell of these people. */
export function dumpsOf(people: readonly TestPerson[]): Readonly<Record<string, readonly string[]>> {
  return {
    'external_id.csv': [
      'external_user_id,external_id_type,username,user_id,dump_id,time_last_dumped',
      ...people.map(({ externalId, username, id }) => `${externalId},xapi,${username},${id},${dump}`),
    ],
    'user_profile.csv': [
      'id,user_id,name,email,username,meta,courseware,language,location,year_of_birth,gender,level_of_education,mailing_address,city,country,state,goals,bio,profile_image_uploaded_at,phone_number,dump_id,time_last_dumped',
      ...people.map(
        ({ id, mail, username }) => `${id},${id},${username} X,${mail},${username},,,,,1990,f,b,,,,,,,,,${dump}`,
      ),
    ],
    'course_enrollment.csv': [
      'id,course_key,created,is_active,mode,username,user_id,dump_id,time_last_dumped',
      ...people.map(
        ({ id, username }) => `${id},${testCourseKey},2024-03-01 10:00:00,true,audit,${username},${id},${dump}`,
      ),
    ],
  }
}

/** Every way in and the way out, on the parts of a test. */
export async function openRetiring(importing: Awaited<ReturnType<typeof openImporting>>) {
  const { warehouse, store } = importing
  const tables = tablesOf(warehouse.databases, 'real')
  const keys = createKeys(store, clock)
  const { credential } = await keys.create({ name: 'tool', scopes: ['write', 'read-all'] }, 'ada')
  const lrs = createLrs({ engine: warehouse.engine, tables, clock, store, home: 'https://panorama.example' })
  return {
    tables,
    credential,
    lrs,
    live: importing.liveIngest(),
    retirement: (through: Warehouse = warehouse) => createRetirement({ warehouse: through, store, clock, lmsUrl }),
    retire(person: RetirementRequest['person'], changes: Partial<RetirementRequest> & { through?: Warehouse } = {}) {
      const { through, ...request } = changes
      return this.retirement(through).retire({
        person,
        dataSet: 'real',
        keepFigures: false,
        by: 'command line',
        ...request,
      })
    },
    async importDumps(people: readonly TestPerson[]) {
      const files = []
      for (const [name, lines] of Object.entries(dumpsOf(people))) {
        files.push(await importing.fileOf(name, [...lines, ''].join('\n')))
      }
      return importLmsTables({ files, warehouse, dataSet: 'real', store, clock, lmsUrl })
    },
    async importLines(lines: readonly string[]) {
      const report = await importing.importFiles([await importing.fileOf('tracking.log', lines.join('\n'))])
      await refreshModels(warehouse, 'real')
      return report
    },
    /** An xAPI statement by one person, as a tool sends it. */
    send: (statement: object) => lrs.post(JSON.stringify(statement), credential),
    async emptyAll() {
      for (const table of Object.values(tables)) await importing.truncate(table)
    },
    /** What there is, without when it was computed, row by row. */
    async shown(): Promise<Readonly<Record<string, readonly Record<string, unknown>[]>>> {
      const columns: Readonly<Record<string, string>> = {
        quarantinedLines: '* EXCEPT (quarantined_at, source, line_number)',
        lrsStatements: '* EXCEPT stored',
        rawStatements: 'toString(event_id) AS id, emission_time, event',
        dirtyLearners: 'course_key, actor_id',
      }
      const shown: Record<string, Record<string, unknown>[]> = {}
      for (const [name, table] of Object.entries(tables)) {
        const final = plain.has(name) ? '' : 'FINAL'
        const all = await importing.rows(`SELECT ${columns[name] ?? '*'} FROM ${table} ${final} ORDER BY ALL`)
        shown[name] = all.map(({ version, ...row }) => row)
      }
      return shown
    },
  }
}

/** Tables whose engine keeps every row. */
const plain = new Set([
  'courseOverviews',
  'courseBlocks',
  'courseEnrollment',
  'refreshingLearners',
  'importCandidates',
  'voidsToSettle',
  'leavingPeople',
  'lmsAccounts',
  'lmsGrades',
  'lmsCompletions',
  'lmsChanges',
])
