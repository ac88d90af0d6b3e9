import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Locale } from '../../server/contract/text.ts'
import type { ChartDefinition } from '../../server/dashboards/definition.ts'
import { chartTitle } from '../../server/dashboards/superset/bundle/chart-file.ts'
import { courseOverview } from './exported-board.ts'
import { guest } from './guest.ts'
import { type Stage, taught, teaching } from './stage.ts'

/** What a guest token opens, and what it does not. */
export function proveGuests(onStage: () => Stage): void {
  const [chart] = courseOverview.charts
  const chartOf = (of: ChartDefinition, locale: Locale = 'en') =>
    onStage().boards[locale].charts.get(chartTitle(of, locale))!

  describe('a guest', () => {
    test('chooses in the filters among the course runs of their own', async () => {
      const { boards, superset, embed, other } = onStage()
      const { token } = await embed({ kind: 'courses', courseKeys: [taught, other], orgs: [] })
      const choicesFor = async (given: string) => {
        const { get, query } = guest(superset.url, given)
        const { result } = (await (await get('/api/v1/dashboard/panorama-demo-course-overview-en')).json()) as {
          result: { json_metadata: string }
        }
        const { native_filter_configuration } = JSON.parse(result.json_metadata) as {
          native_filter_configuration: { id: string; targets: { datasetId: number; column: { name: string } }[] }[]
        }
        const filter = native_filter_configuration.find(({ targets }) => targets[0]?.column.name === 'course_key')!
        const { rows, text } = await query({
          datasource: { id: filter.targets[0]!.datasetId, type: 'table' },
          force: true,
          result_format: 'json',
          result_type: 'full',
          queries: [
            { columns: ['course_key'], metrics: [], filters: [], orderby: [['course_key', true]], row_limit: 1000 },
          ],
          form_data: {
            dashboardId: boards.en.id,
            type: 'NATIVE_FILTER',
            native_filter_id: filter.id,
            viz_type: 'filter_select',
          },
        })
        if (rows.length === 0) throw new Error(text.slice(0, 500))
        return rows.map(({ course_key }) => course_key)
      }
      expect(await choicesFor(token)).toEqual([taught, other].sort())
      expect(await choicesFor((await embed(teaching)).token)).toEqual([taught])
      expect((await choicesFor((await embed({ kind: 'site' })).token)).length).toBeGreaterThan(2)
      const ofOrg = await embed({ kind: 'courses', courseKeys: [], orgs: [/^course-v1:([^+]+)/.exec(taught)![1]!] })
      expect(await choicesFor(ofOrg.token)).toContain(taught)
    })

    test('cannot open with the token of one dashboard another', async () => {
      const { boards, superset, embed } = onStage()
      const { token } = await embed(teaching, 'en')
      const { get, chart: ask } = guest(superset.url, token)
      expect((await get('/api/v1/dashboard/panorama-demo-course-overview-es')).status).toBeGreaterThanOrEqual(400)
      const answer = await ask(boards.es.id, chartOf(chart!, 'es'), { course_key: taught })
      expect([answer.status >= 400, answer.rows]).toEqual([true, []])
    })

    test('without a token, or with one that is forged or spoilt, gets no data', async () => {
      const { boards, superset, embed } = onStage()
      const { token } = await embed(teaching)
      const [head, claims, signature] = token.split('.')
      const wide = { ...JSON.parse(Buffer.from(claims!, 'base64url').toString()), rls_rules: [] }
      const forged = `${head}.${Buffer.from(JSON.stringify(wide)).toString('base64url')}.${signature}`
      for (const given of [null, forged, `${token}x`, 'nothing']) {
        const answer = await guest(superset.url, given).chart(boards.en.id, chartOf(chart!), { course_key: taught })
        expect([answer.status >= 400, answer.rows]).toEqual([true, []])
      }
    })

    test('who is a learner is given no token for a board of staff', async () => {
      const { embed } = onStage()
      await expect(embed({ kind: 'learner', userId: 42 })).rejects.toMatchObject({ code: 'misconfigured' })
    })

    test('gets a new token when the old one is about to end, and both show the same', async () => {
      const { boards, superset, embed } = onStage()
      const first = await embed(teaching)
      await setTimeout(1_100)
      const second = await embed(teaching)
      expect(Date.parse(second.expiresAt)).toBeGreaterThan(Date.parse(first.expiresAt))
      const rows = async ({ token }: { token: string }) =>
        (await guest(superset.url, token).chart(boards.en.id, chartOf(chart!), { course_key: taught })).rows
      expect(await rows(second)).toEqual(await rows(first))
    })
  })
}
