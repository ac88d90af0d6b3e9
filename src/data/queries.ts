import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { Audit } from '../../server/contract/audit.ts'
import type { Courses } from '../../server/contract/course.ts'
import type { CreatedCredential, Credentials, NewCredential } from '../../server/contract/credential.ts'
import type { ChartAnswer, ChartSql, Dashboard } from '../../server/contract/dashboard.ts'
import type { ExtractionState } from '../../server/contract/extraction.ts'
import type { Flow } from '../../server/contract/flow.ts'
import type { Mode, ModeSettings } from '../../server/contract/mode.ts'
import type { Pipeline } from '../../server/contract/pipeline.ts'
import type { Session, Site } from '../../server/contract/session.ts'
import { apiUrl, request } from './request.ts'

/** What a chart is asked: `course`, `period` or `from`/`to`, `tz`, and the values of the dashboard's choices. */
export type ChartChoices = Readonly<Record<string, string | undefined>>

export const siteQuery = () =>
  queryOptions({
    queryKey: ['site'],
    queryFn: ({ signal }) => request<Site>('site', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => request<Session>('session', { signal }),
    // People lose or gain access within minutes; the navigation should follow.
    staleTime: 60_000,
  })

export const coursesQuery = () =>
  queryOptions({ queryKey: ['courses'], queryFn: ({ signal }) => request<Courses>('courses', { signal }) })

export const dashboardQuery = (slug: string) =>
  queryOptions({
    queryKey: ['dashboards', slug],
    queryFn: ({ signal }) => request<Dashboard>(`dashboards/${encodeURIComponent(slug)}`, { signal }),
  })

/**
 * The rows of one chart. While a changed period or filter loads, the rows before it stay on screen; rows of one course
 * never stand under the name of another.
 */
export const chartQuery = (slug: string, chartId: string, choices: ChartChoices = {}) =>
  queryOptions({
    queryKey: ['dashboards', slug, 'charts', chartId, choices] as const,
    queryFn: ({ signal }) => request<ChartAnswer>(chartPath(slug, chartId, choices), { signal }),
    placeholderData: (rows, before) => (before?.queryKey[4].course === choices.course ? rows : undefined),
  })

/** What the engine is asked for a chart; for administrators. */
export const chartSqlQuery = (slug: string, chartId: string, choices: ChartChoices = {}) =>
  queryOptions({
    queryKey: ['dashboards', slug, 'charts', chartId, choices, 'sql'] as const,
    queryFn: ({ signal }) => request<ChartSql>(chartPath(slug, chartId, choices, '/sql'), { signal }),
  })

/** Where the same rows are to be had as CSV. */
export const chartCsvUrl = (slug: string, chartId: string, choices: ChartChoices = {}) =>
  apiUrl(chartPath(slug, `${chartId}.csv`, choices))

export const modeQuery = () =>
  queryOptions({ queryKey: ['mode'], queryFn: ({ signal }) => request<ModeSettings>('settings/mode', { signal }) })

/** Switches the mode. Everything on screen may be different afterwards, so the caller forgets all it has read. */
export const changeMode = () =>
  mutationOptions({
    mutationKey: ['mode'],
    mutationFn: (mode: Mode) => request<ModeSettings>('settings/mode', { method: 'PUT', body: { mode } }),
  })

/** The keys of programs, without their secrets. */
export const credentialsQuery = () =>
  queryOptions({
    queryKey: ['credentials'],
    queryFn: ({ signal }) => request<Credentials>('credentials', { signal }),
  })

/** Makes a key; its answer is the only one that holds the secret. */
export const createCredential = () =>
  mutationOptions({
    mutationKey: ['credentials', 'create'],
    mutationFn: (wanted: NewCredential) => request<CreatedCredential>('credentials', { method: 'POST', body: wanted }),
    // Not remembered once its dialog is closed.
    gcTime: 0,
  })

export const revokeCredential = () =>
  mutationOptions({
    mutationKey: ['credentials', 'revoke'],
    mutationFn: (id: string) => request<unknown>(`credentials/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  })

/** The audit log, newest first, page after page. */
export const auditQuery = () =>
  infiniteQueryOptions({
    queryKey: ['audit'],
    queryFn: ({ signal, pageParam }) =>
      request<Audit>(pageParam === null ? 'audit' : `audit?${new URLSearchParams({ before: pageParam })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const pipelineQuery = () =>
  queryOptions({
    queryKey: ['pipeline'],
    queryFn: ({ signal }) => request<Pipeline>('pipeline', { signal }),
    refetchInterval: 30_000,
  })

/** How events flow; asked again every five seconds while the page is in view. */
export const flowQuery = () =>
  queryOptions({
    queryKey: ['flow'],
    queryFn: ({ signal }) => request<Flow>('flow', { signal }),
    refetchInterval: 5_000,
  })

/** What comes from the LMS; asked again every two seconds while it comes, and every half minute otherwise. */
export const extractionQuery = () =>
  queryOptions({
    queryKey: ['extraction'],
    queryFn: ({ signal }) => request<ExtractionState>('extraction', { signal }),
    refetchInterval: ({ state: { data } }) =>
      data?.runs.some(({ outcome }) => outcome === 'running') ? 2_000 : 30_000,
  })

/** Has it come now. */
export const runExtraction = () =>
  mutationOptions({
    mutationKey: ['extraction', 'run'],
    mutationFn: () => request<ExtractionState>('extraction/runs', { method: 'POST' }),
  })

function chartPath(slug: string, chart: string, choices: ChartChoices, part = ''): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(choices)) if (value !== undefined) query.set(key, value)
  const path = `dashboards/${encodeURIComponent(slug)}/charts/${encodeURIComponent(chart)}${part}`
  return query.size > 0 ? `${path}?${query}` : path
}
