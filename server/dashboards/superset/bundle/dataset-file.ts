import type { Text } from '../../../contract/text.ts'
import { type BoardEdition, type BoardView, viewName } from '../../../warehouse/boards/board-view.ts'
import { isLength, shownColumn } from '../../../warehouse/boards/shown-columns.ts'
import type { QuestionColumn } from '../../../warehouse/question.ts'
import type { ChartDefinition } from '../../definition.ts'
import { assetId } from './asset-ids.ts'

/** What of a view one board may show, and under which names. */
export interface BoardDatasetFile {
  readonly id: string
  readonly path: string
  readonly file: object
}

const keyLabels: Readonly<Record<string, Text>> = {
  course_key: { en: 'Course key', es: 'Clave del curso' },
  org: { en: 'Organization', es: 'Organización' },
  period: { en: 'Period', es: 'Período' },
  block_key: { en: 'Usage key', es: 'Clave de uso' },
  place: { en: 'Place', es: 'Lugar' },
}

/** The name of a saved metric: never that of a column, which ClickHouse would take one for the other. */
export function metricName(key: string, column: QuestionColumn): string {
  return `${column.gap === 'break' ? 'mean' : 'sum'}_of_${key}`
}

/** The columns of a chart's question that the chart sends. */
export const columnsOf = ({ question, columns }: ChartDefinition) => columns ?? Object.keys(question.columns)

/**
 * A data set on a view: only the columns that these charts show, those by which rows are narrowed, and a saved metric for each
 * figure. Guests can learn every column of a data set, so there are no others.
 */
export function datasetFile(
  view: BoardView,
  charts: readonly ChartDefinition[],
  edition: BoardEdition,
  { schema, databaseId, folder }: { schema: string; databaseId: string; folder: string },
): BoardDatasetFile {
  const { question } = view
  const { locale } = edition
  const shown = [...new Set(charts.flatMap(columnsOf))]
  const keys = ['course_key', 'org', ...view.keys].filter((key) => !shown.includes(key))
  const name = viewName(view, edition)
  const columns = [
    ...keys.map((key) => column(key, keyLabels[key]![locale], key === 'place' ? 'UInt64' : 'String')),
    ...shown.flatMap((key) => {
      const definition = question.columns[key]!
      const label = definition.label[locale]
      const own = column(key, label, clickhouseTypes[definition.type])
      const shownAs = shownColumn(key, definition)
      if (shownAs === key) return [own]
      return [own, column(shownAs, label, definition.words ? 'String' : 'Float64')]
    }),
  ]
  const metrics = shown
    .filter((key) => isFigure(question.columns[key]!))
    .map((key) => {
      const definition = question.columns[key]!
      const figure = `${definition.gap === 'break' ? 'avg' : 'sum'}(${quoted(key)})`
      return {
        metric_name: metricName(key, definition),
        verbose_name: definition.label[locale],
        expression: isLength(definition) ? `${figure} * 1000` : figure,
        d3format: formatOf(definition) ?? null,
      }
    })
  const id = assetId(edition, 'dataset', name)
  return {
    id,
    path: `datasets/${folder}/${name}.yaml`,
    file: {
      table_name: name,
      schema,
      uuid: id,
      database_uuid: databaseId,
      version: '1.0.0',
      description: question.definition[locale],
      main_dttm_col: shown.find((key) => question.columns[key]!.type === 'date') ?? null,
      filter_select_enabled: true,
      columns,
      metrics,
    },
  }
}

/** The format of a figure in d3's notation and Superset's, where its default would not do. */
export function formatOf(column: QuestionColumn): string | undefined {
  if (column.type === 'share') return '.0%'
  if (column.type === 'count') return ',d'
  if (column.type === 'number') return ',.1f'
  return isLength(column) ? 'DURATION' : undefined
}

const clickhouseTypes: Readonly<Record<QuestionColumn['type'], string>> = {
  text: 'String',
  learner: 'String',
  count: 'UInt64',
  number: 'Float64',
  share: 'Float64',
  seconds: 'Float64',
  timecode: 'Float64',
  date: 'Date',
  datetime: 'DateTime',
}

const isFigure = ({ type }: QuestionColumn) => !['text', 'learner', 'date', 'datetime'].includes(type)

const quoted = (key: string) => `\`${key}\``

function column(name: string, label: string, type: string) {
  return {
    column_name: name,
    verbose_name: label,
    type,
    is_dttm: type === 'Date' || type === 'DateTime',
    is_active: true,
    groupby: true,
    filterable: true,
  }
}
