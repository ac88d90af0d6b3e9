import { existsSync, readFileSync } from 'node:fs'
import { execPath } from 'node:process'
import { at } from './place.mjs'
import { runOrExit } from './process.mjs'

/** Installs the packages of the lock file unless they are there already. */
export function ensureInstalled() {
  if (isInstalled()) return
  console.error('Installing packages (once; about a minute) …')
  // npm tells its scripts where it is; without npm, take the one on the path.
  const npm = process.env.npm_execpath
  const words = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  runOrExit(npm?.endsWith('.js') ? [execPath, [npm, ...words]] : ['npm', words])
}

/** What npm noted about `node_modules` against the lock file: every package in place, at its version. */
function isInstalled() {
  const noted = at('node_modules/.package-lock.json')
  if (!existsSync(noted)) return false
  const wanted = packagesOf(at('package-lock.json'))
  const present = packagesOf(noted)
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) =>
      path === '' || present[path]?.version === version || ((optional || peer) && present[path] === undefined),
  )
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}
