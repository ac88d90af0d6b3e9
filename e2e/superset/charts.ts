import { beforeAll, describe, expect, test } from 'vitest'
import type { Locale } from '../../server/contract/text.ts'
import type { ChartDefinition } from '../../server/dashboards/definition.ts'
import { chartTitle } from '../../server/dashboards/superset/bundle/chart-file.ts'
import type { BoardPage } from './board-page.ts'
import { courseOverview } from './exported-board.ts'
import { guest } from './guest.ts'
import { asInSuperset, chosenFor, comparable, isSomething, ourRows } from './our-rows.ts'
import { type Stage, taught, teaching } from './stage.ts'

/** Every chart shows what ours shows, and nothing of another course run. */
export function proveCharts(onStage: () => Stage, onBoard: () => BoardPage): void {
  let video = ''
  beforeAll(async () => {
    const videos = courseOverview.charts.find(({ id }) => id === 'videos')!
    const [first] = await ourRows(onStage().warehouse, videos, { course: taught, locale: 'en', video: '' })
    video = String(first!.block_key)
  })
  const chartOf = (chart: ChartDefinition, locale: Locale = 'en') =>
    onStage().boards[locale].charts.get(chartTitle(chart, locale))!

  describe.each(courseOverview.charts.map((chart) => [chart.id, chart] as const))('the chart %s', (id, chart) => {
    test.each(['en', 'es'] as const)('shows a teacher in %s the figures that we show', async (locale) => {
      const { boards, superset, warehouse, embed } = onStage()
      const { token } = await embed(teaching, locale)
      const answer = await guest(superset.url, token).chart(
        boards[locale].id,
        chartOf(chart, locale),
        chosenFor(chart, taught, video),
      )
      expect(answer.status, answer.text.slice(0, 500)).toBe(200)
      const ours = asInSuperset(chart, await ourRows(warehouse, chart, { course: taught, locale, video }))
      if (!['gender', 'education', 'age'].includes(id)) expect(ours).not.toEqual([])
      const isOfDays = chart.question.columns[chart.encoding.x ?? '']?.type === 'date'
      const counted = isOfDays ? answer.rows.filter(isSomething) : answer.rows
      expect(comparable(counted)).toEqual(comparable(isOfDays ? ours.filter(isSomething) : ours))
    })

    test('gives nothing of another course run to the token on the page, whatever is asked for', async () => {
      const { boards, superset, other } = onStage()
      const { chart: ask } = guest(superset.url, onBoard().token())
      const theirs = chosenFor(chart, other, video)
      const about = chartOf(chart)
      const forged = [
        await ask(boards.en.id, about, theirs),
        await ask(boards.en.id, about, theirs, { query: { extras: { where: '1 = 1) OR (1 = 1', having: '' } } }),
        await ask(boards.en.id, about, theirs, {
          query: { extras: { where: `course_key = '${other}' OR 1 = 1`, having: '' } },
        }),
      ]
      for (const { rows } of forged) {
        const figures = rows.flatMap((row) => Object.values(row)).filter((cell) => cell !== null && cell !== 0)
        expect(figures).toEqual([])
      }
      const attempts = [
        await ask(boards.en.id, about, {}, { body: { result_type: 'samples' } }),
        await ask(boards.en.id, about, {}, { body: { result_type: 'drill_detail' } }),
        await ask(
          boards.en.id,
          about,
          {},
          { query: { columns: ['course_key'], metrics: [], orderby: [], post_processing: [] } },
        ),
        await ask(
          boards.en.id,
          about,
          {},
          {
            query: { columns: ['course_key', 'org'], metrics: [], orderby: [], post_processing: [] },
            form: { type: 'NATIVE_FILTER', native_filter_id: 'NATIVE_FILTER-none', slice_id: undefined },
          },
        ),
        await ask(
          boards.en.id,
          about,
          {},
          {
            query: {
              columns: [
                {
                  label: 'c',
                  sqlExpression: '(SELECT groupArray(course_key) FROM demo_panorama.course_names)',
                  expressionType: 'SQL',
                },
              ],
              metrics: [],
              orderby: [],
              post_processing: [],
            },
          },
        ),
      ]
      for (const { text } of [...forged, ...attempts]) expect(text).not.toContain(`"${other}"`)
    })
  })
}
