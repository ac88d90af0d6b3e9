import { argv } from 'node:process'
import { ensureBuilt } from './build.mjs'
import { at } from './place.mjs'
import { command, runHere } from './process.mjs'

/** `npm start`: the service with the built screen. */
export async function run(words) {
  // Tutor's development image starts every micro-frontend with webpack's option; it wants the dev server on $PORT.
  if (words.includes('--config')) {
    process.exitCode = await runHere(command('vite/bin/vite.js', '--strictPort'))
    return
  }
  ensureBuilt()
  argv.splice(2, argv.length, ...words)
  await import(at('build/main.js'))
}
