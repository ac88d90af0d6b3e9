import { exit } from 'node:process'
import { ensureBuilt } from './build.mjs'
import { command, runHere } from './process.mjs'
import { installSuperset } from './superset/install.mjs'

/** `npm run test:superset`: the built product and a real Superset beside each other. */
export async function run(words) {
  exit(await proveWithSuperset(words))
}

/** @returns the exit code of the suite; 0 where it is left out on purpose */
export async function proveWithSuperset(words = []) {
  if (process.env.PANORAMA_SKIP_SUPERSET === '1') {
    console.error('The suite with a real Superset is left out: PANORAMA_SKIP_SUPERSET=1.')
    return 0
  }
  const folder = installSuperset()
  ensureBuilt()
  const suite = command('vitest/vitest.mjs', 'run', '--config', 'e2e/superset/vitest.config.ts', ...words)
  return runHere(suite, { env: { PANORAMA_TEST_SUPERSET: folder } })
}
