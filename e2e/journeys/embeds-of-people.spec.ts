import { expect, type Page, test } from '@playwright/test'
import { demoCast } from '../../server/demo/cast.ts'
import { authorArn, biology, type DemoQuickSight, openDemoQuickSight } from '../demo-quicksight.ts'
import { chooseDashboard, expectShown, frameOf, openDashboards, rowsOf } from '../embeds.ts'
import { signInAs } from '../people.ts'
import { journeysUrl } from '../playwright.config.ts'
import { hearEverything, namesOfOthers, readServiceLog, secrets } from '../told.ts'

// Each of the four people of the demo, in a real browser, with AWS's own embedding SDK, before a stand-in for QuickSight.

// The frames of the stand-in come with a certificate of its own.
test.use({ ignoreHTTPSErrors: true })

let quickSight: DemoQuickSight
test.beforeAll(async () => {
  quickSight = await openDemoQuickSight()
})
test.beforeEach(() => quickSight.mend())
test.afterAll(() => quickSight.close())

/** What is listed for somebody, under each of its headings. */
async function listed(page: Page): Promise<Record<string, string[]>> {
  const groups = await page.getByRole('main').getByRole('region').all()
  const entries = groups.map(async (group) => [
    await group.getByRole('heading').textContent(),
    await group.getByRole('link').allInnerTexts(),
  ])
  return Object.fromEntries(await Promise.all(entries))
}

/** What people do who write requests themselves, with the sign-in that the browser has. */
const forge = (page: Page, path: string, data?: object) =>
  page.request.post(path, { headers: { 'x-panorama': '1', origin: journeysUrl }, ...(data && { data }) })

test('a learner is shown their own rows and nobody’s else', async ({ page }) => {
  await signInAs(page, 'Amara Okafor')
  const told = hearEverything(page)
  await page.getByRole('link', { name: 'Dashboards' }).click()
  await expect(page.getByRole('link', { name: 'Time' })).toBeVisible()
  expect(await listed(page)).toEqual({ 'About my learning': ['Time'] })
  await expect(page.getByRole('link', { name: 'Make dashboards in QuickSight' })).toHaveCount(0)
  await chooseDashboard(page, 'Time')
  await expectShown(page)
  await expect(rowsOf(page)).toHaveText([/lms/, /BIO101.*Amara/, /STAT2.*Amara/, /ASTRO.*Amara/])
  expect(await told.leaks({ except: ['amara'], inFrames: true })).toEqual([])
})

test('a learner who asks for what is for staff is refused, and nothing that is forged shows them more', async ({
  page,
}) => {
  await openDashboards(page, 'amara')
  const { dashboards } = await quickSight.administrator.rules()
  const idOf = (name: string) => dashboards.find((dashboard) => dashboard.name === name)!.id
  const [time, sums] = [idOf('time'), idOf('sums')]
  for (const [id, area] of [
    [sums, 'courses'],
    [sums, 'student'],
    [time, 'courses'],
  ]) {
    expect((await forge(page, '/api/embeds', { id, area })).status()).toBe(404)
  }
  expect((await forge(page, '/api/embeds/studio')).status()).toBe(403)
  expect((await page.request.get('/api/access')).status()).toBe(403)
  // As a page of another site would.
  expect((await page.request.post('/api/embeds', { data: { id: time, area: 'student' } })).status()).toBe(403)
  expect(quickSight.standIn.asked).toEqual([])

  const { userId } = demoCast.find(({ username }) => username === 'mateo')!
  await forge(page, '/api/embeds', {
    ...{ id: time, area: 'student', course: 'course-v1:AndesTech+PY1+2026_2', userId, username: 'mateo' },
    ...{ rows: { kind: 'site' }, identity: { kind: 'registered', arn: authorArn }, SessionTags: [] },
  })
  const own = demoCast.find(({ username }) => username === 'amara')!
  for (const { operation, input } of quickSight.standIn.asked) {
    expect(operation).toBe('GenerateEmbedUrlForAnonymousUser')
    expect((input as { SessionTags: object[] }).SessionTags).toEqual([
      { Key: 'panorama_lms', Value: expect.any(String) },
      { Key: 'panorama_user_id', Value: `${own.userId}` },
    ])
  }
  await page.goto(`/dashboards/courses/${sums}`)
  await expect(page.getByRole('heading', { name: 'This dashboard is not among yours' })).toBeVisible()
})

test('a teacher is shown the rows of their course; another course is refused, and their own can be chosen', async ({
  page,
}) => {
  await signInAs(page, 'Ingrid Solberg')
  const told = hearEverything(page)
  await page.getByRole('link', { name: 'Dashboards' }).click()
  await expect(page.getByRole('link', { name: 'Sums' })).toBeVisible()
  expect(await listed(page)).toEqual({ 'About courses': ['Sums', 'Time'], 'About my learning': ['Time'] })
  await chooseDashboard(page, 'Time')
  await expectShown(page)
  await expect(rowsOf(page)).toHaveText([/lms/, /BIO101\+2026_Autumn.*Amara/])
  // Amara is a learner of this course.
  expect(await told.leaks({ except: ['ingrid', 'amara'], inFrames: true })).toEqual([])
  const { pathname } = new URL(page.url())
  await page.goto(`${pathname}?course=${encodeURIComponent('course-v1:AndesTech+PY1+2026_2')}`)
  await expect(page.getByRole('alert')).toContainText('This course is none of yours.')
  await page.goto(`${pathname}?course=${encodeURIComponent(biology)}`)
  await expect(frameOf(page).getByText(`Filters: course = ${biology}. Language: en-US.`)).toBeVisible()
})

test('an author reads as the QuickSight user that was set for them, in their language, and makes dashboards', async ({
  page,
}) => {
  await signInAs(page, 'Luc')
  const told = hearEverything(page)
  await page.getByRole('link', { name: 'Paneles' }).click()
  await chooseDashboard(page, 'Time')
  await expectShown(page)
  await expect(frameOf(page).getByText('Signed in as the QuickSight user analyst/noor.')).toBeVisible()
  await expect(frameOf(page).getByText('Language: es-ES.')).toBeVisible()
  await page.getByRole('link', { name: 'Todos los paneles' }).click()
  await page.getByRole('link', { name: 'Crear paneles en QuickSight' }).click()
  await expectShown(page, 'QuickSight (stand-in)')
  // In the frames are the rows that QuickSight shows to its own user.
  expect(await told.leaks({ except: ['lucia'], inFrames: false })).toEqual([])
  expect(await told.leaks({ except: ['lucia'], inFrames: true })).not.toEqual([])
})

test('an administrator sees all that is listed, as the user of the site, and makes no dashboards', async ({ page }) => {
  await openDashboards(page, 'admin')
  expect(await listed(page)).toMatchObject({ 'About courses': ['Sums', 'Time'] })
  const told = hearEverything(page)
  await chooseDashboard(page, 'Sums')
  await expectShown(page, 'Courses of the site (stand-in)')
  await expect(frameOf(page).getByText('Signed in as the QuickSight user panorama.')).toBeVisible()
  expect(await told.leaks({ except: ['admin'], inFrames: false })).toEqual([])
  await page.goto('/dashboards/studio')
  await expect(page.getByRole('alert')).toContainText('Dashboards are made by authors.')
  expect((await forge(page, '/api/embeds/studio')).status()).toBe(403)
})

test('the log of the service names nobody, and holds no key and no address that opens anything', () => {
  const lines = readServiceLog()
  expect(lines.filter((line) => line.includes('QuickSight made an address')).length).toBeGreaterThan(4)
  const telling = [...secrets, 'code='].flatMap((secret) => lines.filter((line) => line.includes(secret)))
  const naming = namesOfOthers().flatMap((name) => lines.filter((line) => name.test(line)))
  expect([...telling, ...naming]).toEqual([])
})
