import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exit } from 'node:process'
import { findChromium } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { command, runHere } from './process.mjs'

/** `npm run e2e`: journeys of real people in a real browser, on the built product. */
export async function run(words) {
  exit(await journeys(words))
}

/** @returns the exit code of Playwright */
export async function journeys(words = []) {
  const chromium = await findChromium()
  ensureBuilt()
  const dataDir = mkdtempSync(join(tmpdir(), 'panorama-journeys-'))
  try {
    const playwright = command('@playwright/test/cli.js', 'test', '--config', 'e2e/playwright.config.ts', ...words)
    return await runHere(playwright, { env: { PANORAMA_TEST_CHROMIUM: chromium, PANORAMA_DATA_DIR: dataDir } })
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
