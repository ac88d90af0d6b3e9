import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { figureOf, panorama } from '../panorama.ts'
import { settled, signInAs } from '../people.ts'

// The first journey ends the demo for everybody, the last one brings it back.
test.describe.configure({ mode: 'serial' })

const course = 'course-v1:Kiln+Glaze+2026'
const enrolled = 'How many are enrolled?'

let key = { id: '', secret: '' }

test.beforeAll(() => {
  const log = join(mkdtempSync(join(tmpdir(), 'panorama-live-')), 'tracking.log')
  writeFileSync(log, [1, 2, 3].map((learner) => enrolment(learner)).join(''))
  expect(panorama('events', 'import', log).status).toBe(0)
})

test.afterAll(() => {
  expect(panorama('mode', 'DEMO').status).toBe(0)
})

test('an admin makes a key for a program: its secret is shown once, with the lines for the program', async ({
  page,
}) => {
  await signInAs(page, 'Noor Haddad')
  const card = page.getByRole('region', { name: 'Keys for programs' })
  await card.getByRole('button', { name: 'Make a key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Vector of the LMS')
  await dialog.getByRole('button', { name: 'Make a key' }).click()

  const made = page.getByRole('alertdialog', { name: 'The key for Vector of the LMS is ready' })
  const copyable = (name: string) => made.getByRole('region', { name, exact: true }).locator('pre')
  key = { id: await textOf(copyable('User name')), secret: await textOf(copyable('Secret')) }
  await made.getByRole('tab', { name: 'Vector' }).click()
  await expect(copyable('Vector')).toContainText(`password: "${key.secret}"`)
  await page.screenshot({ path: 'artifacts/screens/new-key-1440.png' })
  await made.getByRole('button', { name: 'I have copied it' }).click()
  await expect(card.getByRole('row', { name: /Vector of the LMS/ })).toContainText('never')
  expect(await page.content()).not.toContain(key.secret)
})

test('what a program sends changes the number on an open dashboard, without a reload, and counts once', async ({
  page,
}) => {
  await signInAs(page, 'Noor Haddad')
  expect(panorama('mode', 'SAAS').status).toBe(0)
  await page.goto(`/courses/${encodeURIComponent(course)}?period=all`)
  await settled(page)
  await expect(figureOf(page, enrolled)).toHaveText('3')
  await expect(page.getByText('Live: new data appears here by itself')).toBeVisible()

  const lines = enrolment(4) + enrolment(5)
  const first = await send(page, lines)
  expect(await first.json()).toMatchObject({ read: 2, kept: 2 })
  await expect(figureOf(page, enrolled)).toHaveText('5')

  expect(await (await send(page, lines)).json()).toMatchObject({ read: 2, kept: 0, duplicates: 2 })
  expect(await (await send(page, enrolment(6))).json()).toMatchObject({ kept: 1 })
  await expect(figureOf(page, enrolled)).toHaveText('6')

  await page.goto('/admin')
  const flow = page.getByRole('region', { name: 'How events flow' })
  await expect(flow.getByRole('row', { name: /Vector of the LMS/ })).toContainText('Sending')
  await flow.scrollIntoViewIfNeeded()
  await page.screenshot({ path: 'artifacts/screens/flow-1440.png', fullPage: true })
})

test('a key that is taken back is refused at once, and both changes are in the audit log', async ({ page }) => {
  expect(panorama('mode', 'DEMO').status).toBe(0)
  await signInAs(page, 'Noor Haddad')
  const card = page.getByRole('region', { name: 'Keys for programs' })
  await card.getByRole('button', { name: /Revoke the key for Vector of the LMS/ }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Revoke/ })
    .click()
  await expect(card.getByText('The key for Vector of the LMS no longer works.')).toBeVisible()
  expect((await send(page, enrolment(7))).status()).toBe(401)
  const audit = page.getByRole('region', { name: /who changed what/i })
  await expect(audit.getByRole('row', { name: /Vector of the LMS/ }).first()).toBeVisible()
})

test('lines appended to a followed log change the number on an open dashboard of the demo', async ({ page }) => {
  const log = join(mkdtempSync(join(tmpdir(), 'panorama-tail-')), 'tracking.log')
  const biology = 'course-v1:Riverside+BIO101+2026_Autumn'
  await signInAs(page, 'Ingrid Solberg')
  await page.goto(`/courses/${encodeURIComponent(biology)}?period=all`)
  await settled(page)
  const figure = figureOf(page, enrolled)
  const before = Number((await textOf(figure)).replaceAll(/\D/g, ''))
  appendFileSync(log, enrolment(901, biology))
  expect(panorama('events', 'tail', log, '--once', '--data-set', 'demo').status).toBe(0)
  await expect(figure).toHaveText(String(before + 1))
})

const textOf = async (place: Locator) => (await place.textContent()) ?? ''

function send(page: Page, lines: string) {
  return page.request.post('/api/ingest/tracking', {
    headers: { authorization: `Basic ${Buffer.from(`${key.id}:${key.secret}`).toString('base64')}` },
    data: lines,
  })
}

/** A learner enrols, seconds after the one before. */
function enrolment(learner: number, courseKey = course): string {
  const name = 'edx.course.enrollment.activated'
  const event = {
    name,
    event_type: name,
    event_source: 'server',
    time: new Date(Date.now() - 60_000 + learner).toISOString().replace('Z', '000+00:00'),
    username: `guest${learner}`,
    context: { course_id: courseKey, org_id: 'Kiln', user_id: 700_000 + learner },
    event: { course_id: courseKey, user_id: 700_000 + learner, mode: 'audit' },
  }
  return `${JSON.stringify(event)}\n`
}
