import { PanoramaError } from '../../kernel/errors.ts'
import type { MysqlSettings, TableSettings } from '../settings/settings.ts'
import type { ConnectionFinding } from '../source.ts'
import { connectToMysql, type MysqlConnection } from './connection.ts'
import { listTables } from './describe-table.ts'
import { quoteName } from './quoting.ts'

/** Older ones have no datetime(6) or no JSON, and Open edX does not run on them any more. */
const oldest = { MySQL: [5, 7], MariaDB: [10, 2] } as const

/** Connects as an extraction does, and looks whether each table of the settings file can be read. Never throws. */
export async function testConnection(
  settings: MysqlSettings,
  tables: readonly TableSettings[],
): Promise<readonly ConnectionFinding[]> {
  let connection: MysqlConnection
  try {
    connection = await connectToMysql(settings)
  } catch (failure) {
    return [{ what: 'MySQL', isOk: false, says: told(failure) }]
  }
  try {
    return [await testServer(connection, settings), ...(await testTables(connection, settings, tables))]
  } catch (failure) {
    return [{ what: 'MySQL', isOk: false, says: told(failure) }]
  } finally {
    connection.close()
  }
}

async function testServer(connection: MysqlConnection, settings: MysqlSettings): Promise<ConnectionFinding> {
  const { host, port, database } = settings
  const [server] = await connection.rows<{ version: string }>('SELECT VERSION() AS version')
  const [session] = await connection.rows<{ Value: string }>("SHOW SESSION STATUS LIKE 'Ssl_version'")
  const tables = await listTables(connection, settings)
  const product = /mariadb/i.test(server!.version) ? 'MariaDB' : 'MySQL'
  const [major = 0, minor = 0] = server!.version.split('.').map((part) => Number.parseInt(part, 10))
  const [oldestMajor, oldestMinor] = oldest[product]
  const where = `${product} ${server!.version.replace(/-.*/, '')} at ${host}:${port}, ${encryption(session?.Value)}`
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    const says = `${where}: too old, it must be ${product} ${oldestMajor}.${oldestMinor} or newer.`
    return { what: 'MySQL', isOk: false, says }
  }
  if (tables.length === 0) {
    const says = `${where}: no table of ${database} can be read. Let the user read them: GRANT SELECT ON ${database}.* TO ${settings.username}.`
    return { what: 'MySQL', isOk: false, says }
  }
  return { what: 'MySQL', isOk: true, says: `${where}: ${tables.length} tables of ${database} can be read.` }
}

const encryption = (version: string | null | undefined) => (version ? `encrypted by ${version}` : 'not encrypted')

async function testTables(
  connection: MysqlConnection,
  { database }: MysqlSettings,
  tables: readonly TableSettings[],
): Promise<ConnectionFinding[]> {
  const findings: ConnectionFinding[] = []
  for (const { name } of tables) {
    try {
      await connection.rows(`SELECT 1 FROM ${quoteName(database)}.${quoteName(name)} LIMIT 1`)
    } catch (failure) {
      findings.push({ what: `MySQL table ${name}`, isOk: false, says: told(failure) })
    }
  }
  return findings
}

/** What went wrong and what to do, in one line. */
function told(failure: unknown): string {
  if (!(failure instanceof PanoramaError)) return 'It could not be tried.'
  return failure.advice === undefined ? failure.message : `${failure.message} ${failure.advice}`
}
