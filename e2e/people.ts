import { expect, type Page } from '@playwright/test'

/** Opens Panorama as a stranger and picks a person on the stand-in LMS's sign-in page. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** Waits until nothing on the page is still on its way. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText('Loading…')).toHaveCount(0)
}
