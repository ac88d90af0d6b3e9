import { readFileSync } from 'node:fs'
import { exit } from 'node:process'
import { at } from './place.mjs'

/** A runner that left no report did not run: that is a failure, never silence. */
const missing = { passed: 0, failed: 1 }

/** @param code what Vitest ended with: something may have gone wrong outside of every test */
export function vitestTally(file, code) {
  const report = read(file)
  return report ? withCode({ passed: report.numPassedTests, failed: report.numFailedTests }, code) : missing
}

export function playwrightTally(file, code) {
  const report = read(file)
  if (!report) return missing
  const { expected, flaky, unexpected } = report.stats
  return withCode({ passed: expected + flaky, failed: unexpected }, code)
}

function withCode({ passed, failed }, code) {
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed }
}

/** Says the sum of all in one last line, and ends the process by it. */
export function tellAndExit(tallies) {
  const sum = (count) => tallies.reduce((all, tally) => all + tally[count], 0)
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
  exit(sum('failed') === 0 ? 0 : 1)
}

function read(file) {
  try {
    return JSON.parse(readFileSync(at(file), 'utf8'))
  } catch {
    return null
  }
}
