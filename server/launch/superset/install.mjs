import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { at } from '../place.mjs'
import { runAside } from '../process.mjs'

const ours = at('server/launch/superset')

/** Of the database that is made with the installation; its server answers on loopback while the suite runs. */
export const suiteAdmin = { user: 'admin', password: 'an-admin-of-the-suite' }

/**
 * Apache Superset in a virtual environment of its own, outside the checkout, with a fresh database to be copied: made once
 * for each list of packages. It asks nothing of the thread that waits for it.
 * @returns the folder of the environment
 * @throws Error with the reason, for instance that PyPI cannot be reached
 */
export async function installSuperset() {
  const hash = createHash('sha256')
  for (const name of ['requirements.txt', 'make-database.py']) hash.update(readFileSync(join(ours, name)))
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  const folder = join(cache, 'panorama', `superset-${hash.digest('hex').slice(0, 12)}`)
  const done = join(folder, 'installed')
  if (existsSync(done)) return folder
  console.error('Installing Apache Superset from PyPI (once; a minute or more, 700 MB) …')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await makeEnvironment(folder)
  await installPackages(join(folder, 'bin'))
  await makeDatabase(folder)
  writeFileSync(done, '')
  return folder
}

/** On Debian and Ubuntu Python and a part of it are packages of their own, which root is spared to look for. */
async function makeEnvironment(folder) {
  const make = async () => {
    const python = await findPython()
    return python !== null && (await runAside([python, ['-m', 'venv', folder]])).code === 0
  }
  if (await make()) return
  if (getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' } }
    await runAside(['apt-get', ['update', '-qq']], quiet)
    const packages = ['python3', 'python3-venv']
    await runAside(['apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]], quiet)
    if (await make()) return
  }
  throw new Error(
    'Apache Superset needs Python 3.10 or 3.11 with its module venv; on Debian the latter is the package python3-venv.',
  )
}

/** Superset runs on Python 3.10 and 3.11. */
async function findPython() {
  for (const name of ['python3.11', 'python3.10', 'python3']) {
    const { code, words } = await runAside([name, ['-c', 'import sys; print(sys.version_info[:2])']])
    if (code === 0 && /\(3, 1[01]\)/.test(words)) return name
  }
  return null
}

/** With uv, which takes a tenth of the time, where PyPI has it for this machine and it gets through; else with pip. */
async function installPackages(bin) {
  const python = join(bin, 'python')
  const pip = (...words) => runAside([python, ['-m', 'pip', 'install', '--quiet', '--prefer-binary', ...words]])
  const requirements = ['-r', join(ours, 'requirements.txt')]
  const { PIP_CERT, SSL_CERT_FILE = PIP_CERT } = process.env
  const trust = SSL_CERT_FILE ? { env: { SSL_CERT_FILE } } : {}
  const uv = ['pip', 'install', '--quiet', '--no-cache', '--python', python, ...requirements]
  if (
    (await pip('--no-compile', 'uv==0.13.9')).code === 0 &&
    (await runAside([join(bin, 'uv'), uv], trust)).code === 0
  ) {
    return
  }
  const { code, words } = await pip(...requirements)
  if (code !== 0) {
    throw new Error(
      `Apache Superset could not be installed: PyPI cannot be reached, or a package does not build.\n${words}`,
    )
  }
}

/** Its tables and roles are the same each time, and take half a minute to make. */
async function makeDatabase(folder) {
  const configuration = join(folder, 'configuration.py')
  const database = join(folder, 'made.db')
  writeFileSync(
    configuration,
    `SECRET_KEY = "of-an-empty-database"\nSQLALCHEMY_DATABASE_URI = "sqlite:///${database}?check_same_thread=false"\n`,
  )
  const env = {
    SUPERSET_HOME: folder,
    SUPERSET_CONFIG_PATH: configuration,
    SUITE_ADMIN_USER: suiteAdmin.user,
    SUITE_ADMIN_PASSWORD: suiteAdmin.password,
  }
  const { code, words } = await runAside([join(folder, 'bin', 'python'), [join(ours, 'make-database.py')]], { env })
  if (code !== 0) throw new Error(`Apache Superset was installed, but its database could not be made.\n${words}`)
}
