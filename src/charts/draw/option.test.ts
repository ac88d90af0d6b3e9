import { use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { describe, expect, test } from 'vitest'
import type { Chart, Row } from '../../../server/contract/dashboard.ts'
import { preparePicture } from '../picture.ts'
import { answer, chart, column, english } from '../testing/charts.ts'
import { init } from './echarts.ts'
import type { Look } from './look.ts'
import { pictureOption, tickText } from './option.ts'

// The real library draws to SVG text here: the same option, without a canvas.
use([SVGRenderer])

const look: Look = {
  palette: ['#1f5fa8', '#c2570c', '#0b8a72'],
  axis: '#666666',
  grid: '#eeeeee',
  surface: '#ffffff',
  font: 'sans-serif',
  width: 600,
  rightToLeft: false,
  still: true,
}

function drawn(of: Chart, rows: Row[], with_: Partial<Look> = {}): string {
  const picture = preparePicture(
    of,
    answer(
      of,
      rows.map((row) => ({ ...row })),
    ),
    english,
  )!
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: 600, height: 300 })
  drawing.setOption(pictureOption(picture, { ...look, ...with_ }, english))
  const svg = drawing.renderToSVGString()
  drawing.dispose()
  return svg
}

/** The texts of a drawing with the place at which each begins, ends or is centred. */
function texts(svg: string): { text: string; x: number; y: number }[] {
  const found = svg.matchAll(/<text[^>]*transform="translate\(([\d.-]+) ([\d.-]+)\)[^>]*>([^<]*)<\/text>/g)
  return [...found].map(([, x, y, text]) => ({ text: text!.trim(), x: Number(x), y: Number(y) }))
}
const placeOf = (svg: string, text: string) => texts(svg).find((each) => each.text === text)!

const byDay = chart({
  kind: 'line',
  columns: [column('day', 'date', 'break'), column('learners')],
  encoding: { x: 'day', y: ['learners'] },
})
const days = [
  { day: '2026-05-01', learners: 4 },
  { day: '2026-05-02', learners: 9 },
  { day: '2026-05-03', learners: 2 },
]

describe('a drawing', () => {
  test('runs from left to right, and from right to left where the page does', () => {
    const leftToRight = drawn(byDay, days)
    expect(placeOf(leftToRight, 'May 1').x).toBeLessThan(placeOf(leftToRight, 'May 3').x)
    const rightToLeft = drawn(byDay, days, { rightToLeft: true })
    expect(placeOf(rightToLeft, 'May 1').x).toBeGreaterThan(placeOf(rightToLeft, 'May 3').x)
  })

  test('of groups puts the first one on top and writes each value beside its bar', () => {
    const groups = chart({
      kind: 'bars',
      columns: [column('group', 'text', 'break'), column('learners')],
      encoding: { x: 'group', y: ['learners'] },
    })
    const svg = drawn(groups, [
      { group: 'First', learners: 12 },
      { group: 'Second', learners: 31 },
    ])
    expect(placeOf(svg, 'First').y).toBeLessThan(placeOf(svg, 'Second').y)
    expect(placeOf(svg, '12').y).toBe(placeOf(svg, 'First').y)
    expect(placeOf(svg, '31').y).toBe(placeOf(svg, 'Second').y)
  })

  test('of a long period names each month once, with its year, and only as many as there is room for', () => {
    const start = Date.parse('2025-01-15')
    const year = Array.from({ length: 365 }, (_, index) => ({
      day: new Date(start + index * 86_400_000).toISOString().slice(0, 10),
      learners: index,
    }))
    // Twelve firsts of a month, 600 / 64 = 9.4 names at most: every second one.
    const months = texts(drawn(byDay, year)).map(({ text }) => text)
    expect(months.filter((text) => /20\d\d$/.test(text))).toEqual([
      'Feb 2025',
      'Apr 2025',
      'Jun 2025',
      'Aug 2025',
      'Oct 2025',
      'Dec 2025',
    ])
  })

  test('names every group, also where there is little room', () => {
    const buckets = chart({
      kind: 'columns',
      columns: [column('bucket', 'text', 'break'), column('learners')],
      encoding: { x: 'bucket', y: ['learners'] },
    })
    const rows = Array.from({ length: 11 }, (_, index) => ({ bucket: `Group ${index + 1}`, learners: index }))
    const svg = drawn(buckets, rows, { width: 300 })
    for (const { bucket } of rows) expect(svg).toContain(`>${bucket}<`)
  })

  test('tells the series of a video apart by pattern as well as by colour', () => {
    const xray = chart({
      kind: 'xray',
      columns: [column('second', 'timecode', 'break'), column('viewers'), column('replays')],
      encoding: { x: 'second', y: ['viewers', 'replays'], stacked: true },
    })
    const seconds = Array.from({ length: 60 }, (_, second) => ({ second, viewers: 9, replays: second % 3 }))
    const picture = preparePicture(xray, answer(xray, seconds), english)!
    const { series } = pictureOption(picture, look, english) as {
      series: { color: string; itemStyle: { decal?: object }; stack: string }[]
    }
    expect(series.map(({ color }) => color)).toEqual(['#1f5fa8', '#c2570c'])
    expect(series.map(({ itemStyle }) => itemStyle.decal !== undefined)).toEqual([false, true])
    const svg = drawn(xray, seconds)
    expect(texts(svg).map(({ text }) => text)).toEqual(expect.arrayContaining(['0:00', '0:10', '0:50']))
    expect(svg).toContain('#c2570c')
  })

  test('leaves a gap where an average is not known, and marks a day that stands alone', () => {
    const grades = chart({
      kind: 'line',
      columns: [column('day', 'date', 'break'), column('grade', 'share', 'break')],
      encoding: { x: 'day', y: ['grade'] },
    })
    const svg = drawn(grades, [
      { day: '2026-01-01', grade: 0.5 },
      { day: '2026-02-15', grade: 0.7 },
    ])
    expect(texts(svg).map(({ text }) => text)).toEqual(expect.arrayContaining(['0%', '50%', '100%']))
    // Two days alone among 46: the line only moves (M) from one to the other, and each has a circle.
    expect(svg).toMatch(/<path d="M[\d.]+ [\d.]+M[\d.]+ [\d.]+" fill="none"[^>]*stroke="#1f5fa8"/)
    expect(svg.match(/<path[^>]*transform[^>]*fill="#1f5fa8"/g)).toHaveLength(2)
  })
})

test.each([
  [50, { divisor: 0.01, name: 'share' }, '50%'],
  [1_500, { divisor: 1, name: 'count' }, '1,500'],
  [20_000, { divisor: 1, name: 'count' }, '20K'],
  [2.5, { divisor: 3600, name: 'hours' }, '2.5'],
] as const)('the axis writes %d %o as %s', (value, unit, text) => {
  expect(tickText(value, unit, english)).toBe(text)
})
