import type { IntlShape } from 'react-intl'
import type { Column, Row } from '../../server/contract/dashboard.ts'
import { cellReader } from './cell-text.ts'
import { summaryMessages } from './messages.ts'

/** The rows that have a number in this column, as that number and its row. */
function known(rows: readonly Row[], { key }: Column): { row: Row; value: number }[] {
  return rows.flatMap((row) => {
    const value = row[key]
    return typeof value === 'number' ? [{ row, value }] : []
  })
}

function highest(values: readonly { row: Row; value: number }[]) {
  return values.reduce((best, each) => (each.value > best.value ? each : best))
}

function lowest(values: readonly { row: Row; value: number }[]) {
  return values.reduce((best, each) => (each.value < best.value ? each : best))
}

/** The middle of the values; of an even number of them, the lower middle, so that it is one that really occurred. */
function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor((values.length - 1) / 2)] ?? 0
}

/** What a picture over days says, in one sentence. Empty when there is nothing to say. */
export function summarizeDays(rows: readonly Row[], x: Column, y: Column, intl: IntlShape): string {
  const values = known(rows, y)
  if (values.length === 0) return ''
  const read = cellReader(intl)
  const { label } = y
  const [first, last] = [values[0]!, values.at(-1)!]
  const firstDay = read(first.row[x.key], x.type)
  const lastDay = read(last.row[x.key], x.type)
  if (y.gap === 'carry') {
    const ends = { first: read(first.value, y.type), last: read(last.value, y.type) }
    return intl.formatMessage(summaryMessages.runningTotal, { label, firstDay, lastDay, ...ends })
  }
  const peak = highest(values)
  if (peak.value === 0) return intl.formatMessage(summaryMessages.nothingOverTime, { label, firstDay, lastDay })
  return intl.formatMessage(summaryMessages.overTime, {
    label,
    peak: read(peak.value, y.type),
    peakDay: read(peak.row[x.key], x.type),
    typical: read(median(values.map(({ value }) => value)), y.type),
  })
}

/** What bars or columns over groups say, in one sentence. */
export function summarizeGroups(rows: readonly Row[], x: Column, y: Column, intl: IntlShape): string {
  const values = known(rows, y)
  if (values.length === 0) return ''
  const read = cellReader(intl)
  const { label } = y
  const most = highest(values)
  const name = read(most.row[x.key], x.type)
  if (values.length === 1) {
    return intl.formatMessage(summaryMessages.oneGroup, { label, value: read(most.value, y.type), name })
  }
  const least = lowest(values)
  return intl.formatMessage(summaryMessages.groups, {
    label,
    highest: read(most.value, y.type),
    highestName: name,
    lowest: read(least.value, y.type),
    lowestName: read(least.row[x.key], x.type),
  })
}

/** What the seconds of a video say, one sentence for each thing that was counted. */
export function summarizeVideo(rows: readonly Row[], x: Column, ys: readonly Column[], intl: IntlShape): string {
  const read = cellReader(intl)
  const sentences = ys.flatMap((y) => {
    const values = known(rows, y)
    if (values.length === 0) return []
    const most = highest(values)
    if (most.value === 0) return intl.formatMessage(summaryMessages.none, { label: y.label })
    return intl.formatMessage(summaryMessages.video, {
      label: y.label,
      highest: read(most.value, y.type),
      place: read(most.row[x.key], x.type),
      last: read(values.at(-1)!.value, y.type),
    })
  })
  return sentences.join(' ')
}
