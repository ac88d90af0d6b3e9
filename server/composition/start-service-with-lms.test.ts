import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config/read-config.ts'
import { siteSchema } from '../contract/session.ts'
import { openSigningKey } from '../demo/stand-in-lms/signing-key.ts'
import { freePort } from '../testing/free-port.ts'
import { type Service, startService } from './start-service.ts'

let service: Service
let origin: string

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'panorama-lms-'))
  const { keySet } = await openSigningKey(dataDir)
  const config = readConfig({
    PANORAMA_DATA_DIR: dataDir,
    PANORAMA_MFE_PORT: `${await freePort()}`,
    PANORAMA_MODE: 'SAAS',
    PANORAMA_LMS_URL: 'https://lms.example.edu',
    PANORAMA_JWT_PUBLIC_JWK_SET: JSON.stringify(keySet),
    PANORAMA_DEMO_LEARNERS: '6',
  })
  origin = config.publicUrl
  service = await startService(config, {
    log: pino({ level: 'silent' }),
    progress: { note: () => undefined, step: () => undefined },
    screenDir: '/nowhere',
    commandLine: '/nowhere',
    signal: new AbortController().signal,
  })
})

afterAll(async () => {
  await service.stop()
  await rm(service.panorama.config.dataDir, { recursive: true, force: true })
})

test('people sign in through the LMS that is configured', async () => {
  const site = siteSchema.parse(await (await fetch(`${origin}/api/site`)).json())
  expect(site).toMatchObject({
    loginUrl: 'https://lms.example.edu/login',
    logoutUrl: 'https://lms.example.edu/logout',
    refreshUrl: 'https://lms.example.edu/login_refresh',
    standInLms: false,
  })
})

test.each(['SAAS', 'DEMO'])('the stand-in LMS cannot be reached, in mode %s', async (mode) => {
  await service.panorama.modes.change(mode, 'test')
  for (const path of ['login', 'login_refresh', 'api/enrollment/v1/roles/', 'style.css']) {
    for (const method of ['GET', 'POST']) {
      expect((await fetch(`${origin}/stand-in-lms/${path}`, { method })).status).toBe(404)
    }
  }
})

test('a demo begun while the service is up is completed before it stops, or the next time', async () => {
  await expect
    .poll(async () => (await service.panorama.store.setting('demo-data'))?.value, { timeout: 30_000 })
    .toMatch(/^6 learners/)
})
