import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { at, root } from './place.mjs'
import { command, runOrExit } from './process.mjs'

const stamp = at('build/fingerprint')
const publicPath = process.env.PUBLIC_PATH ?? '/'

/** `npm run build`: the screen into dist/, the service and its commands into build/. */
export function run() {
  build()
}

/** Builds unless what is there was built from these very sources. */
export function ensureBuilt() {
  if (existsSync(stamp) && existsSync(at('dist/index.html')) && readFileSync(stamp, 'utf8') === fingerprint()) return
  console.error('Building (a few seconds) …')
  build()
}

function build() {
  const vite = 'vite/bin/vite.js'
  runOrExit(command(vite, 'build', '--logLevel', 'warn'))
  runOrExit(command(vite, 'build', '--ssr', '--logLevel', 'warn'))
  writeFileSync(stamp, fingerprint())
}

/** One hash over everything that goes into a build. */
function fingerprint() {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]).update(publicPath)
  for (const file of ['package-lock.json', 'vite.config.ts', 'tsconfig.json']) hash.update(readFileSync(at(file)))
  for (const folder of ['src', 'server', 'public']) {
    for (const file of filesUnder(at(folder))) hash.update(file.slice(root.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesUnder(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((left, right) => (left.name < right.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesUnder(path) : [path]
  })
}
