import { expect, test } from '@playwright/test'
import { settled, signInAs } from '../people.ts'

const biology = '/courses/course-v1%3ARiverside%2BBIO101%2B2026_Autumn'

test('a course teacher sees their own course run and no other', async ({ page }) => {
  await signInAs(page, 'Ingrid Solberg')
  await page.getByRole('link', { name: 'Courses', exact: true }).click()
  await settled(page)
  const runs = page.getByRole('main').getByRole('list').getByRole('link')
  await expect(runs).toHaveText(['Introduction to Biology'])
  const foreign = await page.request.get(
    '/api/dashboards/course-overview/charts/enrolled?course=course-v1%3AAndesTech%2BPY1%2B2026_2',
  )
  expect((await foreign.json()).rows.every((row: { enrolled: number }) => row.enrolled === 0)).toBe(true)
})

test('the headline says how many are here, and every chart can be read as a table and taken as CSV', async ({
  page,
}) => {
  await signInAs(page, 'Ingrid Solberg')
  await page.goto(biology)
  await settled(page)
  const enrolled = page.getByRole('region', { name: 'How many are enrolled?' })
  await expect(enrolled).toContainText(/[1-9]\d*/)

  const growth = page.getByRole('region', { name: 'How has the class grown?' })
  await growth.getByRole('button', { name: 'As a table' }).click()
  await expect(growth.getByRole('table')).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    growth.getByRole('link', { name: 'Download as CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.csv$/)
  const csv = await page.request.get(
    (await growth.getByRole('link', { name: 'Download as CSV' }).getAttribute('href')) ?? '',
  )
  const [header, first] = (await csv.text()).split('\r\n')
  const columns = header?.split(',') ?? []
  await expect(growth.getByRole('columnheader')).toHaveText(columns)
  // The table's second cell is a figure, written in it as in the file.
  await expect(growth.getByRole('row').nth(1)).toContainText(first?.split(',')[1] ?? 'no row')

  await growth.getByRole('button', { name: 'About this number' }).click()
  await expect(page.getByRole('dialog')).toContainText('panorama.learner_course')
})

test('the address of the page is its state', async ({ page }) => {
  await signInAs(page, 'Ingrid Solberg')
  await page.goto(biology)
  await settled(page)
  await page.getByRole('radio', { name: 'All time' }).check()
  await expect(page).toHaveURL(/period=all/)
  await page.getByRole('tab', { name: 'What is hard?' }).click()
  await expect(page).toHaveURL(/difficulty.*period=all/)
  await page.reload()
  await settled(page)
  await expect(page.getByRole('radio', { name: 'All time' })).toBeChecked()
  await expect(page.getByRole('tab', { name: 'What is hard?' })).toHaveAttribute('aria-selected', 'true')
})

test('a video is X-rayed second by second', async ({ page }) => {
  await signInAs(page, 'Ingrid Solberg')
  await page.goto(`${biology}/activity?period=all`)
  await settled(page)
  const videos = page.getByRole('region', { name: 'Which videos do they watch?' })
  await videos.getByRole('row').nth(1).getByRole('button').first().click()
  await expect(page).toHaveURL(/video=/)
  const xray = page.getByRole('region', { name: 'Which moments of this video matter?' })
  await xray.getByRole('button', { name: 'As a table' }).click()
  await expect(xray.getByRole('table')).toContainText('0:00')
})

test("an organisation's teacher sees the runs of the organisation, in Spanish", async ({ page }) => {
  await signInAs(page, 'Luc')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cursos')
  await expect(page.getByRole('main').getByRole('list').getByRole('link')).toHaveText([
    /Programación en Python/,
    /Seguridad en el laboratorio/,
    /Economía de los recursos/,
  ])
})

test('a teacher goes from the sign-in page to a chart with the keyboard alone', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('button', { name: /Ingrid Solberg/ })).toBeVisible()
  const pressUntilFocused = async (name: RegExp) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => {
        const element = document.activeElement
        const labels = element?.getAttribute('aria-labelledby')?.split(' ') ?? []
        return [
          element?.getAttribute('aria-label'),
          element?.textContent,
          ...labels.map((id) => document.getElementById(id)?.textContent),
        ].join(' ')
      })
      if (name.test(focused)) return
    }
    throw new Error(`The keyboard does not reach ${name}`)
  }
  await pressUntilFocused(/Ingrid Solberg/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await settled(page)
  if (!page.url().includes('course-v1')) {
    await pressUntilFocused(/Introduction to Biology/)
    await page.keyboard.press('Enter')
  }
  await settled(page)
  await pressUntilFocused(/Who is here\?/)
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'What do they do?' })).toHaveAttribute('aria-selected', 'true')
  await pressUntilFocused(/When do they work\?.*points/i)
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('slider', { name: /When do they work/ })).toHaveAttribute('aria-valuetext', /\w/)
})

test('finds, without being told how, whom to write to this week', async ({ page }) => {
  await signInAs(page, 'Ingrid Solberg')
  await page.goto(biology)
  await settled(page)
  await page.getByRole('tab', { name: 'Who needs me?' }).click()
  const list = page.getByRole('region', { name: 'Who to write to this week?' })
  const rows = list.getByRole('table').getByRole('row')
  await expect(rows).not.toHaveCount(1)
  // A name, a reason and a day, for everybody on the page.
  for (const row of (await rows.all()).slice(1)) {
    await expect(row.getByRole('cell').first().or(row.getByRole('rowheader')).first()).toHaveText(
      /^\p{L}[\p{L}\p{M}' .-]+$/u,
    )
    await expect(row).toContainText(/Stuck|Away|Not begun|Long away/)
  }
  await list.getByRole('button', { name: 'About this number' }).click()
  await expect(page.getByRole('dialog')).toContainText('Each learner stands here once')
})

test("an organisation's teacher compares course runs, in Spanish, and opens one in the same period", async ({
  page,
}) => {
  await signInAs(page, 'Luc')
  await page.goto('/courses')
  await settled(page)
  await page.getByRole('link', { name: 'Comparar ediciones' }).click()
  await settled(page)
  await page.getByRole('radio', { name: '90 días' }).click()
  const table = page.getByRole('table')
  await expect(table.getByRole('row')).not.toHaveCount(1)
  for (const row of (await table.getByRole('row').all()).slice(1)) await expect(row).toContainText('%')
  const first = table.getByRole('link').first()
  const name = (await first.textContent()) ?? ''
  await first.click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page).toHaveURL(/period=90d/)
})
