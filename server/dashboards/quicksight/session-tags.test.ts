import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowsOfGuest } from '../../demo/stand-in-quicksight/rows-of-guest.ts'
import { rowRulesOf } from './row-rules.ts'
import { sessionTagsOf } from './session-tags.ts'

const lmsUrl = 'https://learn.example.org'
const columns = { lms: 'lms', userId: 'user_id', courseKey: 'course_key', org: 'org' }
const tagsOf = (rows: Parameters<typeof sessionTagsOf>[0]) => sessionTagsOf(rows, lmsUrl, 'en')

test('a learner is told by their id, a team by its courses and organisations, each in one tag as long as they fit', () => {
  expect(tagsOf({ kind: 'learner', userId: 42 })).toEqual([
    { Key: 'panorama_lms', Value: 'learn.example.org' },
    { Key: 'panorama_user_id', Value: '42' },
  ])
  expect(tagsOf({ kind: 'courses', courseKeys: ['Org/B/1', 'course-v1:Org+A+1', 'Org/B/1'], orgs: ['Andes'] })).toEqual(
    [
      { Key: 'panorama_lms', Value: 'learn.example.org' },
      { Key: 'panorama_course_keys', Value: 'Org/B/1,course-v1:Org+A+1' },
      { Key: 'panorama_orgs', Value: 'Andes' },
    ],
  )
})

test('the lake names an LMS by its host and port', () => {
  const [lms] = sessionTagsOf({ kind: 'learner', userId: 1 }, 'http://localhost:2100/stand-in-lms', 'en')
  expect(lms?.Value).toBe('localhost:2100')
})

test('a learner within some courses is told by no tags, of which each opens rows by itself', () => {
  const within = { courseKeys: ['Org/B/1'], orgs: [] }
  expect(() => tagsOf({ kind: 'learner', userId: 42, within })).toThrow(expect.objectContaining({ code: 'forbidden' }))
})

test.each([
  ['rows of the whole site', { kind: 'site' } as const],
  ['no courses at all', { kind: 'courses', courseKeys: [], orgs: [] } as const],
  [
    'a key with the delimiter',
    { kind: 'courses', courseKeys: ['course-v1:Org+A,course-v1:Org+B+1'], orgs: [] } as const,
  ],
  ['a key with a star', { kind: 'courses', courseKeys: ['*'], orgs: [] } as const],
  ['an empty organisation', { kind: 'courses', courseKeys: ['Org/A/1'], orgs: [''] } as const],
  ['a key that is too long', { kind: 'courses', courseKeys: [`Org/${'a'.repeat(260)}/1`], orgs: [] } as const],
])('%s cannot be told, and opens nothing', (_what, rows) => {
  expect(() => tagsOf(rows)).toThrow(expect.objectContaining({ code: 'forbidden' }))
})

test('a team of more courses than fit into a session is told what to do', () => {
  const courseKeys = Array.from({ length: 1500 }, (_, index) => `course-v1:Riverside+BIO${index}+2026_Autumn`)
  expect(() => tagsOf({ kind: 'courses', courseKeys, orgs: [] })).toThrow(/more courses/)
})

const courseKey = fc
  .tuple(
    fc.stringMatching(/^[A-Z][a-z]{1,9}$/),
    fc.stringMatching(/^[A-Z0-9]{1,9}$/),
    fc.constantFrom('2026', '2027_T1'),
  )
  .map((parts) => `course-v1:${parts.join('+')}`)

test('whatever a team teaches, its tags fit what AWS takes, and open the rows of these courses and no others', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(courseKey, { minLength: 1, maxLength: 60 }),
      fc.uniqueArray(courseKey, { maxLength: 60 }),
      fc.nat(3),
      (mine, others, orgCount) => {
        const orgOf = (key: string) => key.slice('course-v1:'.length).split('+')[0]!
        const orgs = [...new Set(others.map(orgOf))].slice(0, orgCount)
        const tags = tagsOf({ kind: 'courses', courseKeys: mine, orgs })
        expect(tags.length).toBeLessThanOrEqual(50)
        for (const { Key, Value } of tags) {
          expect(Key!.length).toBeLessThanOrEqual(128)
          expect(Value!.length).toBeGreaterThan(0)
          expect(Value!.length).toBeLessThanOrEqual(256)
        }
        const all = [...new Set([...mine, ...others])]
        const rows = all.flatMap((key) => [
          { lms: 'learn.example.org', course_key: key, org: orgOf(key), user_id: '7' },
          { lms: 'another.example.org', course_key: key, org: orgOf(key), user_id: '7' },
        ])
        const rules = rowRulesOf(columns, 20)
        const given = Object.fromEntries(tags.map(({ Key, Value }) => [Key!, Value!]))
        const seen = rowsOfGuest({ id: 'd', name: 'd', rules, rows }, given)
        const expected = rows.filter(
          ({ lms, course_key, org }) =>
            lms === 'learn.example.org' && (mine.includes(course_key) || orgs.includes(org)),
        )
        expect(seen).toEqual(expected)
      },
    ),
  )
})

test('where a data set has rules for fewer tags than a session brings, rows are missing, never too many', () => {
  const mine = Array.from({ length: 30 }, (_, index) => `course-v1:Riverside+BIO${index}+2026_Autumn`)
  const tags = Object.fromEntries(
    tagsOf({ kind: 'courses', courseKeys: mine, orgs: [] }).map(({ Key, Value }) => [Key!, Value!]),
  )
  const rows = [...mine, 'course-v1:Andes+PY1+2026'].map((key) => ({ lms: 'learn.example.org', course_key: key }))
  const seen = rowsOfGuest({ id: 'd', name: 'd', rules: rowRulesOf(columns, 1), rows }, tags)
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.length).toBeLessThan(mine.length)
  expect(seen.every(({ course_key }) => mine.includes(String(course_key)))).toBe(true)
})

test('a data set without a column has no rule for it', () => {
  expect(rowRulesOf({ lms: null, userId: 'user_id', courseKey: null, org: null }, 5)).toEqual({
    Status: 'ENABLED',
    TagRules: [{ TagKey: 'panorama_user_id', ColumnName: 'user_id' }],
    TagRuleConfigurations: [['panorama_user_id']],
  })
})
