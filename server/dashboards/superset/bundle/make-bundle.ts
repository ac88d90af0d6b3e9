import { stringify } from 'yaml'
import type { DataSet } from '../../../contract/scope.ts'
import { type Locale, locales } from '../../../contract/text.ts'
import { invalidRequest } from '../../../kernel/errors.ts'
import type { BoardEdition, BoardView } from '../../../warehouse/boards/board-view.ts'
import { catalogue } from '../../catalogue.ts'
import type { ChartDefinition, DashboardDefinition } from '../../definition.ts'
import { databaseId } from './asset-ids.ts'
import { chartFile } from './chart-file.ts'
import { type BoardFilterSource, dashboardFile, type PlacedChart } from './dashboard-file.ts'
import { datasetFile } from './dataset-file.ts'
import { exportable, viewOf } from './exportable.ts'

/** The files of a bundle by their paths, without the folder that holds them in the archive. */
export type BundleFiles = ReadonlyMap<string, string>

export interface BundleOptions {
  readonly dataSet: DataSet
  /** The database of the views. */
  readonly schema: string
  /** As Superset reaches it, with the password's mask in its place: `clickhousedb://user:XXXXXXXXXX@host:8123/db`. */
  readonly databaseUri: string
}

/** What a bundle holds, for whoever pushes it. */
export interface Bundle {
  readonly files: BundleFiles
  readonly dashboards: readonly { readonly slug: string; readonly id: string; readonly locale: Locale }[]
}

/** What Superset itself writes in the place of a password. */
export const passwordMask = 'XXXXXXXXXX'

/**
 * Dashboards of ours as a bundle that Superset imports: databases, data sets, charts and dashboards, in every language. The
 * same dashboards give the same bytes.
 * @param slugs of our dashboards
 * @throws PanoramaError `invalid_request` for a dashboard that is not there or cannot be exported
 */
export function makeBundle(slugs: readonly string[], options: BundleOptions): Bundle {
  const definitions = slugs.map(find)
  const files = new Map<string, string>()
  // Superset reads YAML 1.1, in which more texts have to be quoted.
  const write = (path: string, file: object) => files.set(path, stringify(file, { version: '1.1', lineWidth: 0 }))
  write('metadata.yaml', { version: '1.0.0', type: 'assets', timestamp: '2000-01-01T00:00:00+00:00' })
  const folder = `panorama_${options.dataSet}`
  write(`databases/${folder}.yaml`, databaseFile(options))
  const dashboards: Bundle['dashboards'][number][] = []
  for (const locale of locales) {
    const edition = { locale, dataSet: options.dataSet }
    const charts = definitions.flatMap((definition) => definition.charts)
    const datasets = new Map<BoardView, string>()
    for (const view of new Set(charts.map(({ question }) => viewOf(question.name)!))) {
      const ofView = charts.filter(({ question }) => question === view.question)
      const dataset = datasetFile(view, ofView, edition, {
        schema: options.schema,
        databaseId: databaseId(options.dataSet),
        folder,
      })
      datasets.set(view, dataset.id)
      write(dataset.path, dataset.file)
    }
    for (const definition of definitions) {
      const placed = definition.charts.map((chart) => placeChart(definition, chart, edition, datasets))
      for (const { asset } of placed) write(asset.path, asset.file)
      const dashboard = dashboardFile(definition, edition, placed, filterSources(definition, datasets))
      write(dashboard.path, dashboard.file)
      dashboards.push({ slug: dashboard.slug, id: dashboard.id, locale })
    }
  }
  return { files, dashboards }
}

function find(slug: string): DashboardDefinition {
  const definition = exportable.find((candidate) => candidate.slug === slug)
  if (definition) return definition
  const known = exportable.map((candidate) => candidate.slug).join(', ')
  throw invalidRequest(
    catalogue.some((candidate) => candidate.slug === slug)
      ? `The dashboard ${slug} is about single learners: Superset is given figures of whole classes only.`
      : `There is no dashboard ${slug}.`,
    { advice: `These can be exported: ${known}.` },
  )
}

function placeChart(
  definition: DashboardDefinition,
  chart: ChartDefinition,
  edition: BoardEdition,
  datasets: ReadonlyMap<BoardView, string>,
): PlacedChart {
  const view = viewOf(chart.question.name)!
  const asset = chartFile(chart, edition, {
    dashboard: definition.slug,
    datasetId: datasets.get(view)!,
    isOrdered: view.keys.includes('place'),
  })
  return { id: chart.id, width: chart.width, filters: chart.filters, asset }
}

/** From which data set each filter takes its options, and in which column the charts that obey it are narrowed. */
function filterSources(
  { filters, charts }: DashboardDefinition,
  datasets: ReadonlyMap<BoardView, string>,
): BoardFilterSource[] {
  return filters.map((filter) => {
    const isChoice = filter.kind === 'choice'
    const chart = charts.find(({ id, filters: obeyed }) =>
      isChoice ? id === filter.optionsFrom : obeyed.includes(filter.id),
    )!
    const column = isChoice ? filter.valueColumn : filter.kind === 'period' ? 'period' : 'course_key'
    return { id: filter.id, column, datasetId: datasets.get(viewOf(chart.question.name)!)! }
  })
}

function databaseFile({ dataSet, databaseUri }: BundleOptions): object {
  return {
    database_name: dataSet === 'demo' ? 'Panorama demo' : 'Panorama',
    sqlalchemy_uri: databaseUri,
    uuid: databaseId(dataSet),
    version: '1.0.0',
    // For embedding and nothing else.
    expose_in_sqllab: false,
    allow_run_async: false,
    allow_ctas: false,
    allow_cvas: false,
    allow_dml: false,
    allow_csv_upload: false,
    extra: { allows_virtual_table_explore: false, disable_data_preview: true, disable_drill_to_detail: true },
  }
}
