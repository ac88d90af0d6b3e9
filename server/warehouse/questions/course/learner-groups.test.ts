import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openQuestionBench, type QuestionBench } from '../../../testing/questions.ts'
import { courseAge } from './course-age.ts'
import { courseEducation } from './course-education.ts'
import { courseGender } from './course-gender.ts'

let bench: QuestionBench
beforeAll(async () => {
  bench = await openQuestionBench()
})
afterAll(() => bench.close())

let courses = 0
/** A class of a course of its own, from how many learners there are of each profile. */
async function classOf(groups: readonly { size: number; profile: object | null }[]): Promise<string> {
  const course = `course-v1:Org+Groups+${++courses}`
  const learners = groups.flatMap(({ size, profile }, group) =>
    Array.from({ length: size }, (_, index) => ({ actor: `${group}-${index}`, profile })),
  )
  await bench.insert(
    'learnerCourse',
    learners.map(({ actor }) => ({ course_key: course, actor_id: actor, enrollment_status: 'registered' })),
  )
  await bench.insert(
    'learnerDemographics',
    learners.flatMap(({ actor, profile }) => (profile ? [{ course_key: course, actor_id: actor, ...profile }] : [])),
  )
  return course
}
const gender = (size: number, code: string) => ({ size, profile: { gender: code } })

test('groups are counted, and those who told nothing are one of them', async () => {
  const course = await classOf([gender(12, 'f'), gender(11, 'm'), gender(6, ''), { size: 5, profile: null }])
  await bench.insert('learnerCourse', [
    { course_key: course, actor_id: '0-0', enrollment_status: 'unregistered', version: 2 },
  ])
  expect(await bench.answer(courseGender, { course, minimum: 10 })).toEqual([
    { gender: 'f', learners: 11 }, // one of them has left
    { gender: 'm', learners: 11 },
    { gender: 'unknown', learners: 11 },
  ])
})

test('a small group is put together with the next smallest, so that it cannot be worked out', async () => {
  // 3 alone would be 37 - 20 - 14.
  const course = await classOf([gender(20, 'f'), gender(14, 'm'), gender(3, 'o')])
  expect(await bench.answer(courseGender, { course, minimum: 10 })).toEqual([
    { gender: 'f', learners: 20 },
    { gender: 'few', learners: 17 },
  ])
})

test('small groups that are enough together leave the others alone', async () => {
  const course = await classOf([gender(20, 'f'), gender(6, 'm'), gender(5, 'o')])
  expect(await bench.answer(courseGender, { course, minimum: 10 })).toEqual([
    { gender: 'f', learners: 20 },
    { gender: 'few', learners: 11 },
  ])
})

test('nothing is shown of a class that is too small, or of which nothing is known', async () => {
  expect(await bench.answer(courseGender, { course: await classOf([gender(9, 'f')]), minimum: 10 })).toEqual([])
  const silent = await classOf([gender(30, ''), { size: 5, profile: null }])
  expect(await bench.answer(courseGender, { course: silent, minimum: 10 })).toEqual([])
})

test('education runs from the highest level down, with the codes of old profiles', async () => {
  const level = (code: string) => ({ size: 1, profile: { level_of_education: code } })
  const course = await classOf(['el', 'm', 'p', 'p_se', 'p_oth', 'Klingon academy', 'other', 'none', ''].map(level))
  expect(await bench.answer(courseEducation, { course, minimum: 1 })).toEqual([
    { education: 'p', learners: 3 },
    { education: 'm', learners: 1 },
    { education: 'el', learners: 1 },
    { education: 'none', learners: 1 },
    { education: 'other', learners: 2 },
    { education: 'unknown', learners: 1 },
  ])
})

test('age is the one reached this year', async () => {
  const born = (year: number) => ({ size: 1, profile: { year_of_birth: year } })
  const course = await classOf([
    ...[2009, 2008, 2002, 2001, 1991, 1962, 1961, 1910].map(born),
    { size: 1, profile: null },
  ])
  expect(await bench.answer(courseAge, { course, minimum: 1, today: '2026-03-01' })).toEqual([
    { age: '<18', learners: 1 }, // 17
    { age: '18-24', learners: 2 }, // 18, 24
    { age: '25-34', learners: 1 }, // 25
    { age: '35-44', learners: 1 }, // 35
    { age: '55-64', learners: 1 }, // 64
    { age: '65+', learners: 2 }, // 65, 116
    { age: 'unknown', learners: 1 },
  ])
})

describe('whatever the groups are', () => {
  test('no row is below the minimum, what was put together hides two groups or more, and the rows add up to the class', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 3, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 12 }), async (counts, minimum) => {
        const codes = ['f', 'm', 'o']
        const course = await classOf(codes.map((code, index) => gender(counts[index]!, code)))
        const rows = await bench.answer(courseGender, { course, minimum })
        const total = counts.reduce((sum, count) => sum + count, 0)
        expect(rows.every(({ learners }) => learners >= minimum)).toBe(true)
        expect(rows.reduce((sum, { learners }) => sum + learners, 0)).toBe(total >= minimum ? total : 0)
        for (const row of rows.filter(({ gender }) => gender !== 'few')) {
          expect(row.learners).toBe(counts[codes.indexOf(row.gender)])
        }
        const shown = rows.filter(({ gender }) => gender !== 'few').length
        const groups = counts.filter((count) => count > 0).length
        if (total >= minimum && shown < groups) expect(groups - shown).toBeGreaterThanOrEqual(2)
      }),
      { numRuns: 40 },
    )
  })
})
