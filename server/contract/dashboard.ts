import { z } from 'zod'

/**
 * A dashboard is data: the server says what to show, the screen decides how it looks.
 * All texts arrive in the reader's language (`Accept-Language`, or the LMS preference).
 */

/** How a column is to be read. It decides formatting, alignment and what a gap means. */
export const columnTypeSchema = z.enum([
  'text',
  'learner', // the name of a learner, or a pseudonym that stays the same
  'count', // whole number
  'number', // number with decimals
  'share', // 0..1, shown as per cent
  'seconds', // a length of time
  'timecode', // a place in a video, in seconds, shown as h:mm:ss
  'date', // YYYY-MM-DD, already in the viewer's time zone
  'datetime', // ISO 8601 UTC
])
export type ColumnType = z.infer<typeof columnTypeSchema>

export const columnSchema = z.object({
  key: z.string(),
  label: z.string(),
  type: columnTypeSchema,
  /** Sums and counts fill a missing point with 0; averages leave a gap; a running total stays what it was. */
  gap: z.enum(['zero', 'break', 'carry']),
})
export type Column = z.infer<typeof columnSchema>

/** Which columns play which part in the picture. Unused parts are absent. */
export const encodingSchema = z.object({
  /** number: the figure; line/columns/bars/xray: the categories or the time axis. */
  x: z.string().optional(),
  y: z.array(z.string()).optional(),
  value: z.string().optional(),
  /** number: the whole that `value` is a part of. */
  of: z.string().optional(),
  /** number: the same figure for the period before. */
  previous: z.string().optional(),
  /** xray: how long the thing is. table: the column that opens another chart. */
  extent: z.string().optional(),
  /** Draw the y columns on top of each other rather than side by side. */
  stacked: z.boolean().optional(),
})
export type Encoding = z.infer<typeof encodingSchema>

export const chartKindSchema = z.enum(['number', 'line', 'columns', 'bars', 'xray', 'table'])
export type ChartKind = z.infer<typeof chartKindSchema>

export const chartSchema = z.object({
  id: z.string(),
  kind: chartKindSchema,
  /** The question the chart answers. */
  title: z.string(),
  /** What was counted. */
  subtitle: z.string(),
  /** The exact definition and where it comes from, for "about this number". */
  definition: z.string(),
  source: z.string(),
  columns: z.array(columnSchema),
  encoding: encodingSchema,
  width: z.enum(['tile', 'half', 'full']),
  /** What to tell a person when there are no rows. */
  whenEmpty: z.string(),
  /** The ids of the filters this chart obeys. */
  filters: z.array(z.string()),
})
export type Chart = z.infer<typeof chartSchema>

export const filterSchema = z.discriminatedUnion('kind', [
  z.object({ id: z.literal('course'), kind: z.literal('course'), label: z.string() }),
  z.object({ id: z.literal('period'), kind: z.literal('period'), label: z.string() }),
  /** A choice among the rows of another chart: `valueColumn` goes into the URL, `labelColumn` is shown. */
  z.object({
    id: z.string(),
    kind: z.literal('choice'),
    label: z.string(),
    optionsFrom: z.string(),
    valueColumn: z.string(),
    labelColumn: z.string(),
  }),
])
export type Filter = z.infer<typeof filterSchema>

export const audienceSchema = z.enum(['learner', 'staff', 'operator'])
export type Audience = z.infer<typeof audienceSchema>

export const dashboardSummarySchema = z.object({
  slug: z.string(),
  title: z.string(),
  description: z.string(),
  audience: audienceSchema,
})
export const dashboardsSchema = z.object({ dashboards: z.array(dashboardSummarySchema) })

export const dashboardSchema = dashboardSummarySchema.extend({
  filters: z.array(filterSchema),
  /** Chart ids of the row of headline numbers. */
  headline: z.array(z.string()),
  tabs: z.array(z.object({ id: z.string(), title: z.string(), charts: z.array(z.string()) })),
  charts: z.array(chartSchema),
})
export type DashboardSummary = z.infer<typeof dashboardSummarySchema>
export type Dashboard = z.infer<typeof dashboardSchema>

/** The periods offered everywhere; `all` has no limits. `from`/`to` (inclusive local dates) override it. */
export const periodSchema = z.enum(['7d', '28d', '90d', '365d', 'all'])
export type Period = z.infer<typeof periodSchema>

/** Query string of `charts/:chart`. Further keys are the values of the dashboard's `choice` filters. */
export const chartRequestSchema = z.looseObject({
  course: z.string().max(255).optional(),
  period: periodSchema.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** IANA zone of the viewer; days are cut there. */
  tz: z.string().max(64).optional(),
})
export type ChartRequest = z.infer<typeof chartRequestSchema>

export const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type Cell = z.infer<typeof cellSchema>
export type Row = Readonly<Record<string, Cell>>

export const chartAnswerSchema = z.object({
  chart: z.string(),
  columns: z.array(columnSchema),
  rows: z.array(z.record(z.string(), cellSchema)),
  /** The newest event these rows know of; null when there is none. */
  asOf: z.iso.datetime().nullable(),
  /** Of what moment the LMS’s own tables are, where they were loaded. */
  lmsAsOf: z.iso.datetime().nullable(),
  /** The days the rows cover, inclusive, in `zone`; null limits mean "from the beginning" and "until now". */
  period: z.object({ from: z.iso.date().nullable(), to: z.iso.date().nullable(), zone: z.string() }),
  /** More rows exist than were sent. */
  truncated: z.boolean(),
  /** Set when the group was too small to show: no rows are sent then. */
  tooSmall: z.object({ minimum: z.number().int() }).nullable(),
})
export type ChartAnswer = z.infer<typeof chartAnswerSchema>

/** `charts/:chart/sql`: what the engine is asked for a chart. For administrators. */
export const chartSqlSchema = z.object({ sql: z.string() })
export type ChartSql = z.infer<typeof chartSqlSchema>
