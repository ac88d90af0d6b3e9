import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test'
import { settled } from './people.ts'

/**
 * Looks at a page as it stands: on a desktop for accessibility, there and on a phone for anything wider than the screen.
 * Leaves pictures in `artifacts/screens`. What other tools show in frames is not looked at.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  await pictureOf(page, name, { width: 1440, height: 900 })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('iframe')
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  )
  await pictureOf(page, name, { width: 390, height: 844 })
}

async function pictureOf(page: Page, name: string, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size)
  await settled(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
  await page.screenshot({ path: `artifacts/screens/${name}-${size.width}.png`, fullPage: true })
}

/** A page of its own in an appearance, and what went wrong in it: errors, and what its own rules kept from loading. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions,
): Promise<{ readonly page: Page; readonly errors: string[] }> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) errors.push(message.text())
  })
  return { page, errors }
}
