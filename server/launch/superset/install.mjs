import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { exit, getuid } from 'node:process'
import { at } from '../place.mjs'
import { runQuietly } from '../process.mjs'

const requirements = at('server/launch/superset/requirements.txt')

/**
 * Apache Superset in a virtual environment of its own, outside the checkout: installed once for each list of packages. Where
 * PyPI cannot be reached, the process ends with that reason.
 * @returns the folder of the environment
 */
export function installSuperset() {
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  const folder = join(cache, 'panorama', `superset-${version}`)
  const done = join(folder, 'installed')
  if (existsSync(done)) return folder
  console.error('Installing Apache Superset from PyPI (once; some minutes, 800 MB) …')
  const python = findPython()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  if (!makeEnvironment(python, folder)) {
    fail('Python cannot make a virtual environment; on Debian it needs the package python3-venv.')
  }
  const words = ['-m', 'pip', 'install', '--quiet', '--prefer-binary', '-r', requirements]
  if (runQuietly([join(folder, 'bin', 'python'), words]) !== 0) {
    fail('Apache Superset could not be installed: PyPI cannot be reached, or a package does not build.')
  }
  writeFileSync(done, '')
  return folder
}

/** On Debian and Ubuntu a part of Python is a package of its own, which root is spared to look for. */
function makeEnvironment(python, folder) {
  const make = () => runQuietly([python, ['-m', 'venv', folder]]) === 0
  if (make()) return true
  if (getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' } }
  runQuietly(['apt-get', ['update', '-qq']], quiet)
  runQuietly(['apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'python3-venv']], quiet)
  return make()
}

/** Superset runs on Python 3.10 and 3.11. */
function findPython() {
  const found = ['python3.11', 'python3.10', 'python3'].find((name) => {
    const { stdout } = spawnSync(name, ['-c', 'import sys; print(sys.version_info[:2])'], { encoding: 'utf8' })
    return /\(3, 1[01]\)/.test(stdout ?? '')
  })
  return found ?? fail('Apache Superset needs Python 3.10 or 3.11, and there is none.')
}

function fail(reason) {
  console.error(`${reason}\nTo leave this suite out, say so: PANORAMA_SKIP_SUPERSET=1`)
  exit(69)
}
