import { defineConfig } from '@playwright/test'

const port = 2190
const root = new URL('..', import.meta.url).pathname

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
    baseURL: `http://localhost:${port}`,
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
    command: 'node build/main.js',
    cwd: root,
    url: `http://localhost:${port}/health/ready`,
    timeout: 180_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: {
      PANORAMA_MFE_PORT: String(port),
      PANORAMA_DEMO_LEARNERS: '500',
      PANORAMA_LOG_LEVEL: 'warn',
    },
  },
})
