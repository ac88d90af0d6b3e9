import { expect, type Page, test } from '@playwright/test'
import { type DemoQuickSight, openDemoQuickSight } from '../demo-quicksight.ts'
import { chooseDashboard, expectShown, openDashboards } from '../embeds.ts'
import { journeysUrl, quickSightPort } from '../playwright.config.ts'

// Browsers, networks and QuickSight itself keep dashboards from showing up: each time the page says so, and what to do.

test.use({ ignoreHTTPSErrors: true })

let quickSight: DemoQuickSight
test.beforeAll(async () => {
  quickSight = await openDemoQuickSight()
})
test.beforeEach(async ({ page }) => {
  quickSight.mend()
  // People wait; the journeys do not.
  await page.clock.install()
})
test.afterAll(() => quickSight.close())

const patience = '00:26'
const advice = (page: Page) => page.getByRole('main').getByRole('alert')

async function expectSilence(page: Page): Promise<void> {
  // The frame has to have had the time to say something.
  await expect(page.getByRole('main').locator('iframe')).toBeAttached()
  await page.clock.fastForward(patience)
  await expect(advice(page)).toContainText('Amazon QuickSight does not show up')
  await expect(advice(page)).toContainText(`blocks cookies of other sites. Allow them for localhost:${quickSightPort}.`)
  await expect(advice(page)).toContainText(`Amazon QuickSight does not allow ${journeysUrl} to show its dashboards.`)
}

test('a browser that keeps no cookies of other sites is told which to allow, and then shows it', async ({ page }) => {
  quickSight.standIn.account.partitionedCookies = false
  await openDashboards(page, 'amara')
  await chooseDashboard(page, 'Time')
  await expectSilence(page)
  quickSight.standIn.account.partitionedCookies = true
  await page.getByRole('button', { name: 'Open again' }).click()
  await expectShown(page)
  await expect(advice(page)).toHaveCount(0)
})

test('what QuickSight does not let this site show is said, and comes once it is allowed', async ({ page }) => {
  const { sessions } = quickSight.standIn
  sessions.domainsOf = () => ['https://elsewhere.example.org']
  const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()))
  await openDashboards(page, 'amara')
  await chooseDashboard(page, 'Time')
  await refused
  await expectSilence(page)
  quickSight.mend()
  await page.getByRole('button', { name: 'Open again' }).click()
  await expectShown(page)
})

test('a network that does not let QuickSight through ends in advice', async ({ page }) => {
  await page.route(`https://localhost:${quickSightPort}/**`, (route) => route.abort('connectionrefused'))
  await openDashboards(page, 'amara')
  await chooseDashboard(page, 'Time')
  await expectSilence(page)
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Open again' }).click()
  await expectShown(page)
})

test('a frame that the rules of our own page do not allow is told from all that', async ({ page }) => {
  await openDashboards(page, 'amara')
  await page.route('**/dashboards', async (route) => {
    if (!route.request().isNavigationRequest()) return route.fallback()
    const answer = await route.fetch()
    const policy = answer.headers()['content-security-policy'] ?? ''
    expect(policy).toContain(`frame-src https://localhost:${quickSightPort};`)
    const narrower = policy.replace(/frame-src [^;]+/, "frame-src 'none'")
    return route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-security-policy': narrower } })
  })
  await page.reload()
  await chooseDashboard(page, 'Time')
  await expect(advice(page)).toContainText('This page may not show it')
  await expect(advice(page)).toContainText(`from https://localhost:${quickSightPort}, which Panorama did not expect`)
  await page.unrouteAll()
  await page.reload()
  await expectShown(page)
})

test('nothing needs a window of its own, which a pop-up blocker would keep back', async ({ page }) => {
  const windows: unknown[] = []
  page.context().on('page', (opened) => windows.push(opened.url()))
  await page.addInitScript(() => {
    window.open = () => {
      document.documentElement.dataset.opened = 'yes'
      return null
    }
  })
  await openDashboards(page, 'lucia')
  await chooseDashboard(page, 'Time')
  await expectShown(page)
  await page.getByRole('link', { name: 'Todos los paneles' }).click()
  await page.getByRole('link', { name: 'Crear paneles en QuickSight' }).click()
  await expectShown(page, 'QuickSight (stand-in)')
  expect(windows).toEqual([])
  await expect(page.locator('html[data-opened], a[target]')).toHaveCount(0)
})

test('when QuickSight fails or is asked too much, the page says so, asks again by itself, and recovers', async ({
  page,
}) => {
  await openDashboards(page, 'amara')
  for (const [kind, words] of [
    ['failing', ['QuickSight does not answer.', 'Try again in a few minutes.']],
    ['not-json', ['QuickSight does not answer.', 'Try again in a few minutes.']],
    ['throttling', ['QuickSight is asked too much at the moment.', 'Wait a minute']],
  ] as const) {
    quickSight.standIn.faults.add({ kind, times: 100 })
    await chooseDashboard(page, 'Time')
    for (const each of [...words, 'The dashboards of Panorama itself work meanwhile.']) {
      await expect(advice(page)).toContainText(each)
    }
    await expect(page.getByText('Panorama tries again by itself every 20 seconds.')).toBeVisible()
    // That is for those who run the site.
    await expect(page.getByText('panorama quicksight doctor')).toHaveCount(0)
    quickSight.standIn.faults.clear()
    await page.clock.fastForward('00:20')
    await expectShown(page)
    await expect(advice(page)).toHaveCount(0)
    await page.getByRole('link', { name: 'All dashboards' }).click()
  }
})

test('when QuickSight refuses, the administrator is told what finds out why, and “Try again” works', async ({
  page,
}) => {
  await openDashboards(page, 'admin')
  for (const [kind, words] of [
    ['access-denied', 'QuickSight refuses this site.'],
    ['missing', 'QuickSight has no such dashboard any more.'],
  ] as const) {
    quickSight.standIn.faults.add({ kind, operation: 'GenerateEmbedUrlForRegisteredUser', times: 100 })
    await chooseDashboard(page, 'Time')
    await expect(advice(page)).toContainText(words)
    await expect(page.getByRole('main').getByText('panorama quicksight doctor', { exact: true })).toBeVisible()
    await expect(page.getByRole('link', { name: 'admin console' })).toHaveAttribute('href', '/admin')
    await expect(page.getByText('Panorama tries again by itself')).toHaveCount(0)
    quickSight.standIn.faults.clear()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expectShown(page)
    await page.getByRole('link', { name: 'All dashboards' }).click()
  }
})

test('when QuickSight is slow the page says that it waits, and our own pages work meanwhile', async ({ page }) => {
  await openDashboards(page, 'amara')
  quickSight.standIn.faults.add({ kind: 'slow', milliseconds: 4_500 })
  await chooseDashboard(page, 'Time')
  await expect(page.getByRole('status').getByText('Opening Time…')).toBeAttached()
  await page.clock.fastForward('00:06')
  await expect(page.getByText('Amazon QuickSight is still opening it. This may take half a minute.')).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'My learning' }).click()
  await expect(page).toHaveURL(/\/student/)
  await expect(page.locator('iframe')).toHaveCount(0)
})
