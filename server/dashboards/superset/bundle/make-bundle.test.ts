import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { locales } from '../../../contract/text.ts'
import { exportable } from './exportable.ts'
import { makeBundle, passwordMask } from './make-bundle.ts'
import { unzipBundle, zipBundle } from './zip.ts'

const options = {
  dataSet: 'real',
  schema: 'panorama_boards',
  databaseUri: `clickhousedb://superset:${passwordMask}@clickhouse:8123/panorama_boards`,
} as const
const bundle = makeBundle(['course-overview'], options)
const courseOverview = exportable.find(({ slug }) => slug === 'course-overview')!

type Asset = Record<string, unknown>
const assets = (folder: string) =>
  [...bundle.files].filter(([path]) => path.startsWith(`${folder}/`)).map(([, text]) => parse(text) as Asset)
const uuids = (folder: string) => assets(folder).map(({ uuid }) => uuid)

interface Dataset {
  uuid: string
  columns: { column_name: string }[]
  metrics: { metric_name: string }[]
}
const datasetOf = (chart: Asset) =>
  assets('datasets').find(({ uuid }) => uuid === chart.dataset_uuid) as unknown as Dataset

describe('a bundle', () => {
  test('holds in every language every chart, with the data set and the query that it needs', () => {
    expect(assets('charts')).toHaveLength(courseOverview.charts.length * locales.length)
    for (const chart of assets('charts')) {
      const { columns, metrics } = datasetOf(chart)
      const known = new Set(columns.map(({ column_name }) => column_name))
      const saved = new Set(metrics.map(({ metric_name }) => metric_name))
      const { queries } = JSON.parse(String(chart.query_context)) as {
        queries: {
          columns: (string | { sqlExpression: string })[]
          metrics?: string[]
          orderby?: [string, boolean][]
        }[]
      }
      expect(queries).toHaveLength(1)
      for (const column of queries[0]!.columns) {
        expect(known).toContain(typeof column === 'string' ? column : column.sqlExpression)
      }
      for (const metric of queries[0]!.metrics ?? []) expect(saved).toContain(metric)
      for (const [name] of queries[0]!.orderby ?? []) expect(new Set([...known, ...saved])).toContain(name)
      expect(queries[0]!.columns.length + (queries[0]!.metrics?.length ?? 0)).toBeGreaterThan(0)
    }
  })

  test('has in every data set the columns by which its rows are narrowed, and no learner', () => {
    for (const { columns } of assets('datasets') as unknown as Dataset[]) {
      const names = columns.map(({ column_name }) => column_name)
      expect(names).toEqual(expect.arrayContaining(['course_key', 'org']))
      expect(names).not.toContain('actor_id')
      expect(new Set(names).size).toBe(names.length)
    }
  })

  test('names no metric like a column of its data set', () => {
    for (const { columns, metrics } of assets('datasets') as unknown as Dataset[]) {
      const names = new Set(columns.map(({ column_name }) => column_name))
      for (const { metric_name } of metrics) expect(names).not.toContain(metric_name)
    }
  })

  test('refers to nothing that it does not hold, and calls nothing twice by one id', () => {
    const all = ['databases', 'datasets', 'charts', 'dashboards'].flatMap(uuids)
    expect(new Set(all).size).toBe(all.length)
    for (const { database_uuid } of assets('datasets')) expect(uuids('databases')).toContain(database_uuid)
    for (const { dataset_uuid } of assets('charts')) expect(uuids('datasets')).toContain(dataset_uuid)
    const tables = assets('datasets').map(({ table_name }) => table_name)
    expect(new Set(tables).size).toBe(tables.length)
  })

  test('lays out every chart once, twelve units a row at most', () => {
    for (const { position } of assets('dashboards')) {
      const nodes = Object.values(position as Record<string, Asset>).filter((node) => typeof node === 'object')
      const byId = new Map(nodes.map((node) => [node.id, node]))
      const charts = nodes.filter(({ type }) => type === 'CHART')
      expect(charts).toHaveLength(courseOverview.charts.length)
      for (const { meta } of charts) expect(uuids('charts')).toContain((meta as Asset).uuid)
      for (const row of nodes.filter(({ type }) => type === 'ROW')) {
        const widths = (row.children as string[]).map((id) => (byId.get(id)!.meta as { width: number }).width)
        expect(widths.reduce((sum, width) => sum + width)).toBeLessThanOrEqual(12)
      }
      const reached = new Set<unknown>()
      const visit = (id: string) => {
        expect(reached.has(id)).toBe(false)
        reached.add(id)
        for (const child of byId.get(id)!.children as string[]) visit(child)
      }
      visit('ROOT_ID')
      expect(reached.size).toBe(nodes.length - 1)
    }
  })

  test('filters by what the charts obey, from data sets of the board', () => {
    for (const { metadata } of assets('dashboards')) {
      const filters = (metadata as { native_filter_configuration: Asset[] }).native_filter_configuration
      expect(filters).toHaveLength(3)
      for (const { targets, chartsInScope, scope } of filters) {
        const [target] = targets as { datasetUuid: string; column: { name: string } }[]
        const dataset = assets('datasets').find(({ uuid }) => uuid === target!.datasetUuid) as unknown as Dataset
        expect(dataset.columns.map(({ column_name }) => column_name)).toContain(target!.column.name)
        const excluded = (scope as { excluded: number[] }).excluded
        expect([...(chartsInScope as number[]), ...excluded].sort((a, b) => a - b)).toEqual(
          courseOverview.charts.map((_, number) => number + 1),
        )
      }
    }
  })

  test('is the same each time, in one folder, and reads back as it was', () => {
    const archive = zipBundle(bundle.files, 'panorama')
    expect(zipBundle(makeBundle(['course-overview'], options).files, 'panorama').equals(archive)).toBe(true)
    expect(new Map(unzipBundle(archive))).toEqual(new Map([...bundle.files].sort(([a], [b]) => (a < b ? -1 : 1))))
  })

  test('of the demo shares nothing with that of the site', () => {
    const demo = makeBundle(['course-overview'], { ...options, dataSet: 'demo' })
    const ids = [...demo.files.values()].map((text) => (parse(text) as Asset).uuid).filter(Boolean)
    const own = ['databases', 'datasets', 'charts', 'dashboards'].flatMap(uuids)
    expect(ids.filter((id) => own.includes(id))).toEqual([])
    expect(demo.dashboards.map(({ slug }) => slug)).toEqual([
      'panorama-demo-course-overview-en',
      'panorama-demo-course-overview-es',
    ])
  })

  test('holds no password, and nothing to run', () => {
    const text = [...bundle.files.values()].join('\n')
    expect(text).toContain(passwordMask)
    expect(text).not.toMatch(/\{\{|\{%|<script/)
  })

  test('is not made for a dashboard about single learners, nor for one that is not there', () => {
    expect(() => makeBundle(['student'], options)).toThrow('single learners')
    expect(() => makeBundle(['nothing'], options)).toThrow('no dashboard nothing')
  })
})

describe('an archive', () => {
  const zipOf = (files: Record<string, string>, folder = 'x') => zipBundle(new Map(Object.entries(files)), folder)

  test('that is none, or no bundle, is refused in words', () => {
    expect(() => unzipBundle(Buffer.from('hello'))).toThrow('no zip archive')
    expect(() => unzipBundle(zipOf({ 'charts/a.yaml': 'a: 1' }))).toThrow('metadata.yaml')
  })

  test('gives its YAML files alone, none of them from outside its folder or hidden', () => {
    const files = {
      'metadata.yaml': 'a',
      'charts/a.yaml': 'b',
      'charts/../../x.yaml': 'c',
      '_x.yaml': 'd',
      'run.sh': 'e',
    }
    expect([...unzipBundle(zipOf(files)).keys()]).toEqual(['charts/a.yaml', 'metadata.yaml'])
  })
})
