import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'
import { signInQuietly } from './people.ts'

/** What QuickSight shows on our page; its second frame, which talks with the page, is outside. */
export const frameOf = (page: Page): FrameLocator => page.getByRole('main').frameLocator('iframe')
export const rowsOf = (page: Page): Locator => frameOf(page).getByRole('row')

/**
 * Opens the page with the dashboards of other tools as somebody.
 * @param username of somebody of the demo
 */
export async function openDashboards(page: Page, username: string): Promise<void> {
  await signInQuietly(page.request, username)
  await page.goto('/dashboards')
  await expect(page.getByRole('heading', { level: 1, name: /^(Dashboards|Paneles)$/ })).toBeVisible()
}

/** From there into a dashboard; what comes of it is not waited for. */
export async function chooseDashboard(page: Page, title: string): Promise<void> {
  await page.getByRole('main').getByRole('region').first().getByRole('link', { name: title, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

/** Waits for the content of a dashboard of the stand-in. */
export async function expectShown(page: Page, title = 'Time in course (stand-in)'): Promise<void> {
  await expect(frameOf(page).getByRole('heading')).toHaveText(title)
  await expect(page.getByRole('status').getByText(/ is open\.$| está abierto\.$/)).toBeAttached()
}
