import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { runAside } from './process.mjs'

/**
 * @typedef {object} PythonProgram
 * @property {string} name of its folder
 * @property {string} title what people call it
 * @property {string} toExpect how much comes, for the line that is said before
 * @property {string} requirements path of its list of packages
 * @property {readonly string[]} [others] paths of other files that make it what it is
 * @property {readonly string[]} pythons commands that may be a fit Python, the best first
 * @property {RegExp} version of a fit Python, as `(3, 11)`
 * @property {string} needs the versions in words
 */

/**
 * Where a program is, or would be: outside the checkout, one folder for each list of packages.
 * @param {PythonProgram} program
 */
export function environmentOf({ name, requirements, others = [] }) {
  const hash = createHash('sha256')
  for (const file of [requirements, ...others]) hash.update(readFileSync(file))
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  return join(cache, 'panorama', `${name}-${hash.digest('hex').slice(0, 12)}`)
}

/** Whether the program was installed to its end. */
export const isInstalled = (program) => existsSync(join(environmentOf(program), 'installed'))

/**
 * A program from PyPI in a virtual environment of its own: made once. It asks nothing of the thread that waits for it.
 * @param {PythonProgram} program
 * @param {(folder: string) => Promise<void>} [finish] what is left to do when its packages are there
 * @returns {Promise<string>} the folder of the environment
 * @throws Error with the reason, for instance that PyPI cannot be reached
 */
export async function installFromPypi(program, finish) {
  const folder = environmentOf(program)
  if (isInstalled(program)) return folder
  console.error(`Installing ${program.title} from PyPI (once; ${program.toExpect}) …`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await makeEnvironment(program, folder)
  await installPackages(program, join(folder, 'bin'))
  await finish?.(folder)
  writeFileSync(join(folder, 'installed'), '')
  return folder
}

/** On Debian and Ubuntu Python and a part of it are packages of their own, which root is spared to look for. */
async function makeEnvironment(program, folder) {
  const make = async () => {
    const python = await findPython(program)
    return python !== null && (await runAside([python, ['-m', 'venv', folder]])).code === 0
  }
  if (await make()) return
  if (getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' } }
    // Another part of the gate may be installing something of its own.
    const patient = ['-o', 'DPkg::Lock::Timeout=300']
    await runAside(['apt-get', [...patient, 'update', '-qq']], quiet)
    const packages = ['python3', 'python3-venv']
    await runAside(['apt-get', [...patient, 'install', '-y', '-qq', '--no-install-recommends', ...packages]], quiet)
    if (await make()) return
  }
  throw new Error(
    `${program.title} needs ${program.needs} with its module venv; on Debian the latter is the package python3-venv.`,
  )
}

async function findPython({ pythons, version }) {
  for (const name of pythons) {
    const { code, words } = await runAside([name, ['-c', 'import sys; print(sys.version_info[:2])']])
    if (code === 0 && version.test(words)) return name
  }
  return null
}

/** With uv, which takes a tenth of the time, where PyPI has it for this machine and it gets through; else with pip. */
async function installPackages({ title, requirements }, bin) {
  const python = join(bin, 'python')
  const pip = (...words) => runAside([python, ['-m', 'pip', 'install', '--quiet', '--prefer-binary', ...words]])
  const { PIP_CERT, SSL_CERT_FILE = PIP_CERT } = process.env
  const trust = SSL_CERT_FILE ? { env: { SSL_CERT_FILE } } : {}
  const uv = ['pip', 'install', '--quiet', '--no-cache', '--python', python, '-r', requirements]
  if (
    (await pip('--no-compile', 'uv==0.13.9')).code === 0 &&
    (await runAside([join(bin, 'uv'), uv], trust)).code === 0
  ) {
    return
  }
  const { code, words } = await pip('-r', requirements)
  if (code !== 0) {
    throw new Error(`${title} could not be installed: PyPI cannot be reached, or a package does not build.\n${words}`)
  }
}
