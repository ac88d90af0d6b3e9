import type { IntlShape } from 'react-intl'
import type { Chart, ChartAnswer, Column, Row } from '../../server/contract/dashboard.ts'
import { createFormat } from '../i18n/format.ts'
import { type AxisUnit, axisUnit } from './axis-unit.ts'
import { cellReader } from './cell-text.ts'
import { fillDays, fillSeconds } from './fill-gaps.ts'
import { noteMessages } from './messages.ts'
import { summarizeDays, summarizeGroups, summarizeVideo } from './summary.ts'
import { binSeconds, stepOf } from './video.ts'

/** One thing that was counted, as it will be drawn. */
export interface Series {
  readonly key: string
  readonly label: string
  /** Place in the palette and among the patterns. It belongs to the column, whatever else is on screen. */
  readonly slot: number
  /** One per drawn row, in the axis's unit; null leaves a gap. */
  readonly values: readonly (number | null)[]
}

/** A chart that is ready to draw: whoever draws it decides nothing. */
export interface Picture {
  readonly mark: 'line' | 'columns' | 'bars' | 'steps'
  readonly columns: readonly Column[]
  readonly x: Column
  /** Every prepared row, in order. The table twin shows all of them. */
  readonly rows: readonly Row[]
  /** The short names on the axis, one for each row that is drawn: the first ones of `rows`. */
  readonly ticks: readonly string[]
  readonly series: readonly Series[]
  readonly stacked: boolean
  readonly unit: AxisUnit
  /** One sentence that says what the picture shows. */
  readonly summary: string
  /** What the picture leaves out or has put together, in words. */
  readonly notes: readonly string[]
}

type Prepared = Pick<Picture, 'mark' | 'rows' | 'summary' | 'notes'> & { readonly shown: number }
/** The columns that play a part in the picture. */
interface Parts {
  readonly x: Column
  readonly ys: readonly [Column, ...Column[]]
}

/** More columns than this cannot be told apart on a screen: they are drawn as a line. */
const mostColumns = 120

/**
 * Turns the rows of a line, columns, bars or x-ray chart into a picture: gaps filled as each column says, the order
 * of the service kept (days in the order of time), at most `most` groups drawn, the axis in a unit that people read.
 * @returns null when there is nothing to draw
 */
export function preparePicture(chart: Chart, answer: ChartAnswer, intl: IntlShape, most = 25): Picture | null {
  const { columns } = answer
  const x = columns.find(({ key }) => key === chart.encoding.x)
  const [y, ...others] = (chart.encoding.y ?? []).flatMap((key) => columns.find((column) => column.key === key) ?? [])
  if (!x || !y) return null
  const parts: Parts = { x, ys: [y, ...others] }

  const { mark, rows, shown, summary, notes } =
    chart.kind === 'xray'
      ? prepareSeconds(chart, answer, parts, intl)
      : x.type === 'date'
        ? prepareDays(chart, answer, parts, intl)
        : prepareGroups(chart, answer, parts, intl, most)
  if (rows.length === 0) return null

  const drawn = rows.slice(0, shown)
  const unit = axisUnit(y.type, largest(drawn, parts.ys))
  return {
    mark,
    // The length of a video is the same in every row: it is the axis, not a figure of its seconds.
    columns: chart.kind === 'xray' ? columns.filter(({ key }) => key !== chart.encoding.extent) : columns,
    x,
    rows,
    ticks: ticksOf(drawn, x, intl),
    series: parts.ys.map(({ key, label }) => ({
      key,
      label,
      slot: (chart.encoding.y ?? []).indexOf(key),
      values: drawn.map((row) => inUnit(row, key, unit)),
    })),
    stacked: chart.encoding.stacked ?? false,
    unit,
    summary,
    notes: answer.truncated
      ? [...notes, intl.formatMessage(noteMessages.truncated, { count: answer.rows.length })]
      : notes,
  }
}

function prepareDays(
  chart: Chart,
  { rows, columns, period }: ChartAnswer,
  { x, ys }: Parts,
  intl: IntlShape,
): Prepared {
  const days = fillDays(rows, columns, x.key, period)
  const mark = chart.kind === 'columns' && days.length <= mostColumns ? 'columns' : 'line'
  return { mark, rows: days, shown: days.length, summary: summarizeDays(days, x, ys[0], intl), notes: [] }
}

function prepareSeconds(chart: Chart, { rows, columns }: ChartAnswer, { x, ys }: Parts, intl: IntlShape): Prepared {
  const length = Math.max(0, ...rows.slice(0, 1).map((row) => Number(row[chart.encoding.extent ?? ''] ?? 0)))
  const seconds = fillSeconds(rows, columns, x.key, length)
  const step = stepOf(seconds.length)
  const bins = binSeconds(seconds, x, ys, step)
  const words = { length: createFormat(intl).duration(step) }
  return {
    mark: 'steps',
    rows: bins,
    shown: bins.length,
    summary: summarizeVideo(seconds, x, ys, intl),
    notes: step > 1 ? [intl.formatMessage(noteMessages.bins, words)] : [],
  }
}

function prepareGroups(chart: Chart, { rows }: ChartAnswer, { x, ys }: Parts, intl: IntlShape, most: number): Prepared {
  const shown = Math.min(most, rows.length)
  const words = { shown, all: rows.length }
  return {
    mark: chart.kind === 'bars' ? 'bars' : 'columns',
    rows,
    shown,
    summary: summarizeGroups(rows, x, ys[0], intl),
    notes: shown < rows.length ? [intl.formatMessage(noteMessages.first, words)] : [],
  }
}

function largest(rows: readonly Row[], ys: readonly Column[]): number {
  return rows.reduce((most, row) => Math.max(most, ...ys.map(({ key }) => Number(row[key] ?? 0))), 0)
}

function inUnit(row: Row, key: string, { divisor }: AxisUnit): number | null {
  const value = row[key]
  return typeof value === 'number' ? value / divisor : null
}

/** From this many days on a day without its year could be another year's: months are named instead, with it. */
export const longPeriod = 300

/** Axis names: days without their year, in a long period months with it, everything else as in the table. */
function ticksOf(rows: readonly Row[], x: Column, intl: IntlShape): string[] {
  const read = cellReader(intl)
  const { shortDate } = createFormat(intl)
  const month = (day: string) => intl.formatDate(day, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  const name = rows.length >= longPeriod ? month : shortDate
  return rows.map((row) => (x.type === 'date' ? name(String(row[x.key])) : read(row[x.key], x.type)))
}
