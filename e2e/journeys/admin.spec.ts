import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { figureOf, panorama } from '../panorama.ts'
import { settled, signInAs } from '../people.ts'

// These journeys change the mode for everybody: one after another, and back to DEMO at the end.
test.describe.configure({ mode: 'serial' })

test.afterAll(() => {
  expect(panorama('mode', 'DEMO').status).toBe(0)
})

test('an admin sees whether the data is fresh and how the imports went', async ({ page }) => {
  await signInAs(page, 'Noor Haddad')
  await settled(page)
  await expect(page.getByRole('heading', { name: 'Is the data fresh?' })).toBeVisible()
  await expect(page.getByRole('table').first()).toContainText('tracking logs')
})

test('a log that is imported while the server runs is seen after the mode is switched, with the numbers of the log', async ({
  page,
}) => {
  const log = join(mkdtempSync(join(tmpdir(), 'panorama-log-')), 'tracking.log')
  writeFileSync(log, threeLearnersOfPottery())

  const first = panorama('events', 'import', log, '--json')
  expect(first.status, first.stderr).toBe(0)
  expect(JSON.parse(first.stdout)).toEqual({
    read: 8,
    kept: 6,
    duplicates: 0,
    dropped: { 'page request': 1 },
    quarantined: { 'not JSON': 1 },
    seconds: { lines: expect.any(Number), figures: expect.any(Number) },
  })
  const second = JSON.parse(panorama('events', 'import', log, '--json').stdout)
  expect(second).toMatchObject({ read: 8, kept: 0, duplicates: 6 })

  await signInAs(page, 'Noor Haddad')
  await page.getByRole('button', { name: /switch to saas/i }).click()
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await expect(dialog).toContainText(/real|own data|made-up/i)
  await dialog.getByRole('button', { name: /switch/i }).click()
  await expect(page.getByText('Panorama now runs in SaaS mode.')).toBeVisible()

  await page.getByRole('link', { name: 'Courses', exact: true }).click()
  await page.getByRole('link', { name: 'Kiln/Pottery/2015' }).click()
  await settled(page)
  // Three enrolled, one of them left; two of the three did something, one tried a problem.
  await expect(figureOf(page, 'How many are enrolled?')).toHaveText('2')
  await expect(figureOf(page, 'How many tried a problem?')).toHaveText('1')
})

test('outside DEMO the stand-in LMS is gone, and only the admin who switched is still in', async ({
  page,
  browser,
}) => {
  expect(panorama('mode', 'DEMO').status).toBe(0)
  const learner = await browser.newContext()
  const learnersPage = await learner.newPage()
  await signInAs(learnersPage, 'Amara Okafor')
  await signInAs(page, 'Noor Haddad')
  expect(panorama('mode', 'SAAS').status).toBe(0)
  for (const path of ['login', 'logout', 'login_refresh', 'api/mfe_config/v1', 'api/enrollment/v1/roles/']) {
    expect((await page.request.get(`/stand-in-lms/${path}`)).status(), path).toBe(404)
  }
  expect((await page.request.get('/api/courses')).status()).toBe(200)
  expect([401, 403]).toContain((await learnersPage.request.get('/api/dashboards/student/charts/my-courses')).status())
  await learner.close()
})

test('every change of the mode is in the audit log', async ({ page }) => {
  expect(panorama('mode', 'DEMO').status).toBe(0)
  await signInAs(page, 'Noor Haddad')
  const { entries } = await (await page.request.get('/api/audit')).json()
  const changes = entries.filter((entry: { action: string }) => entry.action === 'mode.changed')
  expect(changes[0]).toMatchObject({ actor: 'command line', before: 'SAAS', after: 'DEMO' })
  expect(changes.some((entry: { actor: string }) => entry.actor === 'admin')).toBe(true)
})

/** By hand: 1, 2 and 3 enrol, 3 leaves; 1 answers a problem and opens a unit; one page request, one line that is cut off. */
function threeLearnersOfPottery(): string {
  const course = 'Kiln/Pottery/2015'
  const context = (user: number) => ({ course_id: course, org_id: 'Kiln', user_id: user, path: '/event' })
  const event = (second: number, user: number, name: string, payload: object, source = 'server') => ({
    name,
    event_type: name,
    event_source: source,
    time: `2015-03-02T10:00:${String(second).padStart(2, '0')}.000000+00:00`,
    username: `learner${user}`,
    session: 'a'.repeat(32),
    referer: 'http://lms.example.org/courses/Kiln/Pottery/2015/courseware/',
    context: context(user),
    event: payload,
  })
  const enrollment = (second: number, user: number, what: string) =>
    event(second, user, `edx.course.enrollment.${what}`, { course_id: course, user_id: user, mode: 'audit' })
  const lines = [
    ...[1, 2, 3].map((user) => enrollment(user, user, 'activated')),
    enrollment(4, 3, 'deactivated'),
    event(5, 1, 'problem_check', {
      problem_id: 'i4x://Kiln/Pottery/problem/glaze',
      attempts: 1,
      grade: 1,
      max_grade: 1,
      success: 'correct',
      answers: {},
      submission: {},
    }),
    event(6, 1, 'seq_next', { id: 'i4x://Kiln/Pottery/sequential/clay', old: 1, new: 2 }, 'browser'),
    event(7, 1, '/courses/Kiln/Pottery/2015/info', {}),
  ]
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{"name": "problem_check", "event": {"probl\n`
}
