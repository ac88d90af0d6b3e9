import { expect, type Page, test } from '@playwright/test'
import { type DemoQuickSight, openDemoQuickSight } from '../demo-quicksight.ts'
import { chooseDashboard, expectShown, frameOf, openDashboards } from '../embeds.ts'
import { turnTab } from '../people.ts'

// How long a dashboard stays open, and what it costs: every address that QuickSight makes is a session to be paid.

test.use({ ignoreHTTPSErrors: true })

let quickSight: DemoQuickSight
test.beforeAll(async () => {
  quickSight = await openDemoQuickSight()
})
test.beforeEach(() => quickSight.mend())
test.afterAll(() => quickSight.close())

/** Chooses the second tab of the dashboard, so that it can be told from one that was opened anew. */
async function chooseTab(page: Page): Promise<void> {
  await frameOf(page).getByRole('button', { name: 'About' }).click()
  await expectTab(page)
}
const expectTab = (page: Page) =>
  expect(frameOf(page).getByRole('button', { name: 'About' })).toHaveAttribute('aria-pressed', 'true')

test('of ten dashboards only the one on screen is opened, and leaving it leaves nothing behind', async ({ page }) => {
  const { administrator, standIn } = quickSight
  for (let number = 1; number <= 8; number += 1) {
    const id = `copy-${number}`
    standIn.account.dashboards.push({ ...standIn.account.dashboards[0]!, id, name: id })
    await administrator.add('dashboards', { name: id, displayName: id, provider: 'quicksight', providerId: id })
  }
  await openDashboards(page, 'admin')
  await expect(page.getByRole('region', { name: 'About courses' }).getByRole('link')).toHaveCount(10)
  expect(standIn.asked).toEqual([])
  await chooseDashboard(page, 'Time')
  await expectShown(page)
  expect(quickSight.addressesMade()).toBe(1)
  await page.getByRole('link', { name: 'All dashboards' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboards' })).toBeVisible()
  // Neither the content nor the frame through which it talks with the page.
  await expect(page.locator('iframe')).toHaveCount(0)
  expect(quickSight.addressesMade()).toBe(1)
  expect(standIn.sessions.count().opened).toBe(1)
})

test('two quick visits make one address; two tabs of a browser make two, and both show it', async ({ page }) => {
  const { faults, asked } = quickSight.standIn
  faults.add({ kind: 'slow', operation: 'GenerateEmbedUrlForAnonymousUser', milliseconds: 1_500 })
  await openDashboards(page, 'amara')
  const opening = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/embeds'))
  await chooseDashboard(page, 'Time')
  await opening
  await page.getByRole('link', { name: 'All dashboards' }).click()
  await chooseDashboard(page, 'Time')
  await expectShown(page)
  expect(asked.map(({ operation }) => operation)).toEqual(['GenerateEmbedUrlForAnonymousUser'])

  const other = await page.context().newPage()
  await other.goto(page.url())
  await expectShown(other)
  expect(quickSight.addressesMade()).toBe(2)
  await expectShown(page)
})

test('an address that was used before it came to the screen is replaced by itself', async ({ page }) => {
  await openDashboards(page, 'amara')
  await page.route('**/api/embeds', async (route) => {
    const answer = await route.fetch()
    if (route.request().method() === 'POST' && quickSight.addressesMade() === 1) {
      const { url } = (await answer.json()) as { url: string }
      await page.request.get(url)
    }
    await route.fulfill({ response: answer })
  })
  await chooseDashboard(page, 'Time')
  await expectShown(page)
  expect(quickSight.addressesMade()).toBe(2)
})

test('the next session takes the place of the present one before that ends, with what was chosen', async ({ page }) => {
  await page.clock.install()
  await openDashboards(page, 'amara')
  await chooseDashboard(page, 'Time')
  await expectShown(page)
  await chooseTab(page)
  const before = await page.getByRole('main').locator('iframe').getAttribute('src')
  await page.clock.fastForward('58:30')
  await expect.poll(() => quickSight.addressesMade()).toBe(2)
  await expect(page.getByRole('main').locator('iframe')).toHaveCount(1)
  expect(await page.getByRole('main').locator('iframe').getAttribute('src')).not.toBe(before)
  await expectTab(page)
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a session that ends before its time is opened again where it was, once by itself and then by hand', async ({
  page,
}) => {
  await openDashboards(page, 'amara')
  await chooseDashboard(page, 'Time')
  await expectShown(page)
  await chooseTab(page)
  quickSight.standIn.sessions.endAll()
  await expect.poll(() => quickSight.addressesMade()).toBe(2)
  await expectShown(page)
  await expectTab(page)
  quickSight.standIn.sessions.endAll()
  await expect(page.getByRole('alert')).toContainText('The session has ended')
  expect(quickSight.addressesMade()).toBe(2)
  await page.getByRole('button', { name: 'Open again' }).click()
  await expectShown(page)
  await expectTab(page)
  expect(quickSight.addressesMade()).toBe(3)
})

test('a tab that slept for three hours costs nothing meanwhile, and shows its dashboard on waking', async ({
  page,
}) => {
  await page.clock.install()
  await openDashboards(page, 'amara')
  await chooseDashboard(page, 'Time')
  await expectShown(page)
  await chooseTab(page)
  await turnTab(page, 'hidden')
  quickSight.standIn.sessions.endAll()
  await page.clock.fastForward('03:00:00')
  await page.waitForTimeout(1_500)
  expect(quickSight.addressesMade()).toBe(1)
  await turnTab(page, 'visible')
  await expect.poll(() => quickSight.addressesMade()).toBe(2)
  await expectShown(page)
  await expectTab(page)
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('an author at work in the console is warned, and goes on in a new session when they say so', async ({ page }) => {
  await page.clock.install()
  await openDashboards(page, 'lucia')
  await page.getByRole('link', { name: 'Crear paneles en QuickSight' }).click()
  await expectShown(page, 'QuickSight (stand-in)')
  await page.clock.fastForward('55:30')
  await expect(page.getByRole('alert')).toContainText('Esta sesión termina a las')
  expect(quickSight.addressesMade()).toBe(1)
  await page.getByRole('button', { name: 'Continuar' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expectShown(page, 'QuickSight (stand-in)')
  expect(quickSight.addressesMade()).toBe(2)
})
