import type { BoardEdition } from '../../../warehouse/boards/board-view.ts'
import type { DashboardDefinition } from '../../definition.ts'
import { assetId, partId } from './asset-ids.ts'
import type { BoardChartFile } from './chart-file.ts'

/** A chart of the board, in the order in which they are numbered. */
export interface PlacedChart {
  readonly id: string
  readonly width: 'tile' | 'half' | 'full'
  readonly filters: readonly string[]
  readonly asset: BoardChartFile
}

export interface BoardFilterSource {
  /** A filter of the definition. */
  readonly id: string
  readonly column: string
  readonly datasetId: string
}

/** A page of Superset's is twelve units wide; a unit of height is eight pixels. */
const units = { tile: 4, half: 6, full: 12 } as const
/** Three tiles beside each other have room for their names; with six, marks of filters leave none. */
const heights = { tile: 16, half: 50, full: 50 } as const
const pageUnits = 12

/** A dashboard of ours as one of Superset's: the headline on top, the tabs below, its filters as native filters. */
export function dashboardFile(
  definition: DashboardDefinition,
  edition: BoardEdition,
  charts: readonly PlacedChart[],
  sources: readonly BoardFilterSource[],
) {
  const { locale } = edition
  const { slug } = definition
  const id = assetId(edition, 'dashboard', slug)
  return {
    id,
    slug: boardSlug(slug, edition),
    path: `dashboards/${slug}_${locale}.yaml`,
    file: {
      dashboard_title: definition.title[locale],
      // Superset shows title and description before anybody has shown a token: they say what the board is, and of nobody.
      description: definition.description[locale],
      slug: boardSlug(slug, edition),
      uuid: id,
      version: '1.0.0',
      published: true,
      css: '',
      position: positionOf(definition, edition, charts),
      metadata: {
        native_filter_configuration: nativeFilters(definition, edition, charts, sources),
        // On top, where they are seen: one that is out of sight does not choose its first value, and figures of several course
        // runs would be mixed.
        filter_bar_orientation: 'HORIZONTAL',
        cross_filters_enabled: false,
        chart_configuration: {},
        global_chart_configuration: { scope: { rootPath: ['ROOT_ID'], excluded: [] }, chartsInScope: [] },
        color_scheme: '',
        label_colors: {},
        shared_label_colors: [],
        map_label_colors: {},
        refresh_frequency: 0,
        timed_refresh_immune_slices: [],
        expanded_slices: {},
        default_filters: '{}',
      },
    },
  }
}

/** Without the language it is what an administrator types; Panorama finds the variant of the reader's language by it. */
export function boardName(slug: string, { dataSet }: Pick<BoardEdition, 'dataSet'>): string {
  return `panorama-${dataSet === 'demo' ? 'demo-' : ''}${slug}`
}

const boardSlug = (slug: string, edition: BoardEdition) => `${boardName(slug, edition)}-${edition.locale}`

type Node = { id: string; type: string; children: string[]; parents?: string[]; meta?: object }

function positionOf(definition: DashboardDefinition, { locale }: BoardEdition, charts: readonly PlacedChart[]) {
  const nodes: Record<string, Node | string> = { DASHBOARD_VERSION_KEY: 'v2' }
  const add = (node: Node) => {
    nodes[node.id] = node
    return node.id
  }
  const placed = (ids: readonly string[]) => charts.filter(({ id }) => ids.includes(id))
  const rowsOf = (ids: readonly string[], parents: string[]) =>
    inRows(placed(ids)).map((row, number) => {
      const id = partId('ROW', `${definition.slug} ${ids.join(' ')} ${number}`)
      const children = row.map(({ width, asset, id: chart }) =>
        add({
          id: partId('CHART', `${definition.slug} ${chart}`),
          type: 'CHART',
          children: [],
          parents: [...parents, id],
          meta: {
            chartId: numberOf(charts, chart),
            uuid: asset.id,
            sliceName: asset.title,
            width: units[width],
            height: heights[width],
          },
        }),
      )
      return add({ id, type: 'ROW', children, parents, meta: { background: 'BACKGROUND_TRANSPARENT' } })
    })
  const inGrid = ['ROOT_ID', 'GRID_ID']
  const headline = rowsOf(definition.headline, inGrid)
  const tabs = partId('TABS', definition.slug)
  const children = definition.tabs.map(({ id, title, charts: ids }) => {
    const tab = partId('TAB', `${definition.slug} ${id}`)
    const parents = [...inGrid, tabs]
    return add({
      id: tab,
      type: 'TAB',
      children: rowsOf(ids, [...parents, tab]),
      parents,
      meta: { text: title[locale], defaultText: title[locale] },
    })
  })
  add({ id: tabs, type: 'TABS', children, parents: inGrid, meta: {} })
  add({ id: 'GRID_ID', type: 'GRID', children: [...headline, tabs], parents: ['ROOT_ID'] })
  add({ id: 'ROOT_ID', type: 'ROOT', children: ['GRID_ID'] })
  nodes.HEADER_ID = { id: 'HEADER_ID', type: 'HEADER', children: [], meta: { text: definition.title[locale] } }
  return nodes
}

function inRows(charts: readonly PlacedChart[]): PlacedChart[][] {
  const rows: PlacedChart[][] = []
  let room = 0
  for (const chart of charts) {
    const width = units[chart.width]
    if (width > room) {
      rows.push([])
      room = pageUnits
    }
    rows.at(-1)!.push(chart)
    room -= width
  }
  return rows
}

/** Any number does: Superset puts its own in its place, here and in the scopes of filters. */
const numberOf = (charts: readonly PlacedChart[], id: string) => charts.findIndex((chart) => chart.id === id) + 1

/** Four weeks, as our own screen begins. */
const firstPeriod = '28d'

const idOf = (slug: string, filter: string) => partId('NATIVE_FILTER', `${slug} ${filter}`)

function nativeFilters(
  { slug, filters }: DashboardDefinition,
  { locale }: BoardEdition,
  charts: readonly PlacedChart[],
  sources: readonly BoardFilterSource[],
) {
  return sources.map(({ id, column, datasetId }) => {
    const filter = filters.find((candidate) => candidate.id === id)!
    const obeys = (chart: PlacedChart) => chart.filters.includes(id)
    const isPeriod = filter.kind === 'period'
    return {
      id: idOf(slug, id),
      name: filter.label[locale],
      type: 'NATIVE_FILTER',
      filterType: 'filter_select',
      targets: [{ datasetUuid: datasetId, column: { name: column } }],
      scope: {
        rootPath: ['ROOT_ID'],
        excluded: charts.filter((chart) => !obeys(chart)).map((chart) => numberOf(charts, chart.id)),
      },
      chartsInScope: charts.filter(obeys).map((chart) => numberOf(charts, chart.id)),
      tabsInScope: [],
      // A choice within a course run: its options are those of the run that is chosen.
      // Without it the first value stands in the filter, but is not applied until somebody presses a button.
      ...(!isPeriod && { requiredFirst: true }),
      cascadeParentIds: filter.kind === 'choice' ? [idOf(slug, 'course')] : [],
      controlValues: {
        multiSelect: false,
        enableEmptyFilter: true,
        defaultToFirstItem: !isPeriod,
        inverseSelection: false,
        searchAllOptions: !isPeriod,
        sortAscending: true,
      },
      defaultDataMask: isPeriod
        ? {
            extraFormData: { filters: [{ col: column, op: 'IN', val: [firstPeriod] }] },
            filterState: { label: firstPeriod, value: [firstPeriod] },
            ownState: {},
          }
        : { extraFormData: {}, filterState: {}, ownState: {} },
      description: '',
    }
  })
}
