import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Config, readConfig } from '../config/read-config.ts'
import type { Mode } from '../contract/mode.ts'
import { openSigningKey } from '../demo/stand-in-lms/signing-key.ts'
import { freePort } from '../testing/free-port.ts'
import { browserEvent, lineOf } from '../testing/tracking-event.ts'
import { type Service, startService } from './start-service.ts'

// One service that follows a log; the tests read from top to bottom.

let config: Config
let service: Service
let logged: PassThrough
let log: string
const patience = { timeout: 30_000 }

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'panorama-follow-'))
  log = join(dataDir, 'tracking.log')
  const { keySet } = await openSigningKey(dataDir)
  config = readConfig({
    PANORAMA_DATA_DIR: dataDir,
    PANORAMA_MFE_PORT: `${await freePort()}`,
    PANORAMA_MODE: 'SAAS',
    PANORAMA_DEMO_LEARNERS: '6',
    PANORAMA_LMS_URL: 'https://lms.example',
    PANORAMA_JWT_PUBLIC_JWK_SET: JSON.stringify(keySet),
    PANORAMA_TRACKING_LOGS: `${log},${join(dataDir, 'later*.log')}`,
  })
  await start()
})
afterAll(async () => {
  await service.stop()
  await rm(config.dataDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  logged = new PassThrough()
  service = await startService(config, {
    log: pino({ level: 'info' }, logged),
    progress: { note: () => undefined, step: () => undefined },
    screenDir: '/nowhere',
    commandLine: '/nowhere',
    signal: new AbortController().signal,
  })
}

let made = 0
/** Lines that nobody has seen before, all of one learner. */
function lines(count: number): string {
  return Array.from({ length: count }, () => {
    made += 1
    const time = new Date(Date.UTC(2026, 0, 1) + made * 1_000).toISOString()
    return `${lineOf(browserEvent('load_video', { id: `v${made}` }, { time }))}\n`
  }).join('')
}

const rows = (sql: string) => service.panorama.engine.rows({ name: 'test', sql })
/** How many statements the figures of the learner were computed from. */
const counted = async () =>
  (await rows('SELECT actor_id, statements FROM panorama.learner_course FINAL')).map(({ statements }) => statements)
const followed = async () => (await service.panorama.store.runs(20)).filter(({ what }) => what === 'followed logs')
const switchTo = (mode: Mode) => service.panorama.modes.change(mode, 'test')

test('the logs of the configuration are followed, and the figures follow them', async () => {
  await writeFile(log, lines(3))
  await expect.poll(counted, patience).toEqual([3])
  await appendFile(log, lines(2))
  await writeFile(join(config.dataDir, 'later-1.log'), lines(4))
  await expect.poll(counted, patience).toEqual([9])
})

test.each(['FREE', 'DEMO'] as const)(
  'mode %s reads none, and what came meanwhile is read after it, however it was rotated',
  async (mode) => {
    const [before] = (await counted()) as [number]
    const runs = (await followed()).length
    await switchTo(mode)
    await expect.poll(async () => (await followed()).map(({ outcome }) => outcome), patience).not.toContain('running')
    await appendFile(log, lines(2))
    await rename(log, `${log}.1`)
    await writeFile(log, lines(3))
    expect(await followed()).toHaveLength(runs)
    expect(await counted()).toEqual([before])
    await switchTo('SAAS')
    await expect.poll(counted, patience).toEqual([before + 5])
    expect(await rows('SELECT count() AS raw, uniqExact(event_id) AS ids FROM xapi.xapi_events_all')).toEqual([
      { raw: before + 5, ids: before + 5 },
    ])
  },
)

test('external ids that others write into the warehouse are given to the events that were there before', async () => {
  const external = '0a1b2c3d-0000-4000-8000-000000000007'
  const [before] = await rows('SELECT actor_id, statements FROM panorama.learner_course FINAL')
  expect(before?.actor_id).not.toBe(external)
  await service.panorama.engine.insert(
    'event_sink.external_id',
    ['external_user_id', 'external_id_type', 'username', 'user_id', 'dump_id', 'time_last_dumped'],
    'JSONEachRow',
    Buffer.from(
      JSON.stringify({
        external_user_id: external,
        external_id_type: 'xapi',
        username: 'ann',
        user_id: 7,
        dump_id: external,
        time_last_dumped: '2026-05-03 12:00:00',
      }),
    ),
  )
  const learners = () => rows('SELECT actor_id, statements FROM panorama.learner_course FINAL')
  await expect.poll(learners, patience).toEqual([{ actor_id: external, statements: before?.statements }])
  await appendFile(log, lines(1))
  await expect.poll(learners, patience).toEqual([{ actor_id: external, statements: Number(before?.statements) + 1 }])
})

test('a service that stops has kept its place, and the next one goes on there', async () => {
  const [before] = (await counted()) as [number]
  const said = text(logged)
  await service.stop()
  logged.end()
  expect(await said).toContain(`${log}: reading from its beginning.`)
  expect(await said).toContain('The mode collects no event logs: tracking logs wait')
  await appendFile(log, lines(2))
  await start()
  await expect.poll(counted, patience).toEqual([before + 2])
  const report = async () => (await followed())[0]?.report
  await expect.poll(report, patience).toMatchObject({ read: 2, kept: 2, duplicates: 0 })
  const [, ...others] = await followed()
  expect(others.map(({ outcome }) => outcome)).toEqual(others.map(() => 'done'))
})
