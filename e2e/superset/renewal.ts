import { setTimeout } from 'node:timers/promises'
import { expect as expectInTime } from '@playwright/test'
import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { type BoardPage, patience } from './board-page.ts'
import { courseOverview } from './exported-board.ts'
import { tokenSeconds } from './real-superset.ts'
import { type Stage, teaching } from './stage.ts'

const expectPage = expectInTime.configure({ timeout: patience })

/** A board that stays open: its token is renewed, whatever the page and Superset go through meanwhile. */
export function proveRenewal(onStage: () => Stage, onBoard: () => BoardPage): void {
  const endOf = (token: string) => decodeJwt(token).exp! * 1000
  const tabs = courseOverview.tabs.map(({ title }) => title.en)
  let turned = 0

  /** Makes the frame ask anew, as a person does who wants to see the newest. */
  async function refreshAChart({ frame, answers }: BoardPage): Promise<void> {
    const before = answers.length
    turned += 1
    await frame.getByRole('tab', { name: tabs[turned % tabs.length]! }).click()
    const menu = frame.locator('.dashboard-component-chart-holder:visible [aria-label="More Options"]').first()
    await menu.click()
    await frame.getByText('Force refresh').last().click()
    await expectPage.poll(() => answers.length).toBeGreaterThan(before)
  }

  async function expectGoodAnswers(board: BoardPage): Promise<void> {
    const asked = Date.now()
    await refreshAChart(board)
    const { token, status } = board.answers.at(-1)!
    expect(status).toBe(200)
    expect(endOf(token)).toBeGreaterThan(asked)
  }

  describe('a board that stays open', () => {
    test('has its token renewed while it is used', async () => {
      const board = onBoard()
      const given = board.tokensGiven()
      const first = board.token()
      await expectPage.poll(board.tokensGiven).toBeGreaterThan(given)
      expect(endOf(board.token())).toBeGreaterThan(endOf(first))
      await expectGoodAnswers(board)
    })

    test('has it renewed after the page was asleep for longer than a token lives', async () => {
      const board = onBoard()
      const devtools = await board.page.context().newCDPSession(board.page)
      await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
      await setTimeout((tokenSeconds + 5) * 1000)
      const given = board.tokensGiven()
      await devtools.send('Page.setWebLifecycleState', { state: 'active' })
      await expectPage.poll(board.tokensGiven).toBeGreaterThan(given)
      await expectGoodAnswers(board)
    })

    test('goes on when Superset was started anew', async () => {
      const board = onBoard()
      const { superset } = onStage()
      await superset.stop()
      await superset.start()
      const given = board.tokensGiven()
      await expectPage.poll(board.tokensGiven).toBeGreaterThan(given)
      await expectGoodAnswers(board)
    })

    test('says so when Superset is stopped, and is there again when Superset is', async () => {
      const { page, frame } = onBoard()
      const { superset, embed } = onStage()
      await superset.stop()
      await expect(embed(teaching)).rejects.toMatchObject({ code: 'unavailable' })
      await expectPage(page.getByText(/Superset.* does not answer/)).toBeVisible()
      await expectPage(page.getByText('Panorama tries again by itself')).toBeVisible()
      await expectPage(page.locator('iframe')).toHaveCount(0)
      await superset.start()
      await expectPage(frame.locator('.header-line').first()).toBeVisible()
      await expectPage(page.getByText(/Superset.* does not answer/)).toHaveCount(0)
      expect(await embed(teaching)).toMatchObject({ provider: 'superset' })
    })
  })
}
