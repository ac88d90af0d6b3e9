import { expect, type Page, test } from '@playwright/test'
import { type DemoQuickSight, openDemoQuickSight } from '../demo-quicksight.ts'
import { chooseDashboard, expectShown, openDashboards } from '../embeds.ts'
import { signInQuietly, turnTab } from '../people.ts'

// What administrators change while people have their pages open.

test.use({ ignoreHTTPSErrors: true })

let quickSight: DemoQuickSight
test.beforeAll(async () => {
  quickSight = await openDemoQuickSight()
})
test.beforeEach(() => quickSight.mend())
test.afterAll(() => quickSight.close())

/** Somebody does something else for a minute, and then comes back to the page. */
async function comeBack(page: Page): Promise<void> {
  await turnTab(page, 'hidden')
  await page.clock.fastForward('01:01')
  await turnTab(page, 'visible')
}

test('what is given to somebody comes to the page that they have open, and what is taken away goes and opens no more', async ({
  page,
}) => {
  const { administrator } = quickSight
  const titles = page.getByRole('region', { name: 'About my learning' }).getByRole('link')
  await page.clock.install()
  await openDashboards(page, 'amara')
  await expect(titles).toHaveText(['Time'])
  const { dashboards } = await administrator.rules()
  const sums = dashboards.find(({ name }) => name === 'sums')!.id
  await administrator.add('types', { name: 'More', forLearners: true, dashboards: [sums] })
  await comeBack(page)
  await expect(titles).toHaveText(['Sums', 'Time'])

  await chooseDashboard(page, 'Sums')
  await expectShown(page, 'Courses of the site (stand-in)')
  await administrator.remove('assignments')
  await administrator.remove('people')
  await administrator.remove('types')
  await comeBack(page)
  await expect(page.locator('iframe')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Sums' })).toHaveCount(0)
  const body = { headers: { 'x-panorama': '1' }, data: { id: sums, area: 'student' } }
  expect((await page.request.post('/api/embeds', body)).status()).toBeGreaterThanOrEqual(403)
})

test('what an administrator lists is in their own header at once, and gone at once', async ({ page }) => {
  await quickSight.administrator.clear()
  const card = page.getByRole('region', { name: 'Who gets which dashboards' })
  const link = page.getByRole('navigation').first().getByRole('link', { name: 'Dashboards' })
  await signInQuietly(page.request, 'admin')
  await page.goto('/admin')
  await card.getByRole('tab', { name: 'Dashboards' }).click()
  await expect(link).toHaveCount(0)
  await card.getByRole('button', { name: 'Add a dashboard' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Dashboard id').fill('time-in-course')
  await dialog.getByLabel('Title').fill('Time')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(link).toBeVisible()
  await link.click()
  await chooseDashboard(page, 'Time')
  await expectShown(page)
})
