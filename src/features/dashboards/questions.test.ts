import { describe, expect, test } from 'vitest'
import type { Filter } from '../../../server/contract/dashboard.ts'
import { chart } from '../../charts/testing/charts.ts'
import { askFor, choiceOf, type Viewing } from './questions.ts'

const filters: Filter[] = [
  { id: 'course', kind: 'course', label: 'Course' },
  { id: 'period', kind: 'period', label: 'Period' },
  {
    id: 'video',
    kind: 'choice',
    label: 'Video',
    optionsFrom: 'videos',
    valueColumn: 'block_key',
    labelColumn: 'name',
  },
]
const obeying = (...ids: string[]) => chart({ kind: 'line', columns: [], encoding: {}, filters: ids })
const viewing: Viewing = {
  courseKey: 'course-v1:a+b+c',
  period: { kind: 'preset', period: '28d' },
  zone: 'Europe/Oslo',
  choices: { video: 'block-v1:v' },
}

describe('what is asked for a chart', () => {
  test.each([
    [['course', 'period'], { tz: 'Europe/Oslo', course: 'course-v1:a+b+c', period: '28d' }],
    [['course'], { tz: 'Europe/Oslo', course: 'course-v1:a+b+c' }],
    [['course', 'video'], { tz: 'Europe/Oslo', course: 'course-v1:a+b+c', video: 'block-v1:v' }],
    [[], { tz: 'Europe/Oslo' }],
  ])('that obeys %o is %o', (ids, asked) => {
    expect(askFor(obeying(...ids), filters, viewing)).toEqual(asked)
  })

  test('of chosen days are its days', () => {
    const period = { kind: 'days', from: '2026-05-01', to: '2026-05-03' } as const
    expect(askFor(obeying('period'), filters, { ...viewing, period })).toEqual({
      tz: 'Europe/Oslo',
      from: '2026-05-01',
      to: '2026-05-03',
    })
  })

  test('leaves out a choice that nobody has made', () => {
    expect(askFor(obeying('video'), filters, { ...viewing, choices: {} })).toEqual({ tz: 'Europe/Oslo' })
    expect(askFor(obeying('video'), filters, { ...viewing, choices: { video: null } })).toEqual({ tz: 'Europe/Oslo' })
  })
})

test('a chart has the choice that it obeys, if any', () => {
  expect(choiceOf(obeying('course', 'video'), filters)?.id).toBe('video')
  expect(choiceOf(obeying('course'), filters)).toBeUndefined()
})
