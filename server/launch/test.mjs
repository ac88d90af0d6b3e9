import { rmSync } from 'node:fs'
import { exit } from 'node:process'
import { findChromium } from './browser.mjs'
import { check } from './check.mjs'
import { journeys } from './e2e.mjs'
import { ensureMariadb } from './mariadb.mjs'
import { ensureMoto } from './moto/install.mjs'
import { at } from './place.mjs'
import { command, runHere } from './process.mjs'
import { playwrightTally, tellAndExit, vitestTally } from './tally.mjs'

/** `npm test`: everything that proves the product by itself, and a last line that counts it. */
export async function run(words) {
  if (words.length > 0) exit(await runHere(command('vitest/vitest.mjs', 'run', ...words)))
  tellAndExit(await proveProduct())
}

/** @returns what passed and failed of each runner */
export async function proveProduct() {
  await findChromium()
  ensureMariadb()
  await ensureMoto()
  rmSync(at('artifacts'), { recursive: true, force: true })
  const inOrder = await check()
  const report = 'artifacts/vitest.json'
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const unit = vitestTally(report, await runHere(command('vitest/vitest.mjs', 'run', ...reporters)))
  const browser = playwrightTally('artifacts/playwright.json', await journeys())
  return [inOrder ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }, unit, browser]
}
