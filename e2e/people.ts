import { type APIRequestContext, expect, type Page } from '@playwright/test'
import { journeysUrl } from './playwright.config.ts'

/** Opens Panorama as a stranger and picks a person on the stand-in LMS's sign-in page. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/**
 * Signs in without a page, where signing in is not what a journey is about.
 * @param username of somebody of the demo
 */
export async function signInQuietly(context: APIRequestContext, username: string): Promise<void> {
  const { loginUrl } = (await (await context.get(`${journeysUrl}/api/site`)).json()) as { loginUrl: string }
  const form = { person: username, next: `${journeysUrl}/` }
  expect((await context.post(loginUrl, { form, maxRedirects: 0 })).status()).toBeLessThan(400)
}

/** Waits until nothing on the page is still on its way. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText('Loading…')).toHaveCount(0)
}

/** The tab of the browser goes out of sight, or comes back. */
export async function turnTab(page: Page, to: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
    Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, to)
}
