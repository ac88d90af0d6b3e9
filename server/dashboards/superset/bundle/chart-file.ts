import type { Locale } from '../../../contract/text.ts'
import type { BoardEdition } from '../../../warehouse/boards/board-view.ts'
import { shownColumn } from '../../../warehouse/boards/shown-columns.ts'
import type { QuestionColumn } from '../../../warehouse/question.ts'
import type { ChartDefinition } from '../../definition.ts'
import { assetId } from './asset-ids.ts'
import { columnsOf, formatOf, metricName } from './dataset-file.ts'

export interface BoardChartFile {
  readonly id: string
  readonly path: string
  readonly title: string
  readonly file: object
}

/** More rows than this are not read: nobody looks at them. A video of three hours has 10,800 seconds. */
const mostRows = 20_000

/** What a chart is called on the board: a tile has room for the name of its figure alone. */
export function chartTitle(chart: ChartDefinition, locale: Locale): string {
  const { value } = chart.encoding
  return chart.kind === 'number' && value !== undefined ? columnOf(chart, value).label[locale] : chart.title[locale]
}

/**
 * A chart of ours as one of Superset's, with the query that its picture sends. For guests Superset answers only what is stored
 * with the chart, so the query says exactly what the browser will ask: saved metrics by their names, and the axis in the form
 * that Superset's own code gives it.
 */
export function chartFile(
  chart: ChartDefinition,
  edition: BoardEdition,
  { dashboard, datasetId, isOrdered }: { dashboard: string; datasetId: string; isOrdered: boolean },
): BoardChartFile {
  const { locale } = edition
  const picture = pictureOf(chart, isOrdered)
  const params = { viz_type: picture.vizType, adhoc_filters: [], extra_form_data: {}, ...picture.params }
  const query = {
    filters: [],
    extras: { having: '', where: '' },
    applied_time_extras: {},
    columns: [],
    annotation_layers: [],
    row_limit: mostRows,
    series_limit: 0,
    order_desc: true,
    url_params: {},
    custom_params: {},
    custom_form_data: {},
    ...picture.query,
  }
  const context = {
    datasource: { id: 0, type: 'table' },
    force: false,
    queries: [query],
    form_data: { ...params, force: false, result_format: 'json', result_type: 'full' },
    result_format: 'json',
    result_type: 'full',
  }
  const id = assetId(edition, 'chart', `${dashboard} ${chart.id}`)
  return {
    id,
    path: `charts/${dashboard}_${chart.id}_${locale}.yaml`,
    title: chartTitle(chart, locale),
    file: {
      slice_name: chartTitle(chart, locale),
      description: `${chart.title[locale]} ${chart.subtitle[locale]}. ${chart.question.definition[locale]}`,
      viz_type: picture.vizType,
      params,
      query_context: JSON.stringify(context),
      uuid: id,
      dataset_uuid: datasetId,
      version: '1.0.0',
    },
  }
}

interface Picture {
  readonly vizType: string
  readonly params: object
  readonly query: object
}

/** Categories with an order of their own are shown as a table with bars: Superset's charts sort categories by their names. */
function pictureOf(chart: ChartDefinition, isOrdered: boolean): Picture {
  if (chart.kind === 'number') return bigNumber(chart)
  if (chart.kind === 'table' || chart.kind === 'bars') return table(chart, isOrdered)
  return series(chart)
}

const columnOf = ({ question }: ChartDefinition, key: string): QuestionColumn => question.columns[key]!

function bigNumber(chart: ChartDefinition): Picture {
  const key = chart.encoding.value!
  const column = columnOf(chart, key)
  const metric = metricName(key, column)
  return {
    vizType: 'big_number_total',
    params: {
      metric,
      y_axis_format: formatOf(column) ?? 'SMART_NUMBER',
      header_font_size: 0.4,
      subheader_font_size: 0.15,
    },
    query: { metrics: [metric] },
  }
}

function table(chart: ChartDefinition, isOrdered: boolean): Picture {
  const columns = columnsOf(chart)
  const shown = columns.map((key) => shownColumn(key, columnOf(chart, key)))
  const formats = columns.flatMap((key) => {
    const format = formatOf(columnOf(chart, key))
    return format ? [[shownColumn(key, columnOf(chart, key)), { d3NumberFormat: format }]] : []
  })
  const order = isOrdered ? [['place', true]] : []
  return {
    vizType: 'table',
    params: {
      query_mode: 'raw',
      all_columns: shown,
      order_by_cols: order.map((pair) => JSON.stringify(pair)),
      row_limit: mostRows,
      server_pagination: false,
      show_cell_bars: true,
      align_pn: false,
      include_search: chart.kind === 'table',
      column_config: Object.fromEntries(formats),
    },
    query: { columns: shown, orderby: order },
  }
}

function series(chart: ChartDefinition): Picture {
  const { x = '', y = [], stacked } = chart.encoding
  const axisColumn = columnOf(chart, x)
  const axis = shownColumn(x, axisColumn)
  const metrics = y.map((key) => metricName(key, columnOf(chart, key)))
  const format = formatOf(columnOf(chart, y[0]!))
  const isText = axisColumn.type === 'text'
  // Days on which nothing was done have no row: the line goes down to zero there.
  const fillsDays = axisColumn.type === 'date' && y.every((key) => columnOf(chart, key).gap === undefined)
  return {
    vizType: chart.kind === 'line' ? 'echarts_timeseries_line' : 'echarts_timeseries_bar',
    params: {
      x_axis: axis,
      time_grain_sqla: null,
      x_axis_sort_asc: true,
      x_axis_sort_series: 'name',
      x_axis_sort_series_ascending: true,
      xAxisForceCategorical: isText,
      metrics,
      groupby: [],
      order_desc: true,
      row_limit: mostRows,
      truncate_metric: true,
      show_empty_columns: true,
      show_legend: metrics.length > 1,
      rich_tooltip: true,
      y_axis_format: format ?? 'SMART_NUMBER',
      y_axis_bounds: [null, null],
      ...(fillsDays && { resample_rule: '1D', resample_method: 'zerofill' }),
      ...(axisColumn.type === 'timecode' && { x_axis_number_format: 'DURATION' }),
      ...(chart.kind !== 'line' && { orientation: 'vertical', stack: stacked ? 'Stack' : null }),
    },
    query: {
      columns: [
        {
          timeGrain: null,
          columnType: 'BASE_AXIS',
          sqlExpression: axis,
          label: axis,
          expressionType: 'SQL',
          isColumnReference: true,
        },
      ],
      series_columns: [],
      metrics,
      orderby: [[metrics[0], false]],
      post_processing: [
        {
          operation: 'pivot',
          options: {
            index: [axis],
            columns: [],
            aggregates: Object.fromEntries(metrics.map((metric) => [metric, { operator: 'mean' }])),
            drop_missing_columns: false,
          },
        },
        ...(fillsDays ? [{ operation: 'resample', options: { rule: '1D', method: 'asfreq', fill_value: 0 } }] : []),
        { operation: 'flatten' },
      ],
    },
  }
}
