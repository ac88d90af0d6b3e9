import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  type ChartAnswer,
  chartAnswerSchema,
  chartRequestSchema,
  chartSqlSchema,
  dashboardSchema,
  dashboardsSchema,
} from '../../contract/dashboard.ts'
import { toCsv } from '../../dashboards/csv.ts'
import type { Api } from '../api-type.ts'
import { identifiedOf } from '../authentication.ts'
import type { AppDependencies } from '../dependencies.ts'
import { localeOfRequest } from '../locale.ts'

const name = z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be the name of one: small letters, digits and hyphens')
const slug = z.object({ slug: name })
const chart = z.object({ slug: name, chart: name })
/** The further keys are choices such as a video; nobody chooses more than a few, nor anything longer than a usage key. */
const query = chartRequestSchema
  .catchall(z.string().max(300))
  .refine((given) => Object.keys(given).length <= 12, 'has too many parameters')

/** What can be looked at, how each dashboard is made up, and the rows behind each of its charts. */
export function dashboardRoutes(api: Api, { dashboards, site }: AppDependencies): void {
  const all = { summary: 'Dashboards open to the viewer', response: { 200: dashboardsSchema } }
  api.get('/dashboards', { schema: all }, async (request) => {
    const locale = await localeOfRequest(request, site.languageCookie)
    return { dashboards: [...(await dashboards.list(identifiedOf(request).viewer, locale))] }
  })

  const one = { summary: 'One dashboard', params: slug, response: { 200: dashboardSchema } }
  api.get('/dashboards/:slug', { schema: one }, async (request) => {
    const locale = await localeOfRequest(request, site.languageCookie)
    return dashboards.definition(identifiedOf(request).viewer, request.params.slug, locale)
  })

  async function answerOf(
    request: FastifyRequest<{ Params: z.infer<typeof chart>; Querystring: z.infer<typeof query> }>,
  ) {
    const locale = await localeOfRequest(request, site.languageCookie)
    const { params, query: asked, signal } = request
    const { viewer } = identifiedOf(request)
    return { locale, answer: await dashboards.answer(viewer, params.slug, params.chart, asked, locale, signal) }
  }

  const rows = {
    summary: 'The rows of a chart',
    params: chart,
    querystring: query,
    response: { 200: chartAnswerSchema },
  }
  api.get('/dashboards/:slug/charts/:chart', { schema: rows }, async (request, reply) => {
    const { answer } = await answerOf(request)
    // Its rows were checked when the engine gave them; checking ten thousand again costs more than the answer.
    reply.serializer(JSON.stringify)
    return answer
  })

  const sql = {
    summary: 'What the engine is asked for a chart; for administrators',
    params: chart,
    querystring: query,
    response: { 200: chartSqlSchema },
  }
  api.get('/dashboards/:slug/charts/:chart/sql', { schema: sql }, async (request) => {
    const locale = await localeOfRequest(request, site.languageCookie)
    const { params, query: asked } = request
    return { sql: await dashboards.sql(identifiedOf(request).viewer, params.slug, params.chart, asked, locale) }
  })

  const csv = { summary: 'The same rows as CSV', params: chart, querystring: query, produces: ['text/csv'] }
  api.get('/dashboards/:slug/charts/:chart.csv', { schema: csv }, async (request, reply) => {
    const { answer, locale } = await answerOf(request)
    const { params, query } = request
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${fileName(params, query.course, answer)}"`)
      .send(toCsv(answer, locale))
  })
}

/** Says what is inside, in letters that every file system takes: `problems_course-v1_Org_C1_2026_2026-05-01_2026-05-28.csv`. */
function fileName(params: z.infer<typeof chart>, course: string | undefined, { period }: ChartAnswer): string {
  const parts = [params.chart, course?.slice(0, 100), period.from, period.to].filter((part) => part != null)
  return `${parts.map((part) => part.replaceAll(/[^A-Za-z0-9.-]+/g, '_')).join('_')}.csv`
}
