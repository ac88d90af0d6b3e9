import { describe, expect, test } from 'vitest'
import type { Row } from '../../server/contract/dashboard.ts'
import { prepareNumber } from './number.ts'
import { answer, chart, column, english } from './testing/charts.ts'

const active = chart({
  kind: 'number',
  columns: [column('active'), column('enrolled'), column('before')],
  encoding: { value: 'active', of: 'enrolled', previous: 'before' },
})
const april = { from: '2026-04-01', to: '2026-04-28', zone: 'UTC' }
const tile = (row: Row) => prepareNumber(active, answer(active, [{ ...row }], { period: april }), english)!

describe('a headline number', () => {
  test('says its part of the whole and its change in words', () => {
    const { figure, share, change, summary } = tile({ active: 1_250, enrolled: 5_000, before: 1_000 })
    expect(figure).toBe('1,250')
    expect(share).toEqual({ part: 0.25, text: '25% of 5,000 enrolled' })
    expect(change).toEqual({ direction: 'up', text: '250 more than in the 28 days before' })
    expect(summary).toBe('1,250; 25% of 5,000 enrolled; 250 more than in the 28 days before')
  })

  test.each([
    [7, 10, { direction: 'down', text: '3 less than in the 28 days before' }],
    [10, 10, { direction: 'same', text: 'The same as in the 28 days before' }],
    [10, null, null],
  ])('%d after %s', (now, before, change) => {
    expect(tile({ active: now, enrolled: 50, before }).change).toEqual(change)
  })

  test('has no share of an empty whole', () => {
    expect(tile({ active: 0, enrolled: 0, before: 0 }).share).toBeNull()
  })

  test('that is not known is a dash, not a zero', () => {
    expect(tile({ active: null, enrolled: 10, before: 4 })).toMatchObject({ figure: '–', share: null, change: null })
  })

  test('is absent when there is no row', () => {
    expect(prepareNumber(active, answer(active, []), english)).toBeNull()
  })

  test('a change of a share is in percentage points', () => {
    const passing = chart({
      kind: 'number',
      columns: [column('share', 'share'), column('before', 'share')],
      encoding: { value: 'share', previous: 'before' },
    })
    const { change } = prepareNumber(passing, answer(passing, [{ share: 0.52, before: 0.4 }]), english)!
    expect(change).toEqual({ direction: 'up', text: '12 points more than in the period before' })
  })

  test('shows the further figures beside it', () => {
    const time = chart({
      kind: 'number',
      columns: [column('mean', 'seconds'), column('median', 'seconds')],
      encoding: { value: 'mean' },
    })
    const { figure, details } = prepareNumber(time, answer(time, [{ mean: 5_400, median: 3_600 }]), english)!
    expect(figure).toBe('1\u00a0h 30\u00a0min')
    expect(details).toEqual([{ label: 'Median', text: '1\u00a0h' }])
  })
})
