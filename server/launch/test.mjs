import { readFileSync, rmSync } from 'node:fs'
import { exit } from 'node:process'
import { findChromium } from './browser.mjs'
import { check } from './check.mjs'
import { journeys } from './e2e.mjs'
import { at } from './place.mjs'
import { command, runHere } from './process.mjs'

/** `npm test`: everything that proves the product, and a last line that counts it. */
export async function run(words) {
  if (words.length > 0) exit(await runHere(command('vitest/vitest.mjs', 'run', ...words)))
  await findChromium()
  rmSync(at('artifacts'), { recursive: true, force: true })
  const inOrder = check()
  const reporters = ['--reporter=default', '--reporter=json', '--outputFile.json=artifacts/vitest.json']
  const unit = await runHere(command('vitest/vitest.mjs', 'run', ...reporters))
  const browser = await journeys()

  const counts = [vitestCounts(), playwrightCounts()]
  const passed = counts.reduce((sum, count) => sum + count.passed, inOrder ? 1 : 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, inOrder ? 0 : 1)
  console.log(`${passed} passed, ${failed} failed`)
  exit(inOrder && unit === 0 && browser === 0 && failed === 0 ? 0 : 1)
}

/** A runner that left no report did not run: that is a failure, never silence. */
const missing = { passed: 0, failed: 1 }

function vitestCounts() {
  const report = read('artifacts/vitest.json')
  return report ? { passed: report.numPassedTests, failed: report.numFailedTests } : missing
}

function playwrightCounts() {
  const report = read('artifacts/playwright.json')
  return report ? { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected } : missing
}

function read(file) {
  try {
    return JSON.parse(readFileSync(at(file), 'utf8'))
  } catch {
    return null
  }
}
