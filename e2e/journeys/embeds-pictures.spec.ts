import { expect, type Page, test } from '@playwright/test'
import { type DemoQuickSight, openDemoQuickSight } from '../demo-quicksight.ts'
import { chooseDashboard, expectShown, openDashboards } from '../embeds.ts'
import { lookAt, openPage } from '../look.ts'

// Each state of a dashboard of another tool, on a desktop and on a phone, light and dark.

let quickSight: DemoQuickSight
test.beforeAll(async () => {
  quickSight = await openDemoQuickSight()
})
test.beforeEach(() => quickSight.mend())
test.afterAll(() => quickSight.close())

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the list, a dashboard and what goes wrong, ${colorScheme}: accessible, and no wider than the screen`, async ({
    browser,
  }) => {
    const { page, errors } = await openPage(browser, { colorScheme, ignoreHTTPSErrors: true })
    await page.clock.install()
    await openDashboards(page, 'admin')
    await lookAt(page, `embeds-${colorScheme}`)
    await chooseDashboard(page, 'Time')
    await expectShown(page)
    await lookAt(page, `embed-${colorScheme}`)

    await goBack(page)
    quickSight.standIn.faults.add({ kind: 'access-denied', times: 100 })
    await chooseDashboard(page, 'Time')
    await expect(page.getByRole('alert')).toBeVisible()
    await lookAt(page, `embed-refused-${colorScheme}`)

    await goBack(page)
    quickSight.mend()
    quickSight.standIn.account.partitionedCookies = false
    await chooseDashboard(page, 'Time')
    await expect(page.getByRole('main').locator('iframe')).toBeAttached()
    await page.clock.fastForward('00:06')
    await expect(page.getByText('Amazon QuickSight is still opening it.')).toBeVisible()
    await lookAt(page, `embed-opening-${colorScheme}`)
    await page.clock.fastForward('00:26')
    await expect(page.getByRole('alert')).toBeVisible()
    await lookAt(page, `embed-silent-${colorScheme}`)
    expect(errors).toEqual([])
    await page.context().close()
  })
}

async function goBack(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'All dashboards' }).click()
}
