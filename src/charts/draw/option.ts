import type { IntlShape } from 'react-intl'
import type { AxisUnit } from '../axis-unit.ts'
import { longPeriod, type Picture, type Series } from '../picture.ts'
import type { EChartsCoreOption } from './echarts.ts'
import type { Look } from './look.ts'
import { dashOf, decalOf, symbolOf } from './pattern.ts'

/** Up to this many points each gets a mark of its own. */
const fewPoints = 40

/** What ECharts is to draw. It translates and decides nothing: what is shown was settled by `preparePicture`. */
export function pictureOption(picture: Picture, look: Look, intl: IntlShape): EChartsCoreOption {
  const lying = picture.mark === 'bars'
  const categories = categoryAxis(picture, look)
  const values = valueAxis(picture, look, intl)
  return {
    animation: !look.still,
    animationDuration: 250,
    animationDurationUpdate: 250,
    textStyle: { fontFamily: look.font },
    grid: {
      left: 4,
      right: lying ? 56 : 12,
      top: 12,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
      ...(look.rightToLeft ? { left: lying ? 56 : 12, right: 4 } : {}),
    },
    xAxis: lying ? values : categories,
    yAxis: lying ? categories : values,
    series: picture.series.map((series) =>
      picture.mark === 'line' || picture.mark === 'steps'
        ? lineSeries(series, picture, look)
        : barSeries(series, picture, look, intl),
    ),
  }
}

function categoryAxis(picture: Picture, look: Look) {
  const { mark, ticks } = picture
  const lying = mark === 'bars'
  return {
    type: 'category',
    data: ticks,
    // Reading direction: groups from the top, time from where a line of text begins.
    inverse: lying ? true : look.rightToLeft,
    ...(lying ? { position: look.rightToLeft ? 'right' : 'left' } : {}),
    boundaryGap: mark === 'columns' || mark === 'bars',
    axisLine: { lineStyle: { color: look.grid } },
    axisTick: { show: false },
    axisLabel: {
      color: look.axis,
      fontSize: 12,
      ...labelsOf(picture, look),
    },
  }
}

/** Narrower than this, in CSS pixels, a group's column has no room for its name. */
const nameWidth = 64

/** Days and seconds may be named now and then; every group has its name, cut or turned where there is little room. */
function labelsOf({ mark, ticks, rows, x }: Picture, { width }: Look) {
  if (mark === 'bars') {
    return { interval: 0, width: Math.round(Math.min(320, Math.max(130, width * 0.32))), overflow: 'truncate' }
  }
  if (mark === 'steps') return { hideOverlap: true, interval: roundSeconds(rows.map((row) => Number(row[x.key]))) }
  if (x.type === 'date')
    return {
      hideOverlap: true,
      ...monthsOf(
        rows.map((row) => String(row[x.key])),
        width,
      ),
    }
  const isCrowded = width / ticks.length < nameWidth
  return { interval: 0, ...(isCrowded ? { rotate: 40, width: 110, overflow: 'truncate' } : {}) }
}

/** In a period so long that its days are named by their months, each month is named once, at its first day. */
function monthsOf(days: readonly string[], width: number): { interval?: (index: number) => boolean } {
  if (days.length < longPeriod) return {}
  const firsts = days.flatMap((day, index) => (day.endsWith('-01') ? [index] : []))
  const every = Math.ceil(firsts.length / (width / nameWidth))
  const named = new Set(firsts.filter((_, place) => place % every === 0))
  return { interval: (index) => named.has(index) }
}

/** Time codes stand at round places: every 5, 10, 15, 30 seconds, 1, 2, 5, 10, 30 minutes, at most nine of them. */
function roundSeconds(seconds: readonly number[]): (index: number) => boolean {
  const length = seconds.at(-1) ?? 0
  const every = [5, 10, 15, 30, 60, 120, 300, 600, 1800].find((step) => length / step <= 8) ?? 3600
  return (index) => (seconds[index] ?? 0) % every === 0
}

function valueAxis({ mark, unit, stacked }: Picture, look: Look, intl: IntlShape) {
  // Bars that carry their values need no scale beside them.
  const isLabelled = mark === 'bars' && !stacked
  return {
    type: 'value',
    min: 0,
    splitNumber: 4,
    ...(unit.name === 'count' ? { minInterval: 1 } : {}),
    ...(unit.name === 'share' ? { max: 100, interval: 25 } : {}),
    ...(mark === 'bars' ? { inverse: look.rightToLeft } : { position: look.rightToLeft ? 'right' : 'left' }),
    axisLabel: {
      show: !isLabelled,
      color: look.axis,
      fontSize: 12,
      formatter: (value: number) => tickText(value, unit, intl),
    },
    splitLine: { show: !isLabelled, lineStyle: { color: look.grid } },
  }
}

/** A number on the axis; whole units only, so it stays short. */
export function tickText(value: number, { name }: AxisUnit, intl: IntlShape): string {
  if (name === 'share') return intl.formatNumber(value / 100, { style: 'percent' })
  return intl.formatNumber(value, { notation: value >= 10_000 ? 'compact' : 'standard', maximumFractionDigits: 1 })
}

function lineSeries({ key, label, slot, values }: Series, { mark, series, stacked }: Picture, look: Look) {
  const color = look.palette[slot % look.palette.length]
  const isFilled = stacked || mark === 'steps'
  const isAlone = (index: number) => values[index - 1] == null && values[index + 1] == null
  return {
    id: key,
    name: label,
    type: 'line',
    data: values,
    color,
    ...(stacked ? { stack: 'all' } : {}),
    // A gap stays a gap; a day between two gaps is no line, so it gets a mark.
    connectNulls: false,
    symbol: symbolOf(slot),
    symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) =>
      !isFilled && (values.length <= fewPoints || isAlone(dataIndex)) ? 7 : 0,
    showAllSymbol: true,
    ...(mark === 'steps' ? { step: 'middle' } : {}),
    lineStyle: isFilled ? { width: 0 } : { width: 2.5, type: dashOf(slot) },
    areaStyle: { opacity: isFilled ? 1 : series.length === 1 ? 0.12 : 0 },
    itemStyle: decalOf(slot, look.surface),
    silent: true,
  }
}

function barSeries({ key, label, slot, values }: Series, picture: Picture, look: Look, intl: IntlShape) {
  const color = look.palette[slot % look.palette.length]
  const { mark, stacked, unit } = picture
  const lying = mark === 'bars'
  return {
    id: key,
    name: label,
    type: 'bar',
    data: values,
    ...(stacked ? { stack: 'all' } : {}),
    barMaxWidth: 32,
    barCategoryGap: '28%',
    itemStyle: { color, borderRadius: stacked ? 0 : 3, ...decalOf(slot, look.surface) },
    label: {
      show: lying && !stacked,
      position: look.rightToLeft ? 'left' : 'right',
      color: look.axis,
      fontSize: 12,
      formatter: ({ value }: { value: number }) => tickText(value, unit, intl),
    },
    silent: true,
  }
}
