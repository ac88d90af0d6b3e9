import { expect, test } from '@playwright/test'
import { layExtraction } from '../extraction.ts'
import { lookAt, openPage } from '../look.ts'
import { panorama } from '../panorama.ts'
import { settled, signInAs } from '../people.ts'

test.beforeAll(() => layExtraction())

// The mode is changed for everybody, and back to DEMO at the end.
test.afterAll(() => {
  expect(panorama('mode', 'DEMO').status).toBe(0)
})

test('an admin has data read from the LMS, and sees what came and what was left out', async ({ browser }) => {
  const { page, errors } = await openPage(browser, {})
  await signInAs(page, 'Noor Haddad')
  await settled(page)
  const card = page.getByRole('region', { name: 'Data from the LMS' })
  await expect(card).toContainText('In the present mode nothing is read from the LMS.')
  await expect(card.getByRole('button', { name: 'Run now' })).toHaveCount(0)

  expect(panorama('mode', 'FREE').status).toBe(0)
  await page.reload()
  await card.getByRole('button', { name: 'Run now' }).click()
  await expect(card.getByRole('status')).toContainText('Everything was read from the LMS', { timeout: 45_000 })
  const row = card.getByRole('row', { name: /targets/ })
  await row.getByText('remark').click()
  await expect(row).toContainText('email: personal, and left empty')
  await card.getByText('The last runs').click()
  await expect(card.getByRole('row', { name: /administrator Done/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Who changed what' })).toContainText('Had data read from the LMS')
  await lookAt(page, 'extraction')
  await page.emulateMedia({ colorScheme: 'dark' })
  await lookAt(page, 'extraction-dark')
  expect(errors).toEqual([])
  await page.context().close()
})
