import { argv } from 'node:process'
import { ensureBuilt } from './build.mjs'
import { at } from './place.mjs'

/** `npm run panorama -- …`: the command line. */
export async function run(words) {
  ensureBuilt()
  argv.splice(2, argv.length, ...words)
  await import(at('build/cli.js'))
}
