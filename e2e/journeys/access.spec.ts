import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { demoAccount } from '../../server/demo/stand-in-quicksight/account.ts'
import {
  type StandInQuickSight,
  startStandInQuickSight,
} from '../../server/demo/stand-in-quicksight/stand-in-quicksight.ts'
import { systemClock } from '../../server/kernel/clock.ts'
import { type Administrator, signInAsAdministrator } from '../administrator.ts'
import { expectShown } from '../embeds.ts'
import { settled, signInAs, signInQuietly } from '../people.ts'
import { quickSightPort } from '../playwright.config.ts'

// An admin's first day: from nothing to people who see their dashboards, all in the console. Each test goes on where the one
// before it stopped.
test.describe.configure({ mode: 'serial' })
// The frames of the stand-in come with a certificate of its own.
test.use({ ignoreHTTPSErrors: true })

const biology = 'course-v1:Riverside+BIO101+2026_Autumn'
const parts = ['Other tools', 'Dashboards', 'Types', 'Teams and organisations', 'People', 'Take over']

const startStandIn = () =>
  startStandInQuickSight({
    ...{ port: quickSightPort, account: demoAccount('localhost:2100'), clock: systemClock, dataDir: null },
  })

let standIn: StandInQuickSight
let administrator: Administrator
test.beforeAll(async () => {
  standIn = await startStandIn()
  administrator = await signInAsAdministrator()
  await administrator.clear()
})
test.afterAll(async () => {
  await administrator.clear()
  await administrator.close()
  await standIn.close()
})

const card = (page: Page) => page.getByRole('region', { name: 'Who gets which dashboards' })
const auditLog = (page: Page) => page.getByRole('region', { name: 'Who changed what' })
const dialogOf = (page: Page) => page.getByRole('dialog')

async function openPart(page: Page, part: string): Promise<Locator> {
  await signInAs(page, 'Noor Haddad')
  await page.getByRole('link', { name: 'Admin' }).click()
  await card(page).getByRole('tab', { name: part }).click()
  return card(page)
}

/** Chooses one of a list that opens. */
async function choose(page: Page, label: RegExp, option: string): Promise<void> {
  await dialogOf(page).getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function save(page: Page): Promise<void> {
  await dialogOf(page).getByRole('button', { name: 'Save' }).click()
  await expect(dialogOf(page)).toHaveCount(0)
}

/** The titles that somebody's page with the dashboards of other tools lists. */
async function listedFor(page: Page, username: string): Promise<Locator> {
  await page.context().clearCookies()
  await signInQuietly(page.request, username)
  await page.goto('/dashboards')
  await settled(page)
  return page.getByRole('main').getByRole('link', { name: 'Time in course', exact: true })
}

test('the test of the connection says what is wrong, and what to do', async ({ page }) => {
  const tools = await openPart(page, 'Other tools')
  const testIt = () => tools.getByRole('button', { name: 'Test the connection to Amazon QuickSight' }).click()
  const account = standIn.account

  await testIt()
  await expect(tools.getByText('QuickSight is there, edition ENTERPRISE.')).toBeVisible()
  await expect(tools.getByText('None of QuickSight is listed in Panorama yet')).toBeVisible()

  account.accessKeyId = 'AKIAOTHER'
  await testIt()
  await expect(tools.getByText('1 thing is wrong.')).toBeVisible()
  await expect(tools.getByText(/AWS does not accept the key of this site/)).toBeVisible()
  await expect(tools.getByText(/Check PANORAMA_AWS_ACCESS_KEY/)).toBeVisible()
  Object.assign(account, demoAccount('localhost:2100'), { accountId: '999999999999' })
  await testIt()
  await expect(tools.getByText(/The key of this site is of the AWS account 999999999999/)).toBeVisible()
  await standIn.close()
  await testIt()
  await expect(tools.getByText(/The stand-in for QuickSight does not answer/)).toBeVisible()

  standIn = await startStandIn()
  await testIt()
  await expect(tools.getByText('Known and active; reads dashboards.')).toBeVisible()
})

test('a dashboard is listed with the keyboard alone', async ({ page }) => {
  await openPart(page, 'Dashboards')
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
  await card(page).getByRole('button', { name: 'Add a dashboard' }).focus()
  await press('Enter')
  const dialog = dialogOf(page)
  const goTo = async (field: Locator) => {
    for (let left = 12; left > 0 && !(await isFocused(field)); left -= 1) await press('Tab')
    await expect(field).toBeFocused()
  }
  // Saving what is empty goes to what is missing.
  await goTo(dialog.getByRole('button', { name: 'Save' }))
  await press('Enter')
  const id = dialog.getByLabel('Dashboard id')
  await expect(id).toBeFocused()
  await expect(id).toHaveAccessibleDescription(/Fill this in/)
  await page.keyboard.type('time-in-course')
  await goTo(dialog.getByLabel('Title'))
  await page.keyboard.type('Time in course')
  await goTo(dialog.getByLabel('Short name'))
  await expect(dialog.getByLabel('Short name')).toHaveValue('time-in-course')
  await goTo(dialog.getByRole('button', { name: 'Save' }))
  await press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(card(page).getByText('Time in course is saved.')).toBeVisible()
  // The button that opened the form went with the empty list: the keyboard goes on from what was done.
  await expect(page.locator('body')).not.toBeFocused()
})

test('one that is listed already is refused beside the field', async ({ page }) => {
  await openPart(page, 'Dashboards')
  await card(page).getByRole('button', { name: 'Add a dashboard' }).click()
  const dialog = dialogOf(page)
  await dialog.getByLabel('Dashboard id').fill('time-in-course')
  await dialog.getByLabel('Title').fill('Again')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByLabel('Dashboard id')).toBeFocused()
  await expect(dialog.getByLabel('Dashboard id')).toHaveAccessibleDescription(/listed already, under the short name/)
  await expect(violations(page)).resolves.toEqual([])
})

test('a type goes to a course team, an organisation and one person, and the audit log tells it', async ({ page }) => {
  await openPart(page, 'Types')
  await card(page).getByRole('button', { name: 'Make a type' }).click()
  await dialogOf(page).getByLabel('Name').fill('Faculty')
  await dialogOf(page).getByRole('checkbox', { name: 'Time in course' }).check()
  await save(page)

  await card(page).getByRole('tab', { name: 'Teams and organisations' }).click()
  await card(page).getByRole('button', { name: 'Assign a type' }).click()
  await choose(page, /Type/, 'Faculty')
  await dialogOf(page).getByLabel('Course run').fill(biology)
  await save(page)
  await card(page).getByRole('button', { name: 'Assign a type' }).click()
  await choose(page, /Type/, 'Faculty')
  await dialogOf(page).getByRole('radio', { name: 'An organisation' }).check()
  await dialogOf(page).getByLabel('Organisation', { exact: true }).fill('AndesTech')
  await save(page)
  await expect(card(page).getByRole('row', { name: /Team of .*BIO101.* Faculty/ })).toBeVisible()

  await card(page).getByRole('tab', { name: 'People' }).click()
  await card(page).getByLabel('Username in the LMS').fill('MATEO')
  await card(page).getByRole('button', { name: 'Look up' }).click()
  await expect(page.getByRole('dialog', { name: 'Give Mateo Quispe dashboards' })).toBeVisible()
  await choose(page, /Type/, 'Faculty')
  await save(page)

  const log = auditLog(page)
  await expect(log.getByText('mateo was given access')).toBeVisible()
  await expect(log.getByText('“Faculty” assigned: Organisation AndesTech')).toBeVisible()
  await expect(log.getByText(`“Faculty” assigned: Team of ${biology}`)).toBeVisible()
  await card(page).getByRole('button', { name: 'Change mateo' }).click()
  await dialogOf(page).getByRole('radio', { name: 'Author' }).check()
  await save(page)
  await expect(log.getByText('Role: Reader → Author')).toBeVisible()
})

test('they see it from then on; what is taken away is gone at once', async ({ page, browser }) => {
  await (await listedFor(page, 'ingrid')).click()
  await expectShown(page)
  await expect(await listedFor(page, 'lucia')).toBeVisible()
  await expect(await listedFor(page, 'mateo')).toBeVisible()
  await expect(await listedFor(page, 'amara')).toHaveCount(0)

  const context = await browser.newContext()
  const console = await context.newPage()
  await openPart(console, 'Types')
  await card(console).getByRole('button', { name: 'Remove Faculty' }).click()
  await expect(dialogOf(console)).toContainText('Organisation AndesTech')
  await dialogOf(console).getByRole('button', { name: 'Keep it' }).click()
  await card(console).getByRole('tab', { name: 'Teams and organisations' }).click()
  await card(console)
    .getByRole('button', { name: /^Remove Faculty for Team of/ })
    .click()
  await console.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(card(console).getByText(/^Faculty for Team of .* is removed\.$/)).toBeVisible()
  await expect(auditLog(console).getByText(`“Faculty” no longer assigned: Team of ${biology}`)).toBeVisible()
  await context.close()
  await expect(await listedFor(page, 'ingrid')).toHaveCount(0)
  await expect(await listedFor(page, 'lucia')).toBeVisible()
})

test('what the plugin has is looked at line by line, and taken over without what is wrong', async ({ page }) => {
  await openPart(page, 'Take over')
  const table = (name: string, ...lines: string[]) => ({
    ...{ name: `panorama_openedx_backend_${name}.csv`, mimeType: 'text/csv' },
    buffer: Buffer.from(`${lines.join('\n')}\n`),
  })
  const people = (...lines: string[]) =>
    table('useraccessconfiguration', 'username,dashboard_type_id,arn,role', ...lines)
  const files = [
    table('dashboard', 'dashboard_id,name,display_name,priority', 'courses-of-the-site,courses,All courses,5'),
    table('dashboardtype', 'name,student_view', 'Deans,0'),
    table('dashboardtype_dashboards', 'id,dashboardtype_id,dashboard_id', '1,Deans,courses-of-the-site'),
  ]
  const choice = card(page).getByLabel('CSV files')
  await choice.setInputFiles([{ name: 'students.csv', mimeType: 'text/csv', buffer: Buffer.from('id\n1\n') }])
  await expect(card(page).getByText(/students\.csv is not named after a table of the Panorama plugin/)).toBeVisible()

  await choice.setInputFiles([...files, people('ingrid,Deans,,READER', 'amara,Nobody,,READER')])
  await expect(card(page).getByText(/^Would be added: 1 dashboard, 1 type with 1 dashboard/)).toBeVisible()
  const row = card(page).getByRole('row', { name: /useraccessconfiguration\.csv ?Line 3/ })
  await expect(row).toContainText('There is no dashboard type “Nobody”.')
  const takeOver = card(page).getByRole('button', { name: 'Take over' })
  await expect(takeOver).toBeDisabled()
  expect(await violations(page)).toEqual([])
  await card(page).getByRole('checkbox', { name: 'Leave these rows out' }).check()
  await takeOver.click()
  await expect(card(page).getByText(/^Added: 1 dashboard, 1 type with 1 dashboard in them, 1 person\.$/)).toBeVisible()
  await card(page).getByRole('tab', { name: 'Types' }).click()
  await expect(card(page).getByRole('row', { name: /Deans All courses ingrid/ })).toBeVisible()
})

test('every part is accessible on a phone, and nothing is wider than it', async ({ browser }) => {
  const context = await browser.newContext({ colorScheme: 'dark', viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await openPart(page, 'Other tools')
  for (const part of parts) {
    await card(page).getByRole('tab', { name: part }).click()
    await expect(card(page).getByText('Loading…')).toHaveCount(0)
    expect(await violations(page), part).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth), part).toBeLessThanOrEqual(390)
  }
  await context.close()
})

/** What axe finds in the card, or in the dialog that is open. */
async function violations(page: Page): Promise<string[]> {
  const isAsking = (await dialogOf(page).count()) > 0
  const found = await new AxeBuilder({ page })
    .include(isAsking ? '[role=dialog]' : 'section:has([role=tablist])')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

const isFocused = (field: Locator) => field.evaluate((element) => element === document.activeElement)
