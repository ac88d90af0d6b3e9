import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { preparePicture } from './picture.ts'
import { readPoint, sayReading } from './reading.ts'
import { answer, chart, column, english } from './testing/charts.ts'

const byDay = chart({
  kind: 'columns',
  columns: [column('day', 'date', 'break'), column('learners')],
  encoding: { x: 'day', y: ['learners'] },
})
const byGroup = chart({
  kind: 'bars',
  columns: [column('unit', 'text', 'break'), column('section', 'text', 'break'), column('learners')],
  encoding: { x: 'unit', y: ['learners'] },
})

describe('a picture over days', () => {
  // Learners per day 4, -, 10, 1: filled 4, 0, 10, 1; in order 0, 1, 4, 10, so the lower middle is 1.
  const rows = [
    { day: '2026-05-01', learners: 4 },
    { day: '2026-05-03', learners: 10 },
    { day: '2026-05-04', learners: 1 },
  ]

  test('has a column for every day and says its peak and its typical day', () => {
    const picture = preparePicture(byDay, answer(byDay, rows), english)!
    expect(picture.mark).toBe('columns')
    expect(picture.ticks).toEqual(['May 1', 'May 2', 'May 3', 'May 4'])
    expect(picture.series).toEqual([{ key: 'learners', label: 'Learners', slot: 0, values: [4, 0, 10, 1] }])
    expect(picture.summary).toBe('Learners: highest 10 on May 3, 2026; 1 on a typical day.')
    expect(picture.notes).toEqual([])
  })

  test('says so when nothing happened', () => {
    const none = answer(byDay, [{ day: '2026-05-01', learners: 0 }], {
      period: { from: '2026-05-01', to: '2026-05-07', zone: 'UTC' },
    })
    expect(preparePicture(byDay, none, english)!.summary).toBe('Learners: none from May 1, 2026 to May 7, 2026.')
  })

  test('becomes a line when its columns would be too many to tell apart', () => {
    const long = answer(byDay, rows, { period: { from: '2026-01-01', to: '2026-05-04', zone: 'UTC' } })
    expect(preparePicture(byDay, long, english)!.mark).toBe('line')
  })

  test('names months with their year when days could be mistaken for another year’s', () => {
    const years = answer(byDay, rows, { period: { from: '2024-12-31', to: '2026-05-04', zone: 'UTC' } })
    const { ticks } = preparePicture(byDay, years, english)!
    expect([ticks[0], ticks.at(-1)]).toEqual(['Dec 2024', 'May 2026'])
  })

  test('a running total says where it began and where it ended', () => {
    const total = chart({
      kind: 'line',
      columns: [column('day', 'date', 'break'), column('enrolled', 'count', 'carry')],
      encoding: { x: 'day', y: ['enrolled'] },
    })
    const changes = [
      { day: '2026-05-01', enrolled: 20 },
      { day: '2026-05-03', enrolled: 25 },
    ]
    const picture = preparePicture(total, answer(total, changes), english)!
    expect(picture.series[0]!.values).toEqual([20, 20, 25])
    expect(picture.summary).toBe('Enrolled: from 20 on May 1, 2026 to 25 on May 3, 2026.')
  })

  test('time is drawn in hours when it is hours', () => {
    const time = chart({
      kind: 'columns',
      columns: [column('day', 'date', 'break'), column('active', 'seconds')],
      encoding: { x: 'day', y: ['active'] },
    })
    const picture = preparePicture(time, answer(time, [{ day: '2026-05-01', active: 9_000 }]), english)!
    expect(picture.unit.name).toBe('hours')
    expect(picture.series[0]!.values).toEqual([2.5])
    expect(picture.summary).toBe(
      'Active: highest 2\u00a0h 30\u00a0min on May 1, 2026; 2\u00a0h 30\u00a0min on a typical day.',
    )
  })
})

describe('a picture of groups', () => {
  const units = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      unit: `Unit ${index + 1}`,
      section: 'Week 1',
      learners: count - index,
    }))

  test('draws the first ones, says how many there are, and keeps all for the table', () => {
    const picture = preparePicture(byGroup, answer(byGroup, units(487)), english)!
    expect(picture.ticks).toHaveLength(25)
    expect(picture.rows).toHaveLength(487)
    expect(picture.notes).toEqual(['The first 25 of 487.'])
    expect(picture.summary).toBe('Learners: highest 487 (Unit 1), lowest 1 (Unit 487).')
  })

  test('says when the service itself had more than it sent', () => {
    const picture = preparePicture(byGroup, answer(byGroup, units(2), { truncated: true }), english)!
    expect(picture.notes).toEqual(['Only the first 2 rows came; there are more.'])
  })

  test('a point reads what is drawn first, then what else is known of it', () => {
    const picture = preparePicture(byGroup, answer(byGroup, units(2)), english)!
    const reading = readPoint(picture, 1, english)
    expect(reading).toEqual({
      name: 'Unit 2',
      lines: [
        { key: 'learners', label: 'Learners', text: '1', slot: 0 },
        { key: 'section', label: 'Section', text: 'Week 1', slot: null },
      ],
    })
    expect(sayReading(reading)).toBe('Unit 2, Learners 1, Section Week 1')
  })

  test('whatever the groups are, the drawn and the left out are all of them, in the order of the service', () => {
    const groups = fc.array(fc.record({ unit: fc.string(), section: fc.string(), learners: fc.nat() }), {
      minLength: 1,
    })
    fc.assert(
      fc.property(groups, fc.integer({ min: 1, max: 30 }), (rows, most) => {
        const picture = preparePicture(byGroup, answer(byGroup, rows), english, most)!
        expect(picture.rows).toEqual(rows)
        expect(picture.series[0]!.values).toEqual(rows.slice(0, most).map(({ learners }) => learners))
        expect(picture.ticks.length + Math.max(0, rows.length - most)).toBe(rows.length)
      }),
    )
  })

  test('a series keeps its colour when another column is missing from the answer', () => {
    const two = chart({
      kind: 'bars',
      columns: [column('unit', 'text'), column('started'), column('finished')],
      encoding: { x: 'unit', y: ['started', 'finished'] },
    })
    const slots = (columns = two.columns) =>
      preparePicture(two, answer(two, [{ unit: 'A', started: 3, finished: 2 }], { columns }), english)!.series.map(
        ({ key, slot }) => [key, slot],
      )
    expect(slots()).toEqual([
      ['started', 0],
      ['finished', 1],
    ])
    expect(slots(two.columns.filter(({ key }) => key !== 'started'))).toEqual([['finished', 1]])
  })
})

describe('the x-ray of a video', () => {
  const xray = chart({
    kind: 'xray',
    columns: [column('second', 'timecode', 'break'), column('viewers'), column('replays'), column('length', 'seconds')],
    encoding: { x: 'second', y: ['viewers', 'replays'], extent: 'length', stacked: true },
  })

  test('has a step for every second and says where most people watched', () => {
    const rows = [
      { second: 0, viewers: 9, replays: 0, length: 4 },
      { second: 2, viewers: 5, replays: 3, length: 4 },
    ]
    const picture = preparePicture(xray, answer(xray, rows), english)!
    expect(picture.mark).toBe('steps')
    expect(picture.stacked).toBe(true)
    expect(picture.ticks).toEqual(['0:00', '0:01', '0:02', '0:03'])
    expect(picture.series.map(({ values }) => values)).toEqual([
      [9, 0, 5, 0],
      [0, 0, 3, 0],
    ])
    expect(picture.summary).toBe('Viewers: highest 9 at 0:00; 0 at the end. Replays: highest 3 at 0:02; 0 at the end.')
  })

  test('says of what did not happen that it did not', () => {
    const picture = preparePicture(xray, answer(xray, [{ second: 0, viewers: 2, replays: 0, length: 1 }]), english)!
    expect(picture.summary).toBe('Viewers: highest 2 at 0:00; 2 at the end. Replays: none.')
  })

  test('puts the seconds of a long video together and says so', () => {
    // 700 s in steps of 2 s: 350 steps. Seconds 0 and 1 had 4 and 8 viewers: 6 on average.
    const rows = [
      { second: 0, viewers: 4, replays: 0, length: 700 },
      { second: 1, viewers: 8, replays: 0, length: 700 },
    ]
    const picture = preparePicture(xray, answer(xray, rows), english)!
    expect(picture.rows).toHaveLength(350)
    expect(picture.series[0]!.values.slice(0, 2)).toEqual([6, 0])
    expect(picture.notes).toEqual(['Each step is 2\u00a0s of the video: the average of its seconds.'])
  })
})

test('a chart whose columns did not come has no picture', () => {
  expect(preparePicture(byDay, answer(byDay, [], { columns: [] }), english)).toBeNull()
})
