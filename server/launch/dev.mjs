import { spawn } from 'node:child_process'
import { execPath } from 'node:process'
import { ensureBuilt } from './build.mjs'
import { at, root } from './place.mjs'
import { command } from './process.mjs'

/** `npm run dev`: the screen with hot reload on 2100, the service behind it on 2101, both rebuilt as files change. */
export function run() {
  ensureBuilt()
  const children = [
    start(command('vite/bin/vite.js', 'build', '--ssr', '--watch', '--logLevel', 'warn', '--emptyOutDir', 'false')),
    start([execPath, ['--watch-path', at('build'), at('build/main.js')]], { PANORAMA_MFE_PORT: '2101' }),
    start(command('vite/bin/vite.js', '--strictPort')),
  ]
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => children.forEach((child) => void child.kill('SIGTERM')))
}

function start([file, words], env = {}) {
  return spawn(file, words, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
}
