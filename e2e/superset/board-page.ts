import { type Browser, chromium, type FrameLocator, type Page, type Response } from '@playwright/test'
import type { Embed } from '../../server/contract/embed.ts'
import { demoCast } from '../../server/demo/cast.ts'
import { boardTitle, type Stage } from './stage.ts'

/** Two cores carry a browser, Superset, the engine and the suite: what takes longer than this, in milliseconds, does not come. */
export const patience = 120_000

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.PANORAMA_TEST_CHROMIUM ?? '',
    // Chromium refuses its sandbox to root, as in most containers; the rest keeps it from looking outside.
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  })
}

/** Our own screen, in a profile of its own, with somebody of the demo signed in. */
export async function signedIn(
  browser: Browser,
  { url }: Pick<Stage, 'url'>,
  part: (typeof demoCast)[number]['part'],
  how: { readonly width?: number; readonly locale?: string; readonly colorScheme?: 'light' | 'dark' } = {},
): Promise<Page> {
  const { width = 1440, locale = 'en-GB', colorScheme = 'light' } = how
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: width < 600 ? 844 : 900 },
    locale,
    colorScheme,
    timezoneId: 'Europe/Oslo',
  })
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  const { name } = demoCast.find((person) => person.part === part)!
  await page.goto('/')
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

/** What Superset's frame was answered for one chart. */
export interface ChartAnswer {
  readonly slice: number
  /** With which it asked. */
  readonly token: string
  /** The course runs that its filter let through; empty for all. */
  readonly courses: readonly string[]
  readonly status: number
  readonly rows: readonly Record<string, unknown>[]
}

/** Our page with the board open on it. */
export interface BoardPage {
  readonly page: Page
  readonly frame: FrameLocator
  /** The newest token that the page was given. */
  token(): string
  /** How often it was given one. */
  tokensGiven(): number
  /** What the frame was answered up to now, in order. */
  readonly answers: readonly ChartAnswer[]
  /** The newest answer for a chart. @throws Error when there is none in time */
  answerTo(slice: number): Promise<ChartAnswer>
}

/** Goes from the list to the board, as a person does. */
export async function openBoard(page: Page, search = ''): Promise<BoardPage> {
  const answers: ChartAnswer[] = []
  const tokens: string[] = []
  page.on('response', (response) => {
    void note(response).catch(() => undefined)
  })
  async function note(response: Response): Promise<void> {
    const { pathname } = new URL(response.url())
    const request = response.request()
    if (request.method() !== 'POST') return
    if (pathname === '/api/embeds' && response.ok()) {
      const embed = (await response.json()) as Embed
      if (embed.provider === 'superset') tokens.push(embed.token)
    }
    const asked = pathname === '/api/v1/chart/data' ? (request.postDataJSON() as ChartRequest) : null
    const slice = asked?.form_data?.slice_id
    if (!asked || slice === undefined) return
    const { result = [] } = (await response.json()) as { result?: { data?: Record<string, unknown>[] }[] }
    const token = request.headers()['x-guesttoken'] ?? ''
    answers.push({
      slice,
      token,
      courses: asked.queries.flatMap(({ filters }) =>
        filters.flatMap(({ col, val }) => (col === 'course_key' ? val : [])),
      ),
      status: response.status(),
      rows: result.flatMap(({ data }) => data ?? []),
    })
  }

  await page.goto('/dashboards')
  await page.getByRole('link', { name: boardTitle }).click()
  await page.waitForURL(/\/dashboards\/courses\//)
  if (search !== '') await page.goto(`${page.url().split('?')[0]}${search}`)
  return {
    page,
    frame: page.frameLocator('iframe'),
    answers,
    token: () => tokens.at(-1) ?? '',
    tokensGiven: () => tokens.length,
    async answerTo(slice) {
      for (let waited = 0; waited < patience; waited += 100) {
        const answer = answers.findLast((each) => each.slice === slice && each.status === 200)
        if (answer) return answer
        await page.waitForTimeout(100)
      }
      throw new Error(`Superset's frame was not answered for chart ${slice}.`)
    },
  }
}

interface ChartRequest {
  readonly form_data?: { readonly slice_id?: number }
  readonly queries: readonly {
    readonly filters: readonly { readonly col: string; readonly val: readonly string[] }[]
  }[]
}
