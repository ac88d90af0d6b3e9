import type { ServerResponse } from 'node:http'
import { expect, type Page, test } from '@playwright/test'
import { frameOf } from '../embeds.ts'
import { type HostedSite, openHostedSite } from '../hosted-site.ts'
import { lookAt } from '../look.ts'

// The hosted service's dashboards as people meet them: in which mode who is shown what, as whom it was asked, and what they
// read when it does not answer as it should.

test.use({ ignoreHTTPSErrors: true })

let site: HostedSite
test.beforeAll(async () => {
  site = await openHostedSite('SAAS', { PANORAMA_HOSTED_DASHBOARDS: 'true' })
})
test.beforeEach(async () => {
  await site.switchTo('SAAS')
  site.hosted.asked.length = 0
  site.hosted.answer = null
})
test.afterAll(() => site.close())

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })

async function openList(page: Page, who: 'teacher' | 'learner' | 'superuser') {
  await site.signIn(page.context(), who)
  await page.goto(`${site.url}/dashboards`)
}

test('in DEMO nothing is asked, and there is nothing of it, until the site wants it', async ({ page }) => {
  await site.switchTo('DEMO')
  await openList(page, 'superuser')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(link(page, 'The overview')).toHaveCount(0)
  expect(site.hosted.asked).toEqual([])
})

test('in FREE superusers are shown what it has; it is asked once, signed, and told no more than who looks', async ({
  page,
}) => {
  await site.switchTo('FREE')
  await openList(page, 'superuser')
  await link(page, 'The overview').click()
  await expect(frameOf(page).getByRole('heading', { level: 1 })).toHaveText('Courses of the site (stand-in)')
  const user = expect.stringMatching(/^ada-\d+$/)
  const query = { lms: 'learn.example.org', user, version: expect.any(String), dashboard_function: 'READER' }
  expect(site.hosted.asked).toEqual([{ path: '/get-free-dashboards', query, signed: true, status: 200 }])
  await openList(page, 'teacher')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(link(page, 'The overview')).toHaveCount(0)
  expect(site.hosted.asked).toHaveLength(1)
})

test('in SAAS a learner is a student, a teacher a reader; one answer is enough for a list and for what is opened once', async ({
  page,
}) => {
  await openList(page, 'learner')
  await expect(page.getByRole('heading', { level: 2, name: 'About my learning' })).toBeVisible()
  await openList(page, 'teacher')
  await expect(page.getByRole('heading', { level: 2, name: 'About courses' })).toBeVisible()
  for (const name of ['The overview', 'The learners']) {
    await link(page, name).click()
    await expect(frameOf(page).getByRole('heading', { level: 1 })).toBeVisible()
  }
  expect(site.hosted.asked.map(({ query, signed }) => [query.dashboard_function, signed])).toEqual([
    ['STUDENT', true],
    ['READER', true],
  ])
  // An address opens once: the same again is another one, and needs the service.
  site.hosted.answer = answerJson(503, {})
  await page.reload()
  await expect(page.getByRole('alert').getByText(/does not answer as it should/)).toBeVisible()
  site.hosted.answer = null
  await page.getByRole('button', { name: /again/i }).click()
  await expect(frameOf(page).getByRole('heading', { level: 1 })).toBeVisible()
  expect(site.hosted.asked).toHaveLength(4)
  await lookAt(page, 'hosted-open')
})

test('the page may frame what the site named and nothing else', async ({ page }) => {
  await site.signIn(page.context(), 'teacher')
  const answer = await page.goto(`${site.url}/dashboards`)
  expect(answer?.headers()['content-security-policy']).toContain(`frame-src ${site.frames};`)
})

test('what comes from elsewhere is left out of the list; the rest is shown', async ({ page }) => {
  site.hosted.answer = answerJson(200, [
    { name: 'overview', displayName: 'The overview', url: site.hosted.addressOf('overview', 1) },
    {
      name: 'foreign',
      displayName: 'The foreign one',
      url: 'https://elsewhere.example.org/embed/x/dashboards/y?code=z',
    },
  ])
  await openList(page, 'teacher')
  await expect(link(page, 'The overview')).toBeVisible()
  await expect(link(page, 'The foreign one')).toHaveCount(0)
})

const wrong: readonly (readonly [string, (response: ServerResponse) => void, RegExp])[] = [
  ['is not there', answerJson(404, { message: 'Not found' }), /does not answer as it should/],
  ['is asked too much', answerJson(429, { message: 'Too many' }), /asked too much/],
  [
    'answers what is no list',
    answerJson(200, { message: 'Endpoint request timed out' }),
    /does not answer as it should/,
  ],
  ['breaks off', (response) => response.destroy(), /does not answer as it should/],
  ['refuses the site', answerJson(403, { message: 'Forbidden' }), /does not know this site/],
]

test('what is wrong with it is said in words, and is over when it is', async ({ page }) => {
  await site.signIn(page.context(), 'teacher')
  for (const [what, answer, words] of wrong) {
    site.hosted.answer = answer
    await page.goto(`${site.url}/dashboards`)
    await expect(page.getByText(words), what).toBeVisible()
    await expect(page.getByText(/Try again in|Tell the people|Wait a minute/), what).toBeVisible()
  }
  await lookAt(page, 'hosted-refused')
  site.hosted.answer = null
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(link(page, 'The overview')).toBeVisible()
})

test('while it takes its time the page says that something comes, and shows it when it does', async ({ page }) => {
  const waiting: ServerResponse[] = []
  site.hosted.answer = (response) => waiting.push(response)
  await openList(page, 'learner')
  await expect(page.getByText('Loading…').first()).toBeAttached()
  await expect.poll(() => waiting.length).toBe(1)
  const slow = { name: 'slow', displayName: 'The slow one', url: site.hosted.addressOf('slow', 1) }
  answerJson(200, [slow])(waiting[0]!)
  await expect(link(page, 'The slow one')).toBeVisible()
})

test('a page of the service that is no QuickSight is framed as it is', async ({ page }) => {
  site.hosted.names = ['page']
  await openList(page, 'teacher')
  await link(page, 'The page').click()
  await expect(page.locator('iframe[title="The page"]')).toBeVisible()
})

test('in DEMO, once the site wants it, the service is asked without a signature', async ({ page }) => {
  // A page that is open keeps a service from ending at once.
  await page.goto('about:blank')
  await site.close()
  site = await openHostedSite('DEMO', { PANORAMA_HOSTED_IN_DEMO: 'true' })
  await openList(page, 'superuser')
  await expect(link(page, 'The overview')).toBeVisible()
  expect(site.hosted.asked).toEqual([
    expect.objectContaining({ path: '/get-demo-dashboards', signed: false, status: 200 }),
  ])
  await site.switchTo('SAAS')
  await openList(page, 'superuser')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(site.hosted.asked).toHaveLength(1)
})

function answerJson(status: number, body: unknown): (response: ServerResponse) => void {
  return (response) => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
