import type { IntlShape } from 'react-intl'
import type { Chart, ChartAnswer, Column } from '../../server/contract/dashboard.ts'
import { cellReader } from './cell-text.ts'
import { numberMessages } from './messages.ts'

/** A headline number that is ready to draw. */
export interface Tile {
  readonly figure: string
  /** The figure as a part of its whole: 0..1 and in words; null where there is no whole. */
  readonly share: { readonly part: number; readonly text: string } | null
  /** Against the period before, in words; null where nothing is known of it. */
  readonly change: { readonly direction: 'up' | 'down' | 'same'; readonly text: string } | null
  /** What else the answer says, for example the median beside the mean. */
  readonly details: readonly { readonly label: string; readonly text: string }[]
  /** All of it in one sentence. */
  readonly summary: string
}

/** Turns the one row of a number chart into a tile, or null when there is no row. */
export function prepareNumber(chart: Chart, answer: ChartAnswer, intl: IntlShape): Tile | null {
  const row = answer.rows[0]
  const { value: valueKey, of: ofKey, previous: previousKey } = chart.encoding
  const column = (key: string | undefined) => answer.columns.find((each) => each.key === key)
  const valueColumn = column(valueKey)
  if (!row || !valueColumn) return null

  const read = cellReader(intl)
  const cell = (each: Column | undefined) => {
    const found = each && row[each.key]
    return typeof found === 'number' ? found : null
  }
  const value = cell(valueColumn)
  const figure = read(value, valueColumn.type)
  const share = shareOf(value, cell(column(ofKey)), column(ofKey), intl)
  const change = changeOf(value, cell(column(previousKey)), valueColumn, answer.period, intl)
  const used = new Set([valueKey, ofKey, previousKey])
  return {
    figure,
    share,
    change,
    details: answer.columns
      .filter(({ key, type }) => !used.has(key) && type !== 'text' && type !== 'learner')
      .map(({ key, label, type }) => ({ label, text: read(row[key], type) })),
    summary: [figure, share?.text, change?.text].filter((part) => part !== undefined).join('; '),
  }
}

function shareOf(
  value: number | null,
  whole: number | null,
  column: Column | undefined,
  intl: IntlShape,
): Tile['share'] {
  if (value === null || whole === null || whole <= 0 || !column) return null
  const read = cellReader(intl)
  const part = Math.min(1, Math.max(0, value / whole))
  const label = column.label.toLocaleLowerCase(intl.locale)
  const words = { share: read(value / whole, 'share'), whole: read(whole, column.type), label }
  return { part, text: intl.formatMessage(numberMessages.partOf, words) }
}

function changeOf(
  value: number | null,
  previous: number | null,
  column: Column,
  period: ChartAnswer['period'],
  intl: IntlShape,
): Tile['change'] {
  if (value === null || previous === null) return null
  const before = intl.formatMessage(
    period.from && period.to ? numberMessages.daysBefore : numberMessages.periodBefore,
    period.from && period.to ? { days: daysOf(period.from, period.to) } : {},
  )
  const difference = differenceText(Math.abs(value - previous), column, intl)
  // A difference that rounds to nothing is none: "0 min more" helps nobody.
  if (difference === differenceText(0, column, intl)) {
    return { direction: 'same', text: intl.formatMessage(numberMessages.same, { before }) }
  }
  const direction = value > previous ? 'up' : 'down'
  const message = direction === 'up' ? numberMessages.more : numberMessages.fewer
  return { direction, text: intl.formatMessage(message, { difference, before }) }
}

function differenceText(difference: number, column: Column, intl: IntlShape): string {
  if (column.type !== 'share') return cellReader(intl)(difference, column.type)
  return intl.formatMessage(numberMessages.points, { points: Math.round(difference * 100) })
}

function daysOf(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
}
