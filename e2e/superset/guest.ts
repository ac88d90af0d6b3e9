import { parse } from 'yaml'
import type { BundleFiles } from '../../server/dashboards/superset/bundle/make-bundle.ts'

interface StoredQuery {
  readonly columns: readonly unknown[]
  readonly metrics?: readonly string[]
  readonly filters: readonly object[]
  readonly extras: object
}

export interface StoredContext {
  readonly queries: readonly StoredQuery[]
  readonly form_data: object
}

export interface ChartOnBoard {
  readonly slice: number
  readonly dataset: number
  readonly context: StoredContext
}

export interface Answer {
  readonly status: number
  readonly rows: readonly Record<string, unknown>[]
  readonly text: string
}

/** A browser with a guest token and nothing else: it asks what Superset's frame asks, and what it should not. */
export function guest(url: string, token: string | null) {
  const headers = { 'content-type': 'application/json', ...(token !== null && { 'X-GuestToken': token }) }
  const get = (path: string) => fetch(`${url}${path}`, { headers })

  async function query(body: object): Promise<Answer> {
    const answer = await fetch(`${url}/api/v1/chart/data`, { method: 'POST', headers, body: JSON.stringify(body) })
    const text = await answer.text()
    const { result = [] } = answer.ok ? (JSON.parse(text) as { result?: { data?: Record<string, unknown>[] }[] }) : {}
    return { status: answer.status, rows: result.flatMap(({ data }) => data ?? []), text }
  }

  return {
    get,
    query,
    /** What the frame sends for a chart when these are chosen in the native filters; `changes` are a forger's. */
    chart: (
      dashboard: number,
      { slice, dataset, context }: ChartOnBoard,
      chosen: Readonly<Record<string, string>>,
      changes: { body?: object; query?: object; form?: object } = {},
    ) =>
      query({
        datasource: { id: dataset, type: 'table' },
        force: true,
        result_format: 'json',
        result_type: 'full',
        ...changes.body,
        queries: context.queries.map((stored) => ({
          ...stored,
          filters: Object.entries(chosen).map(([col, value]) => ({ col, op: 'IN', val: [value] })),
          ...changes.query,
        })),
        form_data: { ...context.form_data, slice_id: slice, dashboardId: dashboard, ...changes.form },
      }),
  }
}

/** The queries stored with the charts of a bundle, by the charts' titles. */
export function storedContexts(files: BundleFiles, ending: string): ReadonlyMap<string, StoredContext> {
  const charts = [...files].filter(([path]) => path.startsWith('charts/') && path.endsWith(ending))
  return new Map(
    charts.map(([, text]) => {
      const { slice_name, query_context } = parse(text) as { slice_name: string; query_context: string }
      return [slice_name, JSON.parse(query_context) as StoredContext]
    }),
  )
}
