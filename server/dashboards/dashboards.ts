import { mayTellNames } from '../access/tell-names.ts'
import type { Courses } from '../contract/course.ts'
import type { ChartAnswer, ChartRequest, Dashboard, DashboardSummary } from '../contract/dashboard.ts'
import type { Pipeline } from '../contract/pipeline.ts'
import type { Locale } from '../contract/text.ts'
import type { Viewer } from '../contract/viewer.ts'
import type { Clock } from '../kernel/clock.ts'
import { rulesOf } from '../modes/mode-table.ts'
import type { Modes } from '../modes/modes.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { sqlToRead } from '../warehouse/scoped-sql.ts'
import { areaOf, scopeFor } from './access.ts'
import { answerChart } from './answer.ts'
import { catalogue } from './catalogue.ts'
import { listCourses } from './courses.ts'
import { resolveParameters } from './parameters.ts'
import { pipelineOf } from './pipeline.ts'
import { refusals } from './refusals.ts'
import { isAnswerable, resolveDashboard, resolveSummary } from './resolve.ts'

/** The dashboards as a viewer meets them. Who may open what, and whose rows they see, is decided here and nowhere else. */
export interface Dashboards {
  /** What this viewer may open in the current mode. */
  list(viewer: Viewer, locale: Locale): Promise<DashboardSummary[]>
  /** @throws PanoramaError `not_found`, `forbidden` */
  definition(viewer: Viewer, slug: string, locale: Locale): Promise<Dashboard>
  /**
   * The rows of one chart. Rows outside the viewer's scope are silently absent.
   * @throws PanoramaError `not_found`, `forbidden`, `invalid_request`
   */
  answer(
    viewer: Viewer,
    slug: string,
    chartId: string,
    request: ChartRequest,
    locale: Locale,
    signal?: AbortSignal,
  ): Promise<ChartAnswer>
  /**
   * What the engine is asked for a chart, in SQL that can be read and run elsewhere.
   * @throws PanoramaError as `answer`; `forbidden` for everybody but administrators
   */
  sql(viewer: Viewer, slug: string, chartId: string, request: ChartRequest, locale: Locale): Promise<string>
  /**
   * The course runs that a viewer teaches.
   * @throws PanoramaError `forbidden` for somebody who teaches nothing
   */
  courses(viewer: Viewer, locale: Locale): Promise<Courses>
  /**
   * How fresh the data of the current mode is; the runs of imports come from the store.
   * @throws PanoramaError `forbidden` for everybody but superusers
   */
  pipeline(viewer: Viewer, locale: Locale): Promise<Omit<Pipeline, 'runs'>>
}

/**
 * @param lmsUrl root URL of the LMS, without a trailing slash
 * @param showsNames `PANORAMA_ENABLE_PII`
 * @param isWithheld whether a dashboard is kept from a viewer because it was assigned to others; by default none is
 */
export function createDashboards({
  warehouse,
  modes,
  clock,
  lmsUrl,
  showsNames = false,
  isWithheld = async () => false,
}: {
  warehouse: Warehouse
  modes: Pick<Modes, 'current' | 'access'>
  clock: Clock
  lmsUrl: string
  showsNames?: boolean
  isWithheld?: (viewer: Viewer, slug: string) => Promise<boolean>
}): Dashboards {
  async function open(viewer: Viewer, slug: string, locale: Locale) {
    const dashboard = catalogue.find((candidate) => candidate.slug === slug)
    if (!dashboard) throw refusals[locale].noSuchDashboard()
    const { mode } = await modes.current()
    if (!modes.access(viewer, mode)[areaOf[dashboard.audience]]) throw refusals[locale].notOpenToYou()
    if (await isWithheld(viewer, slug)) throw refusals[locale].notOpenToYou()
    return { dashboard, rules: rulesOf(mode) }
  }

  /** What a chart is asked, by whom. */
  async function prepare(viewer: Viewer, slug: string, chartId: string, request: ChartRequest, locale: Locale) {
    const { dashboard, rules } = await open(viewer, slug, locale)
    const chart = dashboard.charts.find(({ id }) => id === chartId)
    if (!chart) throw refusals[locale].noSuchChart()
    if (!isAnswerable(chart, rules)) throw refusals[locale].needsEventLogs()
    const { minGroupSize } = warehouse
    const parameters = resolveParameters(dashboard, chart, request, { now: clock.now(), minGroupSize, locale })
    const { dataSet } = rules
    const scope = await scopeFor(viewer, dashboard.audience, { warehouse, dataSet, lmsUrl, locale })
    return { chart, parameters, scope, dataSet }
  }

  return {
    async list(viewer, locale) {
      const { mode } = await modes.current()
      const access = modes.access(viewer, mode)
      const open = catalogue.filter(({ audience }) => access[areaOf[audience]])
      const withheld = await Promise.all(open.map(({ slug }) => isWithheld(viewer, slug)))
      return open.filter((_, index) => !withheld[index]).map((dashboard) => resolveSummary(dashboard, locale))
    },

    async definition(viewer, slug, locale) {
      const { dashboard, rules } = await open(viewer, slug, locale)
      return resolveDashboard(dashboard, locale, rules)
    },

    async answer(viewer, slug, chartId, request, locale, signal) {
      const { chart, parameters, scope, dataSet } = await prepare(viewer, slug, chartId, request, locale)
      const { course } = parameters
      const tellsNames = course !== null && mayTellNames(viewer, course, dataSet, showsNames)
      const reader = { scope, dataSet, locale, mayTellNames: tellsNames, ...(signal && { signal }) }
      return answerChart(warehouse, chart, parameters, reader)
    },

    async sql(viewer, slug, chartId, request, locale) {
      const { mode } = await modes.current()
      if (!modes.access(viewer, mode).admin) throw refusals[locale].notOpenToYou()
      const { chart, parameters, scope, dataSet } = await prepare(viewer, slug, chartId, request, locale)
      return sqlToRead(warehouse, chart.question, { scope, dataSet, params: parameters.params })
    },

    async courses(viewer, locale) {
      const { mode } = await modes.current()
      if (!modes.access(viewer, mode).courses) throw refusals[locale].notOpenToYou()
      const { dataSet } = rulesOf(mode)
      const scope = await scopeFor(viewer, 'staff', { warehouse, dataSet, lmsUrl, locale })
      return listCourses(warehouse, { scope, dataSet, now: clock.now() })
    },

    async pipeline(viewer, locale) {
      const { mode } = await modes.current()
      if (!modes.access(viewer, mode).admin) throw refusals[locale].notOpenToYou()
      return pipelineOf(warehouse, rulesOf(mode).dataSet)
    },
  }
}
