import { rmSync } from 'node:fs'
import { exit } from 'node:process'
import { findChromium } from './browser.mjs'
import { check } from './check.mjs'
import { journeys } from './e2e.mjs'
import { ensureMariadb } from './mariadb.mjs'
import { ensureMoto } from './moto/install.mjs'
import { at } from './place.mjs'
import { command, runHere } from './process.mjs'
import { ensureSecantus } from './secantus/install.mjs'
import { playwrightTally, tellAndExit, vitestTally } from './tally.mjs'

/** `npm test`: everything that proves the product by itself, and a last line that counts it. */
export async function run(words) {
  if (words.length > 0) exit(await runHere(command('vitest/vitest.mjs', 'run', ...words)))
  tellAndExit(await proveProduct())
}

/**
 * @param beside what else is to be proved: it runs beside the journeys, which wait more than they work
 * @returns what passed and failed of each runner
 */
export async function proveProduct(beside = async () => []) {
  await findChromium()
  ensureMariadb()
  await ensureMoto()
  await ensureSecantus()
  rmSync(at('artifacts'), { recursive: true, force: true })
  const inOrder = await check()
  const report = 'artifacts/vitest.json'
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const unit = vitestTally(report, await runHere(command('vitest/vitest.mjs', 'run', ...reporters)))
  const [browser, more] = await Promise.all([
    journeys().then((code) => playwrightTally('artifacts/playwright.json', code)),
    beside(),
  ])
  return [inOrder ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }, unit, browser, ...more]
}
