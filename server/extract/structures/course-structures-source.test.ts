import { readFile } from 'node:fs/promises'
import { ObjectId } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readByAthena } from '../../lake/dialect/csv-dialect.ts'
import type { PublishedTable } from '../../lake/manifest.ts'
import { athenaText } from '../../lake/testing/athena-text.ts'
import { readByOpenCsvSerde } from '../../lake/testing/open-csv-serde.ts'
import { startMariadb, type TestMariadb } from '../../testing/mariadb.ts'
import { startMongodb, type TestMongodb } from '../../testing/mongodb.ts'
import type { MysqlSettings } from '../settings/settings.ts'
import { type Extracting, startExtracting, tableOf } from '../testing/extracting.ts'
import { openCourseStructures } from './course-structures-source.ts'
import { openModulestoreReader } from './modulestore-reader.ts'
import { mongoIndex } from './mongo-index.ts'
import { structureTables } from './structure-tables.ts'
import { startRelay } from './testing/counting-relay.ts'
import { everyKindOfBlock } from './testing/every-kind-of-block.ts'
import {
  type AuthoredCourse,
  indexInMongo,
  mysqlIndexRow,
  mysqlIndexTable,
  storeCourse,
} from './testing/modulestore-documents.ts'

let mongodb: TestMongodb
let mariadb: TestMariadb
let extracting: Extracting
beforeAll(async () => {
  ;[mongodb, mariadb, extracting] = await Promise.all([startMongodb(), startMariadb(), startExtracting()])
  await mariadb.run(mysqlIndexTable)
})
afterAll(async () => {
  await extracting.close()
  await mongodb.stop()
  await mariadb.stop()
})
beforeEach(async () => {
  for (const name of ['active_versions', 'structures', 'definitions']) {
    await mongodb.database.collection(`modulestore.${name}`).deleteMany({})
  }
  await mariadb.run('DELETE FROM split_modulestore_django_splitmodulestorecourseindex')
})

const publishedOn = new Date('2026-03-01T09:30:00.250Z')
const structures = tableOf('course_structures', structureTables.course_structures)
const blocks = tableOf('course_blocks', structureTables.course_blocks)
const assignments = tableOf('course_assignment_types', structureTables.course_assignment_types)

/** Section, subsection and unit with these problems, of one answer each. */
function small(course: string, name: string, problems: readonly string[] = ['question']): AuthoredCourse {
  const content = {
    data: '<problem><numericalresponse answer="4"><formulaequationinput/></numericalresponse></problem>',
  }
  const children = problems.map((id) => ({ type: 'problem', id, fields: { display_name: 'Question' }, content }))
  const unit = { type: 'vertical', id: 'unit', fields: { display_name: 'Unit' }, children }
  const subsection = { type: 'sequential', id: 'subsection', fields: { display_name: 'Subsection' }, children: [unit] }
  const section = { type: 'chapter', id: 'section', fields: { display_name: 'Section' }, children: [subsection] }
  const root = { type: 'course', id: 'course', fields: { display_name: name }, children: [section] }
  return { org: 'Org', course, run: '2026', root }
}

const open = (mysql: MysqlSettings | null = null, settings = mongodb.settings) =>
  openCourseStructures({
    name: 'structures',
    type: 'openedx_course_structures',
    tables: [],
    mongodb: settings,
    mysql,
    blocksApi: null,
  })

async function storeEvery() {
  const stored = await storeCourse(mongodb.database, everyKindOfBlock, publishedOn)
  await indexInMongo(mongodb.database, everyKindOfBlock, stored, publishedOn)
  return stored
}

async function structureRows(mysql: MysqlSettings | null = null) {
  const source = open(mysql)
  try {
    return await extracting.extract(source, structures)
  } finally {
    await source.close()
  }
}

type TextRow = Readonly<Record<string, string | null>>

const byId = (rows: readonly TextRow[]): Record<string, TextRow> =>
  Object.fromEntries(rows.map((row) => [row.block_id, row]))

/** A small course of one problem, stored and put into the index of MongoDB. */
async function storeSmall(course: string, name = course) {
  const authored = small(course, name)
  const stored = await storeCourse(mongodb.database, authored, publishedOn)
  await indexInMongo(mongodb.database, authored, stored, publishedOn)
  return stored
}

describe('course structures from the split modulestore', () => {
  test('every kind of block that holds others passes on where it is (panorama-elt 17)', async () => {
    await storeEvery()
    const { rows } = await structureRows()
    const found = byId(rows)
    const places = Object.fromEntries(
      Object.entries(found).map(([id, row]) => [id, `${row.sequential} / ${row.vertical} / ${row.library}`]),
    )
    expect(places).toMatchObject({
      in_a: 'Homework 1 / Experiment / null',
      in_b: 'Homework 1 / Experiment / null',
      after: 'Homework 1 / Experiment / null',
      in_cond: 'Practice / Holders / null',
      in_lib: 'Practice / Holders / Three of ten',
      in_bank: 'Practice / Holders / Bank',
      mcq: 'Practice / Holders / null',
      choice: 'Practice / Holders / null',
      in_wrapper: 'Practice / Holders / null',
      in_new: 'Practice / Holders / null',
      exam: 'Exam / null / null',
    })
    expect(found.in_lib).toMatchObject({
      course_name: 'Every kind of block',
      chapter: 'First "section", of two\nlines',
      display_name: 'From the library',
      component: 'From the library',
    })
  })

  test('a weight of 0 stays 0; where it is open the points of the answers are counted (panorama-elt 17)', async () => {
    await storeEvery()
    const { rows } = await structureRows()
    const found = byId(rows)
    const weights = ['zero', 'half', 'text', 'open', 'in_lib', 'film'].map((id) => [
      found[id]?.weight,
      found[id]?.weight_is_inferred,
    ])
    expect(weights).toEqual([
      ['0', '0'],
      ['0.5', '0'],
      ['2', '0'],
      ['3', '1'],
      ['3', '0'],
      [null, '0'],
    ])
  })

  test('a problem whose definition is gone has no weight, and is told of (panorama-elt 18)', async () => {
    await storeEvery()
    const { rows, extracted } = await structureRows()
    expect(byId(rows).lost).toMatchObject({ display_name: 'Its text is lost', weight: null, weight_is_inferred: '0' })
    expect(extracted.warnings.join()).toContain(
      'set none, and no text is there to count answers in: 1, in course-v1:Org+Every+2026',
    )
  })

  test('what the course does not lead to is left out and counted; drafts and libraries are not there (panorama-elt 17)', async () => {
    await storeEvery()
    await mongodb.database.collection('modulestore.active_versions').insertOne({
      org: 'Org',
      course: 'Lib',
      run: 'library',
      versions: { library: new ObjectId() },
    })
    const { rows, extracted } = await structureRows()
    expect(new Set(rows.map(({ course_id }) => course_id))).toEqual(new Set(['course-v1:Org+Every+2026']))
    const ids = rows.map(({ block_id }) => block_id)
    for (const id of ['left_behind', 'left_too', 'draft_only', 'effort']) expect(ids).not.toContain(id)
    expect(extracted.warnings.join()).toContain(
      'hang nowhere in their course were left out: 2, in course-v1:Org+Every+2026',
    )
  })

  test('blocks stand in the order in which learners meet them, with what holds for them from above', async () => {
    await storeEvery()
    const { rows } = await structureRows()
    expect(rows.map(({ position }) => Number(position))).toEqual(rows.map((_, index) => index + 1))
    const found = byId(rows)
    const numbers = (id: string) => ['section', 'subsection', 'unit', 'depth'].map((name) => Number(found[id]?.[name]))
    expect(numbers('course')).toEqual([0, 0, 0, 0])
    // The arms of an experiment are no pages: what stands behind them is on the same one.
    expect([numbers('in_a'), numbers('after'), numbers('in_cond')]).toEqual([
      [1, 1, 2, 6],
      [1, 1, 2, 4],
      [1, 2, 1, 5],
    ])
    expect(found.open).toMatchObject({
      graded: '1',
      format: 'Homework',
      due: '2026-02-01 12:00:00.000000',
      staff_only: '0',
    })
    expect(found.in_new).toMatchObject({ graded: '0', format: null, start: '2026-03-01 00:00:00.000000' })
    expect(found.exam).toMatchObject({ graded: '0', format: 'Final Exam', staff_only: '1' })
    expect(found.c1).toMatchObject({ parent: 'course-v1:Org+Every+2026', chapter: null, completion_mode: 'aggregator' })
    expect(found.s1).toMatchObject({
      parent: 'block-v1:Org+Every+2026+type@chapter+block@c1',
      completion_mode: 'aggregator',
    })
    expect(found.course).toMatchObject({ module_location: 'course-v1:Org+Every+2026', parent: null, course_name: null })
    expect(found.film).toMatchObject({ completion_mode: 'completable', edited_on: '2026-03-01 09:30:00.250000' })
  })

  test('names come through Athena as their authors typed them: quotes, line ends, backslashes (panorama-elt 10)', async () => {
    const name = 'A "quoted", two\r\nlined \\n back\\slash\\'
    await storeSmall('Nasty', name)
    const { extracted } = await structureRows()
    const columns = extracted.columns.length
    const read = readByOpenCsvSerde(await readFile(extracted.parts[0]?.file ?? '', 'utf8'), columns)
    const names = read.map((record) =>
      athenaText(readByAthena('"display_name"', true), {
        display_name: record[extracted.columns.findIndex((column) => column.name === 'display_name')] ?? null,
      }),
    )
    expect(names).toEqual([name, 'Section', 'Subsection', 'Unit', 'Question'])
  })

  test('the index in MySQL and that in MongoDB lead to the same rows', async () => {
    const stored = await storeEvery()
    await mariadb.run(
      mysqlIndexRow(stored.courseId, { published: String(stored.published), draft: String(stored.draft) }),
    )
    await mariadb.run(mysqlIndexRow('course-v1:Org+Never+published', { draft: String(stored.draft) }))
    await mariadb.run(mysqlIndexRow('library-v1:Org+Lib', { library: String(stored.draft) }))
    const ofMongo = await structureRows()
    const ofMysql = await structureRows(mariadb.reader)
    expect(ofMysql.rows).toEqual(ofMongo.rows)
    expect(ofMysql.rows.length).toBeGreaterThan(30)
  })

  test("a coach's own run (CCX) has the blocks of its course under its own keys (panorama-elt 17)", async () => {
    const stored = await storeSmall('Base')
    await mariadb.run(mysqlIndexRow(stored.courseId, { published: String(stored.published) }))
    await mariadb.run(
      `CREATE TABLE ccx_customcourseforedx (id INT PRIMARY KEY, course_id VARCHAR(255), display_name VARCHAR(255))`,
    )
    await mariadb.run(`INSERT INTO ccx_customcourseforedx VALUES (7, '${stored.courseId}', 'With coach Ann')`)
    const { rows } = await structureRows(mariadb.reader)
    await mariadb.run('DROP TABLE ccx_customcourseforedx')
    const ofCoach = rows.filter(({ course_id }) => course_id === 'ccx-v1:Org+Base+2026+ccx@7')
    expect(ofCoach).toHaveLength(5)
    expect(ofCoach.at(-1)).toMatchObject({
      module_location: 'ccx-block-v1:Org+Base+2026+ccx@7+type@problem+block@question',
      course_name: 'With coach Ann',
      course_edition: '2026',
      chapter: 'Section',
    })
  })

  test('a run reads each course once, and its definitions in batches, whatever the number of problems (panorama-elt 27) (panorama-elt 30)', async () => {
    const problems = Array.from({ length: 450 }, (_, index) => `p${index}`)
    const authored = small('Long', 'Long', problems)
    const stored = await storeCourse(mongodb.database, authored, publishedOn)
    await indexInMongo(mongodb.database, authored, stored, publishedOn)
    const relay = await startRelay(Number(mongodb.settings.host.split(':')[1]))
    const source = open(null, { ...mongodb.settings, host: relay.host })
    try {
      const { rows } = await extracting.extract(source, structures)
      await extracting.extract(source, blocks)
      expect(rows.filter(({ weight }) => weight === '1')).toHaveLength(450)
      // 450 definitions in batches of 200, one answer for what the course itself says; nothing is asked again for the second table.
      expect(relay.said('modulestore.definitions')).toBe(4)
      expect(relay.said('modulestore.structures')).toBe(1)
    } finally {
      await source.close()
      await relay.close()
    }
  })

  test('a connection that breaks between two questions is made again (panorama-elt 24)', async () => {
    await storeSmall('One')
    const relay = await startRelay(Number(mongodb.settings.host.split(':')[1]))
    const reader = openModulestoreReader({ ...mongodb.settings, host: relay.host }, ({ database }) =>
      mongoIndex(database),
    )
    try {
      const { courses } = await reader.list()
      relay.cut()
      expect(await reader.read(courses[0]!)).toMatchObject({ root: 'block-v1:Org+One+2026+type@course+block@course' })
    } finally {
      await reader.close()
      await relay.close()
    }
  })
})

describe('what changes between two runs', () => {
  const ownPart = tableOf('course_structures', structureTables.course_structures, ['course_id'])

  async function run(table = structures, previous?: PublishedTable) {
    const source = open()
    try {
      return await extracting.extract(source, table, { previous })
    } finally {
      await source.close()
    }
  }

  test('nothing was published: nothing is read and nothing written (panorama-elt 28)', async () => {
    await storeSmall('One')
    const first = await run()
    // A structure that is asked for now would not be found.
    await mongodb.database.collection('modulestore.structures').deleteMany({})
    const second = await run(structures, first.published)
    expect(second.extracted).toMatchObject({ parts: [], isWhole: false, gone: [], warnings: [] })
    expect(second.published).toMatchObject({ objects: first.published.objects, progress: first.published.progress })
  })

  test('a table that is parted by course gets parts for what was published anew, and loses what is gone (panorama-elt 3)', async () => {
    await storeSmall('One')
    await storeSmall('Two')
    await storeSmall('Three')
    const first = await run(ownPart)
    expect(first.extracted).toMatchObject({ isWhole: true })
    expect(first.extracted.parts).toHaveLength(3)
    await storeSmall('Two', 'Two, better')
    await mongodb.database.collection('modulestore.active_versions').deleteOne({ course: 'Three' })
    const second = await run(ownPart, first.published)
    expect(second.extracted.parts.map(({ partition }) => partition)).toEqual([{ course_id: 'course-v1:Org+Two+2026' }])
    expect(second.rows[0]).toMatchObject({ display_name: 'Two, better', position: '1' })
    expect(second.extracted).toMatchObject({ isWhole: false, gone: [{ course_id: 'course-v1:Org+Three+2026' }] })
    const third = await run(ownPart, second.published)
    expect(third.extracted).toMatchObject({ parts: [], gone: [] })
  })

  test('a table in one part is written whole when a course changed, and when other columns are asked for', async () => {
    await storeSmall('One')
    await storeSmall('Two')
    const first = await run()
    await storeSmall('Two', 'Two, better')
    const second = await run(structures, first.published)
    expect(second.extracted.isWhole).toBe(true)
    expect(second.rows).toHaveLength(10)
    const narrow = tableOf('course_structures', [{ name: 'block_id', type: 'varchar' }])
    const third = await run(narrow, second.published)
    expect(third.extracted.isWhole).toBe(true)
    expect(third.extracted.columns).toEqual([{ name: 'block_id', type: 'varchar', isNullable: true }])
  })

  test('a source that holds no course any more is not believed, unless it is forced (panorama-elt 5)', async () => {
    await storeSmall('One')
    const first = await run()
    await mongodb.database.collection('modulestore.active_versions').deleteMany({})
    await expect(run(structures, first.published)).rejects.toThrow(
      'The source holds no published course run, and the lake holds 5 rows of course_structures: they were left as they are.',
    )
    expect((await run()).rows).toEqual([])
  })

  test('a course whose structure is missing is told of in each run, and the others are there', async () => {
    const lost = await storeSmall('Lost')
    await storeSmall('Fine')
    await mongodb.database.collection('modulestore.structures').deleteOne({ _id: lost.published })
    const first = await run()
    expect(first.rows).toHaveLength(5)
    const warning = expect.stringContaining(
      'course-v1:Org+Lost+2026: the structure that was published last is not in MongoDB.',
    )
    expect(first.extracted.warnings).toEqual([warning])
    const second = await run(structures, first.published)
    expect(second.extracted).toMatchObject({ parts: [], warnings: [warning] })
  })

  test('a run that is called off asks nothing more', async () => {
    await storeSmall('One')
    const source = open()
    const signal = AbortSignal.abort(new Error('called off'))
    await expect(extracting.extract(source, structures, { signal })).rejects.toThrow('called off')
    expect((await extracting.extract(source, structures)).rows).toHaveLength(5)
    await source.close()
  })
})

describe('tables beside course_structures', () => {
  test('blocks and overviews stand as Aspects writes them into its event sink', async () => {
    await storeEvery()
    const source = open()
    const blockRows = (await extracting.extract(source, blocks)).rows
    const overviewRows = (
      await extracting.extract(source, tableOf('course_overviews', structureTables.course_overviews))
    ).rows
    await source.close()
    expect(blockRows.map(({ order }) => Number(order))).toEqual(blockRows.map((_, index) => index + 1))
    const data = (id: string) =>
      JSON.parse(blockRows.find(({ location }) => location?.endsWith(`block@${id}`))?.xblock_data_json ?? '{}')
    expect(data('in_a')).toEqual({
      course: 'Every',
      run: '2026',
      block_type: 'problem',
      detached: false,
      graded: true,
      completion_mode: 'completable',
      section: 1,
      subsection: 1,
      unit: 2,
      tags: [],
    })
    expect(data('syllabus')).toMatchObject({ detached: true, completion_mode: 'excluded', section: 0, unit: 0 })
    expect(blockRows.slice(-2).map(({ location }) => location?.split('block@')[1])).toEqual(['effort', 'syllabus'])
    expect(blockRows.find(({ location }) => location?.endsWith('block@film'))).toMatchObject({
      org: 'Org',
      course_key: 'course-v1:Org+Every+2026',
      display_name: 'Video',
      edited_on: '2026-03-01 09:30:00.250000+00:00',
    })
    expect(overviewRows).toEqual([
      {
        org: 'Org',
        course_key: 'course-v1:Org+Every+2026',
        display_name: 'Every kind of block',
        course_start: '2026-01-01 00:00:00.000000+00:00',
        course_end: '2026-06-30 22:00:00.000000+00:00',
        enrollment_start: '2025-10-31 23:00:00.000000+00:00',
        enrollment_end: '',
        self_paced: '1',
        course_data_json: JSON.stringify({
          advertised_start: null,
          announcement: null,
          lowest_passing_grade: 0.5,
          invitation_only: false,
          max_student_enrollments_allowed: 40,
          effort: '3 hours a week',
          enable_proctored_exams: false,
          entrance_exam_enabled: false,
          external_id: null,
          language: 'en',
          tags: [],
        }),
        created: '',
        modified: '2026-03-01 09:30:00.250000+00:00',
      },
    ])
  })

  test('how a course is graded: assignment types and cut-offs', async () => {
    await storeEvery()
    const source = open()
    const types = await extracting.extract(source, assignments)
    const cutoffs = await extracting.extract(
      source,
      tableOf('course_grade_cutoffs', structureTables.course_grade_cutoffs),
    )
    await source.close()
    expect(types.rows.map((row) => Object.values(row).slice(1))).toEqual([
      ['1', 'Homework', 'HW', '4', '1', '0.4'],
      ['2', 'Final Exam', null, '1', '0', '0.6'],
    ])
    expect(cutoffs.rows.map(({ grade, minimum }) => [grade, minimum])).toEqual([
      ['A', '0.87'],
      ['Pass', '0.5'],
    ])
  })

  test('a table is chosen by its whole name (panorama-elt 19); a column that there is not is empty and told of', async () => {
    await storeSmall('One')
    const source = open()
    const odd = tableOf('my_course_structures_x', structureTables.course_structures)
    await expect(extracting.extract(source, odd)).rejects.toThrow('There is no table my_course_structures_x')
    const fields = [
      { name: 'block_id', type: 'varchar' },
      { name: 'color', type: 'varchar' },
      { name: 'site', type: 'varchar', constant: 'north' },
    ]
    const { rows, extracted } = await extracting.extract(source, tableOf('course_structures', fields))
    await source.close()
    expect(rows[0]).toEqual({ block_id: 'course', color: null, site: 'north' })
    expect(extracted.warnings[0]).toContain('The column color is not one that course_structures can have')
  })
})

describe('connections are tried for good', () => {
  test('what answers is told, with what is there', async () => {
    const stored = await storeEvery()
    await mariadb.run(mysqlIndexRow(stored.courseId, { published: String(stored.published) }))
    const source = open(mariadb.reader)
    const findings = await source.test()
    await source.close()
    expect(findings).toEqual([
      { what: 'MongoDB', isOk: true, says: 'course structures are there, in openedx.' },
      { what: 'MySQL, index of courses', isOk: true, says: 'published courses: 1.' },
    ])
  })

  test('what does not, with what to do, and no secret in it', async () => {
    const nobody = { ...mongodb.settings, host: 'mongodb://ann:hunter2@127.0.0.1:1/?serverSelectionTimeoutMS=300' }
    const source = open({ ...mariadb.reader, password: 'hunter2' }, nobody)
    const findings = await source.test()
    await source.close()
    expect(findings.map(({ isOk }) => isOk)).toEqual([false, false])
    expect(findings.map(({ says }) => says).join(' ')).toMatch(/MongoDB does not answer.*mysql_password/)
    expect(JSON.stringify(findings)).not.toContain('hunter2')
    const empty = open(null, { ...mongodb.settings, database: 'elsewhere' })
    expect((await empty.test())[0]).toMatchObject({ isOk: false, says: expect.stringContaining('mongodb_database') })
    await empty.close()
  })

  test('a user is let in by the password, from the database that they read, and told of otherwise', async () => {
    await storeEvery()
    await mongodb.database.command({
      createUser: 'reader',
      pwd: 'p@ss: word/',
      roles: [{ role: 'read', db: 'openedx' }],
    })
    const known = { ...mongodb.settings, username: 'reader', password: 'p@ss: word/' }
    const right = open(null, known)
    expect(await right.test()).toMatchObject([{ isOk: true }])
    const wrong = open(null, { ...known, password: 'hunter2' })
    const [finding] = await wrong.test()
    await Promise.all([right.close(), wrong.close()])
    expect(finding?.says).toMatch(/^MongoDB does not accept the username and the password\. .*authSource=admin/)
    expect(finding?.says).not.toContain('hunter2')
  })
})
