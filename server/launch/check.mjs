import { exit } from 'node:process'
import { command, runQuietly } from './process.mjs'

const checks = [
  ['types', command('typescript/bin/tsc', '--noEmit')],
  ['style', command('@biomejs/biome/bin/biome', 'check', '--error-on-warnings')],
  ['boundaries', command('dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'server', 'e2e')],
  ['dead code', command('knip/bin/knip.js')],
]

/** `npm run check`: all of them, so that one run tells everything there is to mend. */
export function run() {
  if (!check()) exit(1)
}

export function check() {
  const failed = checks.filter(([name, program]) => {
    console.error(`Checking ${name} …`)
    return runQuietly(program) !== 0
  })
  if (failed.length > 0) console.error(`Not in order: ${failed.map(([name]) => name).join(', ')}.`)
  return failed.length === 0
}
