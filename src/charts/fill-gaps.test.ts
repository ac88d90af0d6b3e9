import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column, Row } from '../../server/contract/dashboard.ts'
import { fillDays, fillSeconds } from './fill-gaps.ts'

const column = (key: string, gap: Column['gap'], type: Column['type'] = 'count'): Column => ({
  key,
  label: key,
  type,
  gap,
})
const columns = [
  column('day', 'break', 'date'),
  column('joined', 'zero'),
  column('grade', 'break', 'share'),
  column('enrolled', 'carry'),
]
const open = { from: null, to: null }

describe('filling the days of a period', () => {
  test('a missing day is 0 for a sum, unknown for an average and unchanged for a running total', () => {
    const rows = [
      { day: '2026-02-27', joined: 3, grade: 0.5, enrolled: 10 },
      { day: '2026-03-01', joined: 2, grade: 0.7, enrolled: 12 },
    ]
    expect(fillDays(rows, columns, 'day', open)).toEqual([
      { day: '2026-02-27', joined: 3, grade: 0.5, enrolled: 10 },
      { day: '2026-02-28', joined: 0, grade: null, enrolled: 10 },
      { day: '2026-03-01', joined: 2, grade: 0.7, enrolled: 12 },
    ])
  })

  test('the period of the answer is covered from end to end, also where its days have no rows', () => {
    const rows = [{ day: '2026-03-02', joined: 1, grade: null, enrolled: 4 }]
    const filled = fillDays(rows, columns, 'day', { from: '2026-03-01', to: '2026-03-03' })
    expect(filled).toEqual([
      { day: '2026-03-01', joined: 0, grade: null, enrolled: null },
      { day: '2026-03-02', joined: 1, grade: null, enrolled: 4 },
      { day: '2026-03-03', joined: 0, grade: null, enrolled: 4 },
    ])
  })

  test('the day on which clocks change is one day like any other', () => {
    const rows = [{ day: '2026-03-28' }, { day: '2026-03-30' }]
    expect(fillDays(rows, [columns[0]!], 'day', open).map(({ day }) => day)).toEqual([
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
    ])
  })

  test('no rows stay no rows, so that the chart can say that it is empty', () => {
    expect(fillDays([], columns, 'day', { from: '2026-03-01', to: '2026-03-03' })).toEqual([])
  })
})

const days = fc
  .uniqueArray(fc.integer({ min: 20_000, max: 20_400 }), { minLength: 1, maxLength: 30 })
  .map((numbers) => numbers.map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10)))

describe('whatever the rows are', () => {
  const sum = (rows: readonly Row[]) => rows.reduce((total, { joined }) => total + Number(joined ?? 0), 0)

  test('filling days changes no sum, and leaves one row per day, in order, without a hole', () => {
    fc.assert(
      fc.property(
        days,
        fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 30, maxLength: 30 }),
        (keys, counts) => {
          const rows = keys.map((day, index) => ({ day, joined: counts[index]!, grade: null, enrolled: null }))
          const filled = fillDays(rows, columns, 'day', { from: '2025-01-01', to: null })
          expect(sum(filled)).toBe(sum(rows))
          const steps = filled.map(({ day }) => Date.parse(String(day)) / 86_400_000)
          expect(steps).toEqual(steps.map((_, index) => steps[0]! + index))
        },
      ),
    )
  })

  test('filling twice is filling once', () => {
    fc.assert(
      fc.property(days, (keys) => {
        const rows = keys.map((day) => ({ day, joined: 1, grade: 0.5, enrolled: 7 }))
        const once = fillDays(rows, columns, 'day', open)
        expect(fillDays(once, columns, 'day', open)).toEqual(once)
      }),
    )
  })
})

describe('filling the seconds of a video', () => {
  const perSecond = [column('second', 'break', 'timecode'), column('viewers', 'zero')]

  test('every second from the start to the end has a row, the end not included', () => {
    expect(fillSeconds([{ second: 2, viewers: 5 }], perSecond, 'second', 3.2)).toEqual([
      { second: 0, viewers: 0 },
      { second: 1, viewers: 0 },
      { second: 2, viewers: 5 },
      { second: 3, viewers: 0 },
    ])
  })

  test('a second watched beyond the announced length is not lost', () => {
    const filled = fillSeconds([{ second: 4, viewers: 1 }], perSecond, 'second', 2)
    expect(filled.map(({ viewers }) => viewers)).toEqual([0, 0, 0, 0, 1])
  })
})
