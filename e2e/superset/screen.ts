import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect as expectInTime } from '@playwright/test'
import { decodeJwt } from 'jose'
import { afterEach, describe, expect, test } from 'vitest'
import type { ChartDefinition } from '../../server/dashboards/definition.ts'
import { chartTitle } from '../../server/dashboards/superset/bundle/chart-file.ts'
import { demoCast, demoCourses } from '../../server/demo/cast.ts'
import { figureOf } from '../panorama.ts'
import { type BoardPage, openBoard, patience, signedIn } from './board-page.ts'
import { courseOverview } from './exported-board.ts'
import { asInSuperset, comparable, isSomething, ourRows } from './our-rows.ts'
import { boardTitle, type Stage, taught } from './stage.ts'

const expectPage = expectInTime.configure({ timeout: patience })

/** Our own screen with the board on it, as each of the people of the demo meets it. */
export function proveScreen(onStage: () => Stage, onBoard: () => BoardPage, onBrowser: () => Browser): void {
  const sliceOf = (chart: ChartDefinition, locale: 'en' | 'es' = 'en') =>
    onStage().boards[locale].charts.get(chartTitle(chart, locale))!.slice
  const chartNamed = (wanted: string) => courseOverview.charts.find(({ id }) => id === wanted)!

  describe('our page', () => {
    afterEach(async () => {
      const others = onBrowser()
        .contexts()
        .filter((context) => context !== onBoard().page.context())
      for (const context of others) await context.close()
    })

    test('draws for a teacher the figures that our own dashboard draws', async () => {
      const { page, frame } = onBoard()
      const ours = await page.context().newPage()
      await ours.goto(`/courses/${encodeURIComponent(taught)}?period=28d`)
      for (const id of ['enrolled', 'active', 'watched-a-video', 'tried-a-problem']) {
        const chart = chartNamed(id)
        const tile = frame.locator('.dashboard-component-chart-holder', { hasText: chartTitle(chart, 'en') })
        const drawn = (await tile.locator('.header-line').textContent())?.trim() ?? ''
        await expectPage(figureOf(ours, chart.title.en)).toHaveText(drawn)
        expect(drawn).toMatch(/^\d+$/)
      }
      await ours.close()
    })

    test.each(courseOverview.tabs.map(({ id }) => id))('asks in the tab %s for charts with our figures', async (id) => {
      const { frame, answerTo } = onBoard()
      const { warehouse } = onStage()
      const tab = courseOverview.tabs.find((each) => each.id === id)!
      await frame.getByRole('tab', { name: tab.title.en }).click()
      for (const chart of [...courseOverview.headline, ...tab.charts].map(chartNamed)) {
        // A chart of one video shows the first that the frame lists; which that is, only the frame knows.
        if (chart.filters.includes('video')) continue
        await expectPage.poll(async () => (await answerTo(sliceOf(chart))).courses, chart.id).toEqual([taught])
        const { rows } = await answerTo(sliceOf(chart))
        const ours = asInSuperset(chart, await ourRows(warehouse, chart, { course: taught, locale: 'en', video: '' }))
        const isOfDays = chart.question.columns[chart.encoding.x ?? '']?.type === 'date'
        const counted = (all: readonly Record<string, unknown>[]) =>
          comparable(isOfDays ? all.filter(isSomething) : all)
        expect([chart.id, counted(rows)]).toEqual([chart.id, counted(ours)])
      }
    })

    test('has a token for this board alone, with the rows of the course that is taught', () => {
      const { resources, rls_rules, user } = decodeJwt(onBoard().token()) as Record<string, unknown>
      expect(resources).toEqual([{ type: 'dashboard', id: expect.any(String) }])
      for (const { clause } of rls_rules as { clause: string }[]) expect(clause).toBe(`course_key IN ('${taught}')`)
      const teacher = demoCast.find(({ part }) => part === 'course teacher')!
      expect(JSON.stringify(user)).not.toContain(teacher.username)
    })

    test('gives a learner neither the board nor a token for it', async () => {
      const { page: teachers } = onBoard()
      const id = new URL(teachers.url()).pathname.split('/').at(-1)!
      const page = await signedIn(onBrowser(), onStage(), 'learner')
      await page.goto('/dashboards')
      await expectPage(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectPage(page.getByText(boardTitle)).toHaveCount(0)
      await page.goto(new URL(teachers.url()).pathname)
      await expectPage(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectPage(page.locator('iframe')).toHaveCount(0)
      for (const area of ['courses', 'student']) {
        const answer = await page.evaluate(
          async (body) => {
            const headers = { 'content-type': 'application/json' }
            const got = await fetch('/api/embeds', { method: 'POST', headers, body: JSON.stringify(body) })
            return { status: got.status, text: await got.text() }
          },
          { id, area },
        )
        expect(answer.status, area).toBeGreaterThanOrEqual(400)
        expect(answer.text).not.toMatch(/eyJ|token/)
      }
    })

    test('about one of several courses has that course chosen in the filters, in the language of the reader', async () => {
      const lucia = demoCast.find(({ part }) => part === 'organisation teacher')!
      const course = demoCourses.filter(({ org }) => org === lucia.roles[0]!.org).at(-1)!.courseKey
      const page = await signedIn(onBrowser(), onStage(), 'organisation teacher', { locale: 'es' })
      const board = await openBoard(page, `?${new URLSearchParams({ course })}`)
      const enrolled = sliceOf(chartNamed('enrolled'), 'es')
      await expectPage.poll(async () => (await board.answerTo(enrolled)).courses).toEqual([course])
      await expectPage(board.frame.getByText(chartTitle(chartNamed('active'), 'es')).first()).toBeVisible()
    })

    test.each([
      [1440, 'light'],
      [390, 'dark'],
    ] as const)(
      'is accessible, as high as its content and no wider than a screen of %i, %s',
      async (width, colorScheme) => {
        const page = await signedIn(onBrowser(), onStage(), 'course teacher', { width, colorScheme })
        const board = await openBoard(page)
        await board.answerTo(sliceOf(chartNamed('enrolled')))
        await expectPage(board.frame.locator('.header-line').first()).toBeVisible()
        const heights = async () => ({
          frame: await page.locator('iframe').evaluate(({ clientHeight }) => clientHeight),
          content: await board.frame.locator('body').evaluate(({ scrollHeight }) => scrollHeight),
        })
        await expectPage.poll(async () => (await heights()).frame).toBeGreaterThan(1_000)
        await expectPage.poll(async () => ((at) => at.frame - at.content)(await heights())).toBeGreaterThanOrEqual(0)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
        await expectPage(page.getByText('Superset needs a wider screen.')).toBeVisible({ visible: width < 600 })
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .exclude('iframe')
          .analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' '))}`)).toEqual([])
        await page.screenshot({ path: `artifacts/screens/superset-${colorScheme}-${width}.png` })
      },
    )
  })
}
