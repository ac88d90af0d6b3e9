import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Extracting, startExtracting, tableOf } from '../testing/extracting.ts'
import { openBlocksApiReader } from './blocks-api-reader.ts'
import { openCourseStructures } from './course-structures-source.ts'
import { structureTables } from './structure-tables.ts'
import { type ApiAnswer, type ApiOfLms, startApiOfLms } from './testing/api-of-lms.ts'

let lms: ApiOfLms
let extracting: Extracting
beforeAll(async () => {
  ;[lms, extracting] = await Promise.all([startApiOfLms(2), startExtracting()])
})
afterAll(async () => {
  await extracting.close()
  await lms.close()
})
beforeEach(() => {
  lms.courses = [course('course-v1:Org+One+2026', 'One')]
  lms.next = []
  lms.asked.length = 0
})

/** As the LMS has it: what holds for a block from above is told of the block itself. */
function course(courseId: string, name: string): ApiAnswer {
  const key = (type: string, id: string) => `${courseId.replace('course-v1', 'block-v1')}+type@${type}+block@${id}`
  const block = (type: string, id: string, more: Record<string, unknown>) => ({
    [key(type, id)]: {
      id: key(type, id),
      block_id: id,
      type,
      display_name: id,
      lms_web_url: `http://lms/courses/${courseId}/jump_to/${key(type, id)}`,
      graded: false,
      start: '2026-01-01T00:00:00Z',
      visible_to_staff_only: false,
      ...more,
    },
  })
  return {
    course_id: courseId,
    root: key('course', 'course'),
    blocks: {
      ...block('course', 'course', { display_name: name, children: [key('chapter', 'section')] }),
      ...block('chapter', 'section', { children: [key('sequential', 'homework')] }),
      ...block('sequential', 'homework', { graded: true, format: 'Homework', children: [key('vertical', 'unit')] }),
      ...block('vertical', 'unit', { graded: true, children: [key('split_test', 'split')] }),
      ...block('split_test', 'split', { graded: true, children: [key('vertical', 'arm')] }),
      ...block('vertical', 'arm', { graded: true, children: [key('problem', 'quiz'), key('problem', 'free')] }),
      ...block('problem', 'quiz', { graded: true, format: 'Homework', weight: 2.5, due: '2026-02-01T12:00:00Z' }),
      ...block('problem', 'free', { graded: true, weight: 0 }),
    },
  }
}

const structures = tableOf('course_structures', structureTables.course_structures)
const open = ({ url, clientId, clientSecret } = lms as { url: string; clientId: string; clientSecret: string }) =>
  openCourseStructures({
    name: 'structures',
    type: 'openedx_course_structures',
    tables: [],
    mongodb: null,
    mysql: null,
    blocksApi: { url, clientId, clientSecret },
  })

async function rowsNow(previous?: Awaited<ReturnType<Extracting['extract']>>['published']) {
  const source = open()
  try {
    return await extracting.extract(source, structures, { previous })
  } finally {
    await source.close()
  }
}

test('a course comes from the Blocks API with places, weights and grading', async () => {
  const { rows, extracted } = await rowsNow()
  expect(rows.map(({ block_id }) => block_id)).toEqual([
    'course',
    'section',
    'homework',
    'unit',
    'split',
    'arm',
    'quiz',
    'free',
  ])
  expect(rows.at(-2)).toMatchObject({
    course_name: 'One',
    chapter: 'section',
    sequential: 'homework',
    vertical: 'unit',
    component: 'quiz',
    weight: '2.5',
    graded: '1',
    format: 'Homework',
    due: '2026-02-01 12:00:00.000000',
    unit: '1',
  })
  expect(rows.at(-1)).toMatchObject({ weight: '0', weight_is_inferred: '0' })
  expect(extracted.warnings).toEqual([])
})

test('all pages of the list of courses are read, under the name of the account; what is no course run is told of', async () => {
  lms.courses = ['One', 'Two', 'Three', 'Four'].map((name) => course(`course-v1:Org+${name}+2026`, name))
  lms.courses = [...lms.courses, { ...course('course-v1:Org+Odd+2026', 'Odd'), course_id: 'odd' }]
  const { rows, extracted } = await rowsNow()
  expect(new Set(rows.map(({ course_code }) => course_code))).toEqual(new Set(['One', 'Two', 'Three', 'Four']))
  expect(extracted.warnings).toEqual([
    "odd in the LMS's list of courses is not the key of a course run; it was left out.",
  ])
  expect(lms.asked.filter((words) => words.includes('/courses/v1/'))).toHaveLength(3)
})

test('an LMS that asks for patience gets it, one that is down is tried again, and a token that ran out is renewed', async () => {
  lms.next = [{ status: 503 }, { status: 429, headers: { 'retry-after': '0' } }]
  const reader = openBlocksApiReader(lms, { pause: 1 })
  const { courses } = await reader.list()
  lms.expireTokens()
  lms.next = [{ status: 502 }]
  expect(await reader.read(courses[0]!)).toMatchObject({ root: expect.stringContaining('type@course') })
  expect(lms.asked.filter((words) => words.startsWith('POST'))).toHaveLength(4)
})

test('what will not do is said once, with what to do, and without the secret', async () => {
  const failure = async (work: Promise<unknown>) => {
    const { message, advice } = (await work.catch((cause) => cause)) as { message: string; advice: string }
    return `${message} ${advice}`
  }
  const wrong = openBlocksApiReader({ ...lms, clientSecret: 'hunter2' }, { pause: 1 })
  expect(await failure(wrong.list())).toMatch(/does not accept the client id.*"Client credentials"/)
  lms.next = Array.from({ length: 5 }, () => ({ status: 500 }))
  expect(await failure(openBlocksApiReader(lms, { pause: 1 }).list())).toMatch(/status 500.*log of the LMS/)
  lms.next = [{ status: 429, headers: { 'retry-after': '90000' } }]
  expect(await failure(openBlocksApiReader(lms, { pause: 1 }).list())).toContain('allows no more requests')
  lms.next = [{ status: 302, headers: { location: 'http://elsewhere.example/' } }]
  expect(await failure(openBlocksApiReader(lms, { pause: 1 }).list())).toContain('client id')
  const nobody = openBlocksApiReader({ ...lms, url: 'http://127.0.0.1:1' }, { pause: 1 })
  expect(await failure(nobody.list())).toContain('does not answer at http://127.0.0.1:1.')
  const [finding] = await wrong.test()
  expect(finding).toMatchObject({ isOk: false })
  expect(JSON.stringify(finding)).not.toContain('hunter2')
  expect(await openBlocksApiReader(lms, { pause: 1 }).test()).toEqual([
    { what: 'LMS, Blocks API', isOk: true, says: '1 courses.' },
  ])
})

test('courses that say the same as before are not written again', async () => {
  const first = await rowsNow()
  const second = await rowsNow(first.published)
  expect(second.extracted).toMatchObject({ parts: [], isWhole: false })
  lms.courses = [course('course-v1:Org+One+2026', 'One, renamed')]
  const third = await rowsNow(second.published)
  expect(third.rows[0]).toMatchObject({ display_name: 'One, renamed' })
})

const sample = '../shared/data/lms/course_blocks.json'
test('answers of a real LMS: all blocks of four courses, each in its place', async ({ skip }) => {
  const text = await readFile(sample, 'utf8').catch(() => null)
  if (text === null) return skip(`${sample} is not there`)
  lms.courses = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ApiAnswer)
  const { rows, extracted } = await rowsNow()
  expect(rows).toHaveLength(59)
  expect(new Set(rows.map(({ course_id }) => course_id)).size).toBe(4)
  const problems = rows.filter(({ block_type }) => block_type === 'problem')
  expect(problems).toHaveLength(13)
  for (const { course_name, chapter, sequential, vertical, vertical_location } of problems) {
    expect([course_name, chapter, sequential, vertical, vertical_location]).not.toContain(null)
  }
  expect(rows.find(({ block_id }) => block_id === '3bfc485604ba44f48ca653ae4907b76b')).toMatchObject({
    chapter: 'قسم',
    vertical: 'وحدة',
    component: 'Drag and Drop',
    organization: 'OpenCraft',
  })
  expect(extracted.warnings[0]).toContain('set none')
})
