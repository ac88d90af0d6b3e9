import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { settled, signInAs } from '../people.ts'

// Each goes through several pages, to and fro.
test.slow()

const biology = 'Introduction to Biology'
const biologyPage = '/courses/course-v1%3ARiverside%2BBIO101%2B2026_Autumn'

/** The banner that stands on every page while somebody looks as another. */
const banner = (page: Page) => page.getByRole('status').filter({ hasText: 'You see Panorama as' })

async function openFromMenu(page: Page, name: string) {
  await page.getByRole('button', { name: `Menu of ${name}` }).click()
  await page.getByRole('menuitem', { name: 'View as…' }).click()
  return page.getByRole('dialog', { name: 'View as…' })
}

test('a teacher looks at the panel of one learner of the course: their own course of it, nothing to change, and back', async ({
  page,
}) => {
  await signInAs(page, 'Ingrid Solberg')
  await page.goto(biologyPage)
  await settled(page)
  await page.getByRole('button', { name: 'View as a learner…' }).click()
  const dialog = page.getByRole('dialog', { name: 'View as…' })
  await expect(dialog.getByRole('radio', { name: 'One learner of a course' })).toBeChecked()
  await expect(dialog.getByRole('button', { name: new RegExp(biology) })).toBeVisible()
  await dialog.getByRole('searchbox').fill('okafor')
  await dialog.getByRole('radio', { name: 'Amara Okafor' }).check()
  await dialog.getByRole('button', { name: 'View', exact: true }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hello, Amara')
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(banner(page)).toContainText(`You see Panorama as Amara Okafor, a learner of ${biology}.`)
  await expect(banner(page)).toContainText('Nothing can be changed.')
  await settled(page)
  // Amara takes three courses; one of them is Ingrid's.
  const { rows } = await (await page.request.get('/api/dashboards/student/charts/my-courses?tz=UTC')).json()
  expect(rows.map((row: { name: string }) => row.name)).toEqual([biology])
  await expect(page.getByRole('main')).not.toContainText('Statistics for Everyone')
  // Nothing that names a person is in the address, and the dashboards of staff are shut.
  expect(page.url()).toMatch(/\/student$/)
  expect((await page.request.get('/api/courses')).status()).toBe(403)
  const headers = { 'x-panorama': '1', 'sec-fetch-site': 'same-origin' }
  const studio = await page.request.post('/api/embeds/studio', { headers })
  expect([studio.status(), (await studio.json()).error.message]).toEqual([
    403,
    'Nothing can be changed while you see Panorama as somebody else.',
  ])
  await page.reload()
  await expect(banner(page)).toBeVisible()

  await page.getByRole('button', { name: 'Stop viewing as' }).click()
  await expect(page).toHaveURL(biologyPage)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(biology)
  await expect(banner(page)).toHaveCount(0)
})

test('the keyboard alone leads into a view and out of it, and the focus is never lost', async ({ page }) => {
  await signInAs(page, 'Ingrid Solberg')
  await settled(page)
  const menu = page.getByRole('button', { name: 'Menu of Ingrid Solberg' })
  await menu.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'View as…' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'View as…' })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(menu).toBeFocused()

  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'View as…' }).focus()
  await page.keyboard.press('Enter')
  await dialog.getByRole('radio', { name: 'One learner of a course' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('radio', { name: 'A learner of a course', exact: true })).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(banner(page)).toContainText('as a learner of')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hello')
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await page.getByRole('button', { name: 'Stop viewing as' }).focus()
  await page.keyboard.press('Enter')
  await expect(banner(page)).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
})

test('an admin looks as staff of a course and as somebody of the LMS; the audit log tells it in words', async ({
  page,
}) => {
  await signInAs(page, 'Noor Haddad')
  await settled(page)
  const dialog = await openFromMenu(page, 'Noor Haddad')
  await dialog.getByRole('radio', { name: 'Staff of a course' }).check()
  await dialog.getByRole('button', { name: /Course/ }).click()
  await page.getByRole('option', { name: /Programación en Python/ }).click()
  await dialog.getByRole('button', { name: 'View', exact: true }).click()
  await expect(banner(page)).toContainText('as staff of Programación en Python')
  await expect(page.getByRole('main').getByRole('list').getByRole('link')).toHaveText(['Programación en Python'])
  await expect(page.getByRole('link', { name: 'Admin', exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Stop viewing as' }).click()

  await settled(page)
  const again = await openFromMenu(page, 'Noor Haddad')
  await again.getByRole('radio', { name: 'Somebody in the LMS' }).check()
  await again.getByRole('textbox', { name: 'Username' }).fill('nobody-at-all')
  await again.getByRole('button', { name: 'View', exact: true }).click()
  await expect(again.getByText('There is nobody of that username in the LMS.')).toBeVisible()
  await again.getByRole('textbox', { name: 'Username' }).fill('MATEO')
  await again.getByRole('button', { name: 'View', exact: true }).click()
  await expect(banner(page)).toContainText('You see Panorama as Mateo Quispe.')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hello, Mateo')
  await page.getByRole('button', { name: 'Stop viewing as' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await settled(page)
  await expect(page.getByText(/^Began to see Panorama as mateo \(user 2000000002\)$/).first()).toBeVisible()
  await expect(page.getByText(/^Stopped to see Panorama as staff of course-v1:AndesTech/).first()).toBeVisible()
})

test('two tabs are of one mind: a view that is begun in one is that of the other', async ({ context }) => {
  const [first, second] = [await context.newPage(), await context.newPage()]
  await signInAs(first, 'Ingrid Solberg')
  await second.goto('/courses')
  await settled(second)
  const dialog = await openFromMenu(first, 'Ingrid Solberg')
  await dialog.getByRole('radio', { name: 'A learner of a course', exact: true }).check()
  await dialog.getByRole('button', { name: 'View', exact: true }).click()
  await expect(banner(first)).toBeVisible()
  await expect(banner(second)).toBeVisible()
  await second.getByRole('button', { name: 'Stop viewing as' }).click()
  await expect(banner(second)).toHaveCount(0)
  await expect(banner(first)).toHaveCount(0)
})

test('somebody else who signs in on the same browser is not taken for whom the one before looked as', async ({
  page,
  context,
  browser,
}) => {
  await signInAs(page, 'Ingrid Solberg')
  const dialog = await openFromMenu(page, 'Ingrid Solberg')
  await dialog.getByRole('radio', { name: 'A learner of a course', exact: true }).check()
  await dialog.getByRole('button', { name: 'View', exact: true }).click()
  await expect(banner(page)).toBeVisible()
  const [view] = (await context.cookies()).filter(({ name }) => name === 'panorama-view')
  expect(view).toMatchObject({ httpOnly: true, sameSite: 'Strict' })

  const others = await browser.newContext()
  const other = await others.newPage()
  await signInAs(other, 'Amara Okafor')
  await others.addCookies([view!])
  await other.goto('/student')
  await expect(other.getByText('You no longer see Panorama as somebody else.')).toBeVisible()
  await other.getByRole('button', { name: 'Go on as myself' }).click()
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Hello, Amara')
  await expect(banner(other)).toHaveCount(0)
  await others.close()
  // It is still Ingrid's.
  await page.reload()
  await expect(banner(page)).toBeVisible()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`the dialog and the banner, ${scheme}: accessible, and no wider than a phone`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    const check = async (name: string) => {
      for (const [width, height] of [
        [1440, 900],
        [390, 844],
      ] as const) {
        await page.setViewportSize({ width, height })
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .analyze()
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
        ).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
        await page.screenshot({ path: `artifacts/screens/view-as-${name}-${scheme}-${width}.png` })
      }
      await page.setViewportSize({ width: 1440, height: 900 })
    }
    await signInAs(page, 'Ingrid Solberg')
    await page.goto(biologyPage)
    await settled(page)
    await page.getByRole('button', { name: 'View as a learner…' }).click()
    const dialog = page.getByRole('dialog', { name: 'View as…' })
    await dialog.getByRole('searchbox').fill('am')
    await expect(dialog.getByRole('radio', { name: 'Amara Okafor' })).toBeVisible()
    await check('dialog')
    await dialog.getByRole('radio', { name: 'Amara Okafor' }).check()
    await dialog.getByRole('button', { name: 'View', exact: true }).click()
    await expect(banner(page)).toBeVisible()
    await settled(page)
    await check('banner')
    await page.getByRole('button', { name: 'Stop viewing as' }).click()
    await expect(page).toHaveURL(biologyPage)
    await context.close()
  })
}
