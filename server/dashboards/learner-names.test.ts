import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertLmsRows } from '../testing/lms-tables.ts'
import { openTestWarehouse } from '../testing/warehouse.ts'
import { callLearners } from './learner-names.ts'
import { attentionCharts } from './native/course-overview-attention.ts'
import { pseudonymOf } from './pseudonym.ts'

const [chart] = attentionCharts
const courseKey = 'course-v1:Org+Birds+2026'
const ann = '0a000000-0000-4000-8000-00000000000a'
const bob = '0b000000-0000-4000-8000-00000000000b'
const dumped = '2026-03-01T00:00:00Z'
const nobody = '0c000000-0000-4000-8000-00000000000c'

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
beforeAll(async () => {
  warehouse = await openTestWarehouse()
  const id = (user_id: number, username: string, external_user_id: string) => ({
    user_id,
    username,
    external_user_id,
    external_id_type: 'xapi',
  })
  await insertLmsRows(warehouse, 'real', 'externalId', dumped, [id(7, 'ann', ann), id(8, 'bob', bob)])
  await insertLmsRows(warehouse, 'real', 'userProfile', dumped, [
    { id: 1, user_id: 7, username: 'ann', name: 'Ann Ålund' },
    { id: 2, user_id: 8, username: 'bob', name: '' },
  ])
})
afterAll(() => warehouse.close())

const reader = { courseKey, dataSet: 'real', locale: 'en' } as const
const rows = [ann, bob, nobody].map((learner) => ({ learner, reason: 'away' }))
const called = async (mayTellNames: boolean) =>
  (await callLearners(warehouse, chart!, rows, { ...reader, mayTellNames })).map(({ learner }) => learner)

test('tells names to those who may be told, usernames where there is no name, and a pseudonym where nobody knows more', async () => {
  expect(await called(true)).toEqual(['Ann Ålund', 'bob', pseudonymOf(nobody, courseKey, 'en')])
})

test('tells everybody else pseudonyms, and nobody an id', async () => {
  const told = await called(false)
  expect(told).toEqual([ann, bob, nobody].map((id) => pseudonymOf(id, courseKey, 'en')))
  for (const name of told) expect(name).toMatch(/^[A-Z][a-z]+ [1-9]\d{3}$/)
})

describe('a pseudonym', () => {
  test('is the same each time, and another in another course run', () => {
    expect(pseudonymOf(ann, courseKey, 'en')).toBe(pseudonymOf(ann, courseKey, 'en'))
    expect(pseudonymOf(ann, courseKey, 'en')).not.toBe(pseudonymOf(ann, 'course-v1:Org+Birds+2027', 'en'))
  })

  test('says the same in another language', () => {
    const number = (name: string) => name.split(' ').at(-1)
    expect(number(pseudonymOf(ann, courseKey, 'es'))).toBe(number(pseudonymOf(ann, courseKey, 'en')))
  })

  test('is shared by few', () => {
    const names = Array.from({ length: 1_000 }, (_, index) => pseudonymOf(`learner-${index}`, courseKey, 'en'))
    expect(new Set(names).size).toBeGreaterThan(990)
  })
})
