import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { lookAt, openPage } from '../look.ts'
import { settled, signInAs } from '../people.ts'

const biology = 'course-v1%3ARiverside%2BBIO101%2B2026_Autumn'
const pages = [
  { name: 'student', who: 'Amara Okafor', path: '/student' },
  { name: 'student-course', who: 'Amara Okafor', path: `/student/${biology}` },
  { name: 'courses', who: 'Noor Haddad', path: '/courses' },
  { name: 'course-people', who: 'Ingrid Solberg', path: `/courses/${biology}?period=all` },
  { name: 'course-activity', who: 'Ingrid Solberg', path: `/courses/${biology}/activity?period=all` },
  { name: 'course-difficulty', who: 'Ingrid Solberg', path: `/courses/${biology}/difficulty?period=all` },
  { name: 'admin', who: 'Noor Haddad', path: '/admin' },
  { name: 'not-found', who: 'Noor Haddad', path: '/nothing-here' },
]

for (const { name, who, path } of pages) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`${name}, ${scheme}: no accessibility violations, nothing wider than the screen, no error`, async ({
      browser,
    }) => {
      const { page, errors } = await openPage(browser, { colorScheme: scheme })
      await signInAs(page, who)
      await page.goto(path)
      await lookAt(page, `${name}-${scheme}`)
      expect(errors).toEqual([])
      await page.context().close()
    })
  }
}

test('the sign-in page of the stand-in LMS is accessible', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('button', { name: /Noor Haddad/ })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.screenshot({ path: 'artifacts/screens/sign-in-1440.png', fullPage: true })
})

test('a page in Arabic letters keeps its direction inside a page in English', async ({ page }) => {
  await signInAs(page, 'Noor Haddad')
  await page.goto('/courses/course-v1%3ABaytHikma%2BARAB1%2B2026?period=all')
  await settled(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('مقدمة في الأدب العربي')
  await page.screenshot({ path: 'artifacts/screens/course-arabic-1440.png', fullPage: true })
})
