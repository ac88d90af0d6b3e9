import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChartRequest, chartAnswerSchema } from '../contract/dashboard.ts'
import { analyticsRoles, type Viewer } from '../contract/viewer.ts'
import { type DemoPerson, demoCast } from '../demo/cast.ts'
import { writeSite } from '../demo/site/write-site.ts'
import { importLmsTables } from '../ingest/import-lms-tables.ts'
import { importTrackingLogs } from '../ingest/import-tracking-logs.ts'
import { createModes } from '../modes/modes.ts'
import { openStore } from '../store/open-store.ts'
import { openTestWarehouse } from '../testing/warehouse.ts'
import { createDashboards, type Dashboards } from './dashboards.ts'

/** From log lines to answers: a small demo site goes through the whole house, and its people look at all of their charts. */
const now = new Date('2026-11-22T09:00:00Z')
const clock = { now: () => now }
const lmsUrl = 'http://localhost:2100'

let dashboards: Dashboards
const closing: (() => Promise<void>)[] = []
beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'panorama-demo-'))
  closing.push(() => rm(dir, { recursive: true, force: true }))
  const warehouse = await openTestWarehouse({ minGroupSize: 5 })
  const store = await openStore(`file:${join(dir, 'store.db')}`, clock)
  closing.push(warehouse.close, store.close)
  const { files } = await writeSite({ dir: join(dir, 'site'), seed: 'dashboards', learners: 40, days: 120, now })
  const into = { warehouse, store, clock, dataSet: 'demo', lmsUrl } as const
  await importLmsTables({ ...into, files: files.filter((file) => file.endsWith('.csv')) })
  await importTrackingLogs({ ...into, files: files.filter((file) => file.endsWith('.log')) })
  const modes = createModes({ store, startMode: 'DEMO', studentView: true, standInLms: true })
  dashboards = createDashboards({ warehouse, modes, clock, lmsUrl })
})
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

function viewerOf({ userId, username, name, part, roles }: DemoPerson): Viewer {
  const courseRoles = roles.flatMap(({ org, courseKey, role }) =>
    analyticsRoles
      .filter((known) => known === role)
      .map((known) => ({ role: known, org, courseKey: courseKey || null })),
  )
  return {
    userId,
    username,
    name,
    isSuperuser: part === 'admin',
    isStaff: false,
    courseRoles,
    standIn: true,
    expiresAt: now,
  }
}

/** Charts that may well be empty on so small a site. */
const mayBeEmpty = ['gender', 'education', 'age', 'my-peers']

test.each(demoCast.map((person) => [person.username, person] as const))(
  '%s finds an answer in every chart',
  async (_, person) => {
    const viewer = viewerOf(person)
    for (const { slug } of await dashboards.list(viewer, person.language)) {
      const isStudent = slug === 'student'
      if (isStudent && person.part !== 'learner') continue
      const course = isStudent ? person.enrolledIn[0]! : (await dashboards.courses(viewer, 'en')).courses[0]!.courseKey
      const request: ChartRequest = { course, tz: person.timeZone, period: 'all' }
      const { charts } = await dashboards.definition(viewer, slug, person.language)
      const hasVideos = charts.some(({ id }) => id === 'videos')
      const videos = hasVideos ? await dashboards.answer(viewer, slug, 'videos', request, person.language) : null
      const choices = { video: String(videos?.rows[0]?.block_key) }
      for (const { id } of charts) {
        const answer = await dashboards.answer(viewer, slug, id, { ...request, ...choices }, person.language)
        expect(chartAnswerSchema.parse(answer), id).toEqual(answer)
        if (!mayBeEmpty.includes(id)) expect(answer.rows, `${slug}/${id}`).not.toEqual([])
        expect(answer.asOf, id).not.toBeNull()
      }
    }
  },
)
