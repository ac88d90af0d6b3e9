import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { at } from '../place.mjs'
import { runAside } from '../process.mjs'
import { installFromPypi } from '../python-environment.mjs'

const databaseMaker = at('server/launch/superset/make-database.py')

/** Superset runs on Python 3.10 and 3.11. */
const superset = {
  name: 'superset',
  title: 'Apache Superset',
  toExpect: 'a minute or more, 700 MB',
  requirements: at('server/launch/superset/requirements.txt'),
  others: [databaseMaker],
  pythons: ['python3.11', 'python3.10', 'python3'],
  version: /\(3, 1[01]\)/,
  needs: 'Python 3.10 or 3.11',
}

/** Of the database that is made with the installation; its server answers on loopback while the suite runs. */
export const suiteAdmin = { user: 'admin', password: 'an-admin-of-the-suite' }

/**
 * Apache Superset in an environment of its own, with a fresh database to be copied.
 * @returns the folder of the environment
 * @throws Error with the reason, for instance that PyPI cannot be reached
 */
export const installSuperset = () => installFromPypi(superset, makeDatabase)

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
  const { code, words } = await runAside([join(folder, 'bin', 'python'), [databaseMaker]], { env })
  if (code !== 0) throw new Error(`Apache Superset was installed, but its database could not be made.\n${words}`)
}
