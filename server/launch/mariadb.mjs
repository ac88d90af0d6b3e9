import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { exit } from 'node:process'
import { installAsRoot, isDebian } from './debian.mjs'

/** Where packages put programs; Debian keeps the server where only root's PATH leads. */
const folders = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin']

/** Path of a program of MariaDB's; undefined when it is not installed. */
export const mariadbProgram = (name) => folders.map((folder) => join(folder, name)).find((path) => existsSync(path))

const isThere = () => ['mariadbd', 'mariadb-install-db', 'mariadb'].every((name) => mariadbProgram(name) !== undefined)

/**
 * MariaDB for the tests of the extraction: on Debian and Ubuntu root installs it; everybody else is told the one command. None
 * needs to run: each test starts a server of its own.
 */
export function ensureMariadb() {
  if (isThere()) return
  console.error('Looking for MariaDB, which the tests of the extraction need …')
  installAsRoot('mariadb-server')
  if (isThere()) return
  console.error(
    isDebian()
      ? 'It is not there. Run: sudo apt-get install -y --no-install-recommends mariadb-server'
      : 'It is not there. Install MariaDB server 10.5 or newer, so that mariadbd, mariadb-install-db and mariadb are found.',
  )
  exit(69)
}
