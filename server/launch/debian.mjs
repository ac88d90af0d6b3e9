import { existsSync, readFileSync } from 'node:fs'
import { getuid } from 'node:process'
import { runQuietly } from './process.mjs'

/** Whether this is Debian, Ubuntu or one of their kin. */
export function isDebian() {
  return existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
}

/** Installs packages where that is possible without asking anybody: as root, on Debian. Their services are not started. */
export function installAsRoot(...packages) {
  if (!isDebian() || getuid?.() !== 0) return
  const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' } }
  runQuietly(['apt-get', ['update', '-qq']], quiet)
  runQuietly(['apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]], quiet)
}
