import { defineConfig } from '@playwright/test'
import { demoAccount } from '../server/demo/stand-in-quicksight/account.ts'
import { extractionSettings } from './extraction.ts'

const port = 2190
export const journeysUrl = `http://localhost:${port}`
/** Where the journeys that need it start a stand-in for Amazon QuickSight. */
export const quickSightPort = 2191
const { accountId, accessKeyId, secretAccessKey } = demoAccount('')
const root = new URL('..', import.meta.url).pathname
/** All that the service says while the journeys go on, in great detail. */
export const serviceLog = `${root}artifacts/service.log`

// The built product with a small demo site, as a stranger's `npm start` would serve it. `npm run e2e` gives the browser and
// a fresh data directory, which the commands that the journeys run inherit.
export default defineConfig({
  testDir: './journeys',
  outputDir: '../artifacts/playwright',
  reporter: [['list'], ['json', { outputFile: '../artifacts/playwright.json' }]],
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: journeysUrl,
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.PANORAMA_TEST_CHROMIUM ?? '',
      // Chromium refuses its sandbox to root, as in most containers; the rest keeps it from looking outside.
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: `mkdir -p artifacts && exec node build/main.js 2> "${serviceLog}"`,
    cwd: root,
    url: `${journeysUrl}/health/ready`,
    timeout: 180_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: {
      PANORAMA_MFE_PORT: String(port),
      PANORAMA_DEMO_LEARNERS: '500',
      PANORAMA_LOG_LEVEL: 'debug',
      PANORAMA_ELT_SETTINGS: extractionSettings,
      PANORAMA_CRONTAB: 'off',
      PANORAMA_TOOLS_IN_DEMO: 'true',
      PANORAMA_AWS_ACCOUNT_ID: accountId,
      PANORAMA_AWS_ACCESS_KEY: accessKeyId,
      PANORAMA_AWS_SECRET_ACCESS_KEY: secretAccessKey,
      PANORAMA_DEFAULT_USER_ARN: `arn:aws:quicksight:us-east-1:${accountId}:user/default/panorama`,
      PANORAMA_QUICKSIGHT_CAPACITY_PRICING: 'true',
      PANORAMA_QUICKSIGHT_STAND_IN: `http://localhost:${quickSightPort}`,
    },
  },
})
