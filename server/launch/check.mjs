import { exit } from 'node:process'
import { command, runHere } from './process.mjs'

const checks = [
  ['types', command('typescript/bin/tsc', '--noEmit')],
  ['style', command('@biomejs/biome/bin/biome', 'check', '--error-on-warnings')],
  ['boundaries', command('dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'server', 'e2e')],
  ['dead code', command('knip/bin/knip.js')],
]

/** `npm run check`: all of them, so that one run tells everything there is to mend. */
export async function run() {
  if (!(await check())) exit(1)
}

export async function check() {
  const failed = []
  for (const [name, program] of checks) {
    console.error(`Checking ${name} …`)
    if ((await runHere(program, { stdio: ['ignore', 2, 2] })) !== 0) failed.push(name)
  }
  if (failed.length > 0) console.error(`Not in order: ${failed.join(', ')}.`)
  return failed.length === 0
}
