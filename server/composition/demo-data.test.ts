import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config/read-config.ts'
import { pipelineOf } from '../dashboards/pipeline.ts'
import { seedDemoData } from './demo-data.ts'
import { openPanorama, type Panorama } from './open-panorama.ts'

// The tests read from top to bottom: a seeding that is cut off, its completion, and a third start.

let panorama: Panorama
const steps: string[] = []
const progress = { note: (text: string) => void steps.push(text), step: () => undefined }
const never = new AbortController().signal

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'panorama-seed-'))
  // Every look at the clock is a second later, as on a wall.
  let looks = 0
  const clock = { now: () => new Date(began + 1000 * ++looks) }
  const config = readConfig({ PANORAMA_DATA_DIR: dataDir, PANORAMA_DEMO_LEARNERS: '8' })
  panorama = await openPanorama(config, { role: 'server', clock })
})
afterAll(async () => {
  await panorama.close()
  await rm(panorama.config.dataDir, { recursive: true, force: true })
})

let began = Date.parse('2026-05-04T12:00:00Z')
const figures = () => pipelineOf(panorama.warehouse, 'demo')
const outcomes = async () => (await panorama.store.runs(10)).map(({ what, outcome }) => `${what}: ${outcome}`).reverse()

test('cut off before the log was read, it is not taken for complete', async () => {
  const cut = new AbortController()
  const cutting = { ...progress, step: () => cut.abort() }
  await seedDemoData(panorama, cutting, cut.signal).catch(() => undefined)
  expect((await panorama.store.setting('demo-data'))?.value).toBe('8 learners until 2026-05-04T12:00:01.000Z')
})

test('started again, it completes what was begun, with the same people until the same moment', async () => {
  await seedDemoData(panorama, progress, never)
  expect((await panorama.store.setting('demo-data'))?.value).toBe('8 learners until 2026-05-04T12:00:01.000Z, complete')
  const { statements, courses, lastEvent, pendingLearners } = await figures()
  expect(statements).toBeGreaterThan(100)
  expect([courses, pendingLearners]).toEqual([8, 0])
  expect(lastEvent && lastEvent <= '2026-05-04T12:00:01Z').toBe(true)
  await expect(access(join(panorama.config.dataDir, 'demo-site'))).rejects.toThrow()
})

test('once complete, it does nothing more', async () => {
  const [before, runs, said] = [await figures(), await outcomes(), steps.length]
  await seedDemoData(panorama, progress, never)
  expect([await figures(), await outcomes(), steps.length]).toEqual([before, runs, said])
})

test('a demo whose year ended weeks ago is made anew, and nothing of the old one stays', async () => {
  began += 30 * 86_400_000
  await seedDemoData(panorama, progress, never)
  const { firstEvent, lastEvent, courses } = await figures()
  expect(courses).toBe(8)
  expect(lastEvent && lastEvent > '2026-05-10').toBe(true)
  expect(firstEvent && firstEvent >= '2025-06-03').toBe(true)
  expect((await panorama.store.setting('demo-data'))?.value).toMatch(/^8 learners until 2026-06-03T.*complete$/)
})
