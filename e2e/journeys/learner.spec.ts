import { expect, test } from '@playwright/test'
import { settled, signInAs } from '../people.ts'

test('a learner sees where they are, one next step, and nothing of anybody else', async ({ page }) => {
  await signInAs(page, 'Amara Okafor')
  await settled(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hello, Amara')
  await expect(page.getByRole('heading', { name: 'Introduction to Biology' })).toBeVisible()
  await expect(page.getByRole('link', { name: /carry on/i })).toHaveCount(1)
  await expect(page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Courses' })).toHaveCount(0)
  for (const closed of [
    'api/courses',
    'api/dashboards/course-overview',
    'api/audit',
    'api/pipeline',
    'api/settings/mode',
  ]) {
    expect((await page.request.get(`/${closed}`)).status(), closed).toBe(403)
  }
})

test('the next step leads into the course', async ({ page }) => {
  await signInAs(page, 'Amara Okafor')
  await page.getByRole('link', { name: /carry on/i }).click()
  await expect(page).toHaveURL(/\/courses\/.*jump_to/)
})

test('a learner looks closer at a course and compares with the class only when they want to', async ({ page }) => {
  await signInAs(page, 'Amara Okafor')
  await page.getByRole('link', { name: 'Look closer at Introduction to Biology' }).click()
  await settled(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Introduction to Biology')
  await expect(page.getByRole('heading', { name: 'Section by section' })).toBeVisible()
  const median = page.getByText(/median|half of/i)
  await expect(median).toHaveCount(0)
  await page.getByText('Compare with the class').click()
  await expect(median.first()).toBeVisible()
})

test('a learner reads their panel in Spanish', async ({ page }) => {
  await signInAs(page, 'Mateo Quispe')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hola, Mateo')
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
})
