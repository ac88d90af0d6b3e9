import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import type { StandInQuickSight } from '../../server/demo/stand-in-quicksight/stand-in-quicksight.ts'
import {
  authorArn,
  openTestQuickSight,
  requestOf,
  settingsFor,
  startTestQuickSight,
  testArn,
} from '../../server/testing/quicksight.ts'

// AWS's own embedding SDK, in a real browser, on the frames of the stand-in: what it is told there is what it is told by AWS.

const sdk = new URL(
  '../../node_modules/amazon-quicksight-embedding-sdk/dist/quicksight-embedding-js-sdk.min.js',
  import.meta.url,
)
test.use({ ignoreHTTPSErrors: true })

let standIn: StandInQuickSight
let host: Server
let origin: string

test.beforeAll(async () => {
  standIn = await startTestQuickSight()
  host = createServer((request, response) => {
    const isScript = request.url === '/sdk.js'
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' })
    response.end(
      isScript
        ? readFileSync(sdk)
        : '<!doctype html><title>Host</title><div id="frame"></div><script src="/sdk.js"></script>',
    )
  })
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  origin = `http://localhost:${(host.address() as AddressInfo).port}`
})
test.afterAll(async () => {
  await standIn.close()
  host.closeAllConnections()
  await new Promise((resolve) => host.close(resolve))
})

const quickSight = (changes = {}) => openTestQuickSight(settingsFor(standIn, { allowedDomains: [origin], ...changes }))
const teacher = {
  kind: 'guest',
  rows: { kind: 'courses', courseKeys: ['course-v1:Riverside+STAT2+2026'], orgs: ['AndesTech'] },
} as const
const addressFor = async (...request: Parameters<typeof requestOf>) =>
  ((await quickSight().embed(requestOf(...request))) as { url: string }).url

interface Told {
  readonly eventName: string
  readonly message?: { readonly errorCode?: string }
}

/** Embeds an address with the SDK; what it tells afterwards gathers in `window.told`. */
async function embed(page: Page, url: string, how: 'embedDashboard' | 'embedConsole' = 'embedDashboard') {
  await page.goto(origin)
  await page.evaluate(
    async ([address, method]) => {
      const scope = window as unknown as Record<string, unknown>
      const { createEmbeddingContext } = scope.QuickSightEmbedding as {
        createEmbeddingContext: () => Promise<Record<string, (frame: object, content: object) => Promise<unknown>>>
      }
      const told: unknown[] = []
      const note = (event: { eventName: string; message?: unknown }) =>
        told.push(JSON.parse(JSON.stringify({ eventName: event.eventName, message: event.message ?? null })))
      scope.told = told
      const context = await createEmbeddingContext()
      scope.experience = await context[method]!(
        { url: address, container: '#frame', height: '400px' },
        { locale: 'es-ES', parameters: [{ Name: 'course', Values: ['STAT2', 'A&B'] }], onMessage: note },
      )
    },
    [url, how] as const,
  )
}
const told = (page: Page) => page.evaluate(() => (window as unknown as { told: Told[] }).told)
const names = async (page: Page) => (await told(page)).map(({ eventName }) => eventName)
const errors = async (page: Page) => (await told(page)).flatMap(({ message }) => message?.errorCode ?? [])
const call = (page: Page, method: string, ...words: unknown[]) =>
  page.evaluate(
    ([name, given]) =>
      (window as unknown as { experience: Record<string, (...each: unknown[]) => Promise<unknown>> }).experience[
        name as string
      ]!(...(given as unknown[])),
    [method, words] as const,
  )
const frame = (page: Page) => page.frameLocator('#frame iframe')

test('a guest sees the rows of their tags, with the filters and the language of the page; the page is told', async ({
  page,
}) => {
  await embed(page, await addressFor(teacher))
  await expect(frame(page).getByRole('heading')).toHaveText('Time in course (stand-in)')
  await expect(frame(page).getByRole('row')).toHaveText([/lms/, /STAT2.*Amara/, /PY1.*Mateo/, /SAFE.*Mateo/])
  await expect(frame(page).getByText('Filters: course = STAT2, A&B. Language: es-ES.')).toBeVisible()
  await expect
    .poll(() => names(page))
    .toEqual(['EXPERIENCE_INITIALIZED', 'CONTENT_LOADED', 'PARAMETERS_LOADED', 'SIZE_CHANGED'])
})

test('the page can ask and set, and is told what is chosen in the frame', async ({ page }) => {
  await embed(page, await addressFor({ kind: 'registered', arn: testArn }))
  await expect(frame(page).getByText('Signed in as the QuickSight user panorama.')).toBeVisible()
  expect(await call(page, 'getSheets')).toMatchObject([{ SheetId: 'figures' }, { SheetId: 'about' }])
  expect(await call(page, 'setParameters', [{ Name: 'course', Values: ['PY1'] }])).toMatchObject({ success: true })
  await expect(frame(page).getByText('Filters: course = PY1.')).toBeVisible()
  expect(await call(page, 'setSelectedSheetId', 'nowhere')).toMatchObject({ success: false })
  await frame(page).getByRole('button', { name: 'About' }).click()
  await expect.poll(() => names(page)).toEqual(expect.arrayContaining(['PARAMETERS_CHANGED', 'SELECTED_SHEET_CHANGED']))
  expect(await call(page, 'getSelectedSheetId')).toBe('about')
})

test('an author gets the console', async ({ page }) => {
  const { url } = (await quickSight().studio({ arn: authorArn, locale: 'en' })) as { url: string }
  await embed(page, url, 'embedConsole')
  await expect(frame(page).getByText('Signed in as the QuickSight user analyst/noor.')).toBeVisible()
  await expect.poll(() => names(page)).toContain('EXPERIENCE_INITIALIZED')
})

test('an address opens once', async ({ page }) => {
  const url = await addressFor(teacher)
  await embed(page, url)
  await expect(frame(page).getByRole('heading')).toBeVisible()
  await embed(page, url)
  await expect(frame(page).getByText('was used already')).toBeVisible()
  await expect.poll(() => errors(page)).toEqual(['Forbidden'])
})

test('the end of a session is told', async ({ page }) => {
  await embed(page, await addressFor(teacher))
  await expect(frame(page).getByRole('heading')).toBeVisible()
  standIn.sessions.endAll()
  await expect.poll(() => errors(page)).toEqual(['Unauthorized'])
})

test('a page of another site cannot frame it', async ({ page }) => {
  const url = (
    (await quickSight({ allowedDomains: ['https://apps.example.org'] }).embed(requestOf(teacher))) as { url: string }
  ).url
  const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()))
  await embed(page, url)
  await refused
  expect(await names(page)).toEqual([])
})

test('a browser that keeps no cookies of other sites shows no content, and the page is told nothing', async ({
  page,
}) => {
  standIn.account.partitionedCookies = false
  await embed(page, await addressFor(teacher))
  await expect(frame(page).getByText('keeps no cookies')).toBeVisible()
  expect(await names(page)).toEqual([])
})
