import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config/read-config.ts'
import { modes } from '../contract/mode.ts'
import { openFakeApp } from '../http/testing/fake-app.ts'
import { frameOriginsOfTools } from './frame-origins.ts'

const origins = (environment: Record<string, string>) => frameOriginsOfTools(readConfig(environment))
const quickSight = { PANORAMA_AWS_ACCOUNT_ID: '123456789012', PANORAMA_REGION: 'eu-west-1' }
const hosted = {
  PANORAMA_HOSTED_DASHBOARDS: 'true',
  PANORAMA_HOSTED_FRAME_ORIGINS: 'https://hosted.example.com',
  PANORAMA_REGION: 'eu-west-1',
}
const superset = { PANORAMA_SUPERSET_URL: 'https://bi.example.edu/base', PANORAMA_SUPERSET_PASSWORD: 'secret' }

test('a site without other tools allows no frame', () => {
  expect(origins({})).toEqual([])
})

test('each tool that is configured adds its own origin, once, and nothing wider', () => {
  expect(origins(quickSight)).toEqual(['https://eu-west-1.quicksight.aws.amazon.com'])
  expect(origins({ ...quickSight, PANORAMA_QUICKSIGHT_IDENTITY_REGION: 'us-east-1' })).toEqual([
    'https://eu-west-1.quicksight.aws.amazon.com',
    'https://us-east-1.quicksight.aws.amazon.com',
  ])
  expect(origins(superset)).toEqual(['https://bi.example.edu'])
  const inVirginia = { PANORAMA_HOSTED_DASHBOARDS: 'true', PANORAMA_REGION: 'us-east-1' }
  expect(origins({ ...quickSight, ...superset, ...inVirginia })).toEqual([
    'https://us-east-1.quicksight.aws.amazon.com',
    'https://bi.example.edu',
  ])
})

describe('the page that browsers are sent', () => {
  let screenDir: string
  beforeAll(async () => {
    screenDir = await mkdtemp(join(tmpdir(), 'panorama-frames-'))
    await writeFile(join(screenDir, 'index.html'), '<head><link href="/panorama/assets/a.css"></head>')
  })
  afterAll(() => rm(screenDir, { recursive: true }))

  const tools = [
    [quickSight, 'https://eu-west-1.quicksight.aws.amazon.com'],
    [superset, 'https://bi.example.edu'],
    [hosted, 'https://hosted.example.com'],
  ] as const
  const sets = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => tools.filter((_tool, index) => (bits >> index) % 2 === 1))
  const cases = modes.flatMap((mode) =>
    sets.map((set) => ({ mode, set, frames: set.map(([, origin]) => origin).join(' ') || "'none'" })),
  )

  // A page outlives a change of the mode: it is the configuration that says what may ever be framed.
  test.each(cases)('in $mode may frame $frames, and nothing else', async ({ mode, set, frames }) => {
    const environment = Object.assign({ PANORAMA_MODE: mode }, ...set.map(([settings]) => settings))
    const app = await openFakeApp({ screenDir, frameOrigins: origins(environment) })
    const { headers } = await app.inject({ url: '/panorama/dashboards', headers: { accept: 'text/html' } })
    await app.close()
    const directives = String(headers['content-security-policy']).split('; ')
    expect(directives.filter((directive) => /^(frame|child)-src/.test(directive))).toEqual([`frame-src ${frames}`])
    expect(directives).toContain("default-src 'none'")
  })
})
