import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { findChromium } from '../browser.mjs'
import { ensureBuilt } from '../build.mjs'
import { at } from '../place.mjs'
import { command, runHere } from '../process.mjs'
import { vitestTally } from '../tally.mjs'
import { installSuperset, suiteAdmin } from './install.mjs'

export const isLeftOut = () => process.env.PANORAMA_SKIP_SUPERSET === '1'

/**
 * Puts the built product and a real Superset beside each other.
 * @param installing an installation that was begun before
 * @param words for Vitest, for instance `-t doctor`
 * @param isBeside something else is on the terminal: what the suite says comes when it has ended
 * @returns what passed and failed; nothing where the suite is left out on purpose
 */
export async function proveWithSuperset({ installing = null, words = [], isBeside = false }) {
  if (isLeftOut()) {
    console.error('The suite with a real Superset is left out and counts nothing: PANORAMA_SKIP_SUPERSET=1.')
    return { passed: 0, failed: 0 }
  }
  let folder
  try {
    folder = await (installing ?? installSuperset())
  } catch (failure) {
    console.error(`${failure.message}\nTo leave the suite with Superset out, say so: PANORAMA_SKIP_SUPERSET=1`)
    return { passed: 0, failed: 1 }
  }
  const chromium = await findChromium()
  ensureBuilt()
  const report = 'artifacts/superset.json'
  rmSync(at(report), { force: true })
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`]
  const suite = command('vitest/vitest.mjs', 'run', '--config', 'e2e/superset/vitest.config.ts', ...reporters, ...words)
  const env = {
    PANORAMA_TEST_SUPERSET: folder,
    PANORAMA_TEST_SUPERSET_USER: suiteAdmin.user,
    PANORAMA_TEST_SUPERSET_PASSWORD: suiteAdmin.password,
    PANORAMA_TEST_CHROMIUM: chromium,
  }
  return vitestTally(report, await (isBeside ? runUnheard(suite, env) : runHere(suite, { env })))
}

/** By way of a file. */
async function runUnheard(suite, env) {
  const said = at('artifacts/superset.log')
  mkdirSync(at('artifacts'), { recursive: true })
  const file = openSync(said, 'w')
  const code = await runHere(suite, { env, stdio: ['ignore', file, file] })
  closeSync(file)
  const words = readFileSync(said, 'utf8')
  // Of a suite that passed its sum is enough: the service and Superset say a lot meanwhile.
  console.error(code === 0 ? words.trim().split('\n').slice(-8).join('\n') : words)
  return code
}
