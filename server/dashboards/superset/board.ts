import { z } from 'zod'
import type { BoardDataset } from './row-clauses.ts'
import type { SupersetSession } from './superset-session.ts'

/** What Superset says of a dashboard that may be shown in a frame. */
export interface Board {
  /** The UUID under which it is embedded. */
  readonly embeddedId: string
  /** Addresses of the pages that may show it; any where there are none. */
  readonly allowedDomains: readonly string[]
  readonly datasets: readonly BoardDataset[]
  /** Its own filters by a single column, for what a page is about. */
  readonly filters: readonly BoardFilter[]
}

export interface BoardFilter {
  readonly id: string
  readonly column: string
}

/**
 * Reads a dashboard: how it is embedded, and every data set that its charts or its filters read.
 * @param name its slug or UUID
 * @throws PanoramaError `not_found` when there is none, or when it is not embedded
 */
export async function readBoard(session: SupersetSession, name: string, signal?: AbortSignal): Promise<Board> {
  const at = `/api/v1/dashboard/${encodeURIComponent(name)}`
  const ask = <T>(path: string, shape: z.ZodType<T>) => session.ask({ path, shape, ...(signal && { signal }) })
  const [embedded, ofCharts, dashboard] = await Promise.all([
    ask(`${at}/embedded`, embeddedSchema),
    ask(`${at}/datasets`, datasetsSchema),
    ask(at, dashboardSchema),
  ])
  const filters = readFilters(dashboard.result.json_metadata)
  const known = new Set(ofCharts.result.map(({ id }) => id))
  const further = new Set(filters.flatMap(({ datasets }) => datasets).filter((id) => !known.has(id)))
  // A filter lists the values of its column: its data set is narrowed like those of the charts.
  const ofFilters = await Promise.all(
    [...further].map(async (id) => (await ask(`/api/v1/dataset/${id}`, datasetSchema)).result),
  )
  return {
    embeddedId: embedded.result.uuid,
    allowedDomains: embedded.result.allowed_domains,
    datasets: [...ofCharts.result, ...ofFilters].map(({ id, table_name, sql, columns, column_names = [] }) => ({
      id,
      name: table_name,
      columns: new Set([...columns.map(({ column_name }) => column_name), ...column_names]),
      isVirtual: Boolean(sql),
    })),
    filters: filters.flatMap(({ id, column }) => (column === null ? [] : [{ id, column }])),
  }
}

const embeddedSchema = z.object({ result: z.object({ uuid: z.string(), allowed_domains: z.array(z.string()) }) })
const dataset = z.object({
  id: z.int(),
  table_name: z.string(),
  sql: z.string().nullish(),
  /** Of a dashboard's data sets only the columns that its charts use. */
  columns: z.array(z.object({ column_name: z.string() })),
  /** All of them; a single data set says them all in `columns`. */
  column_names: z.array(z.string()).optional(),
})
const datasetsSchema = z.object({ result: z.array(dataset) })
const datasetSchema = z.object({ result: dataset })
const dashboardSchema = z.object({ result: z.object({ json_metadata: z.string().nullish() }) })

const metadataSchema = z.object({
  native_filter_configuration: z
    .array(
      z.object({
        id: z.string(),
        filterType: z.string().optional(),
        targets: z
          .array(
            z.object({ datasetId: z.int().optional(), column: z.object({ name: z.string().optional() }).optional() }),
          )
          .optional(),
      }),
    )
    .optional(),
})

function readFilters(metadata: string | null | undefined) {
  const { native_filter_configuration = [] } = metadataSchema.parse(JSON.parse(metadata || '{}'))
  return native_filter_configuration.map(({ id, filterType, targets = [] }) => ({
    id,
    column: filterType === 'filter_select' ? (targets[0]?.column?.name ?? null) : null,
    datasets: targets.flatMap(({ datasetId }) => (datasetId === undefined ? [] : [datasetId])),
  }))
}
