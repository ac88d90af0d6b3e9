import { expect, type Page, test } from '@playwright/test'
import { type DemoQuickSight, openDemoQuickSight } from '../demo-quicksight.ts'
import { expectShown, frameOf } from '../embeds.ts'
import { lookAt } from '../look.ts'
import { signInQuietly } from '../people.ts'
import { journeysUrl } from '../playwright.config.ts'

// From the page of a course to the other dashboards about it, as somebody who teaches several.

test.use({ ignoreHTTPSErrors: true })

const python = 'course-v1:AndesTech+PY1+2026_2'
const ofIngrid = 'course-v1:Riverside+BIO101+2026_Autumn'

let quickSight: DemoQuickSight
test.beforeAll(async () => {
  quickSight = await openDemoQuickSight()
  const { administrator } = quickSight
  const [staff] = (await administrator.rules()).types.filter(({ name }) => name === 'Staff')
  // Lucía without a user of her own: a guest with the rows of her organisation.
  await administrator.remove('people')
  await administrator.add('assignments', { to: { kind: 'organisation', org: 'AndesTech' }, typeId: staff!.id })
})
test.beforeEach(async ({ page }) => {
  quickSight.mend()
  await signInQuietly(page.request, 'lucia')
  // Her account speaks Spanish.
  await page.context().addCookies([{ name: 'openedx-language-preference', value: 'en', url: journeysUrl }])
})
test.afterAll(() => quickSight.close())

/** Whose rows QuickSight was last asked to show. */
function rowsAskedFor(): Record<string, string> {
  const { input } = quickSight.standIn.asked.findLast(({ operation }) => operation.startsWith('GenerateEmbedUrl'))!
  const { SessionTags = [] } = input as { SessionTags?: { Key: string; Value: string }[] }
  return Object.fromEntries(
    SessionTags.filter(({ Key }) => Key !== 'panorama_lms').map(({ Key, Value }) => [Key, Value]),
  )
}

const aboutOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

test('with the course and the video that are on screen', async ({ page }) => {
  const videos = await page.request.get(`/api/dashboards/course-overview/charts/videos`, { params: { course: python } })
  const [{ block_key: block }] = ((await videos.json()) as { rows: [{ block_key: string }] }).rows
  await page.goto(`/courses/${encodeURIComponent(python)}/activity?${new URLSearchParams({ video: block })}`)
  const others = page.getByRole('navigation', { name: 'More about this course:' })
  await expect(others.getByRole('link')).toHaveText(['Sums', 'Time'])
  await lookAt(page, 'course-with-others')

  await others.getByRole('link', { name: 'Time' }).click()
  await expectShown(page)
  expect(aboutOf(page)).toEqual({ course: python, block })
  expect(rowsAskedFor()).toEqual({ panorama_course_keys: python })
  await expect(frameOf(page).getByText(`course = ${python}; block = ${block}`)).toBeVisible()
  await lookAt(page, 'embed-of-block')
})

test('from a part of a course to the whole of it, to the list, and to our own page of it', async ({ page }) => {
  const { dashboards } = await quickSight.administrator.rules()
  const { id } = dashboards.find(({ name }) => name === 'time')!
  const block = `${python.replace('course-', 'block-')}+type@video+block@v1`
  await page.goto(`/dashboards/courses/${id}?${new URLSearchParams({ course: python, block })}`)
  await expectShown(page)
  await page.getByRole('button', { name: 'Show the whole course' }).click()
  await expectShown(page)
  expect(aboutOf(page)).toEqual({ course: python })
  await expect(frameOf(page).getByText(`course = ${python}.`)).toBeVisible()

  await page.getByRole('link', { name: 'All dashboards' }).click()
  await expect(page.getByRole('button', { name: /Programación en Python/ })).toBeVisible()
  await page.getByRole('link', { name: 'Time', exact: true }).first().click()
  await expectShown(page)
  expect(aboutOf(page)).toEqual({ course: python })
  await page.getByRole('link', { name: 'This course in Panorama' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Programación en Python' })).toBeVisible()
})

test('an address with a course of others, or a block of another course, is refused in words, and asks nobody', async ({
  page,
}) => {
  const { dashboards } = await quickSight.administrator.rules()
  const { id } = dashboards.find(({ name }) => name === 'time')!
  const block = `${ofIngrid.replace('course-', 'block-')}+type@video+block@v1`
  for (const [about, words] of [
    [{ course: ofIngrid }, 'This course is none of yours.'],
    [{ course: python, block }, 'The course has no such part.'],
  ] as const) {
    await page.goto(`/dashboards/courses/${id}?${new URLSearchParams(about)}`)
    await expect(page.getByRole('alert').getByText(words)).toBeVisible()
    const headers = { 'x-panorama': '1', origin: journeysUrl }
    const forged = await page.request.post('/api/embeds', { headers, data: { id, area: 'courses', ...about } })
    expect([400, 403]).toContain(forged.status())
  }
  expect(quickSight.addressesMade()).toBe(0)
})
