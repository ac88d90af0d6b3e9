import type { MysqlSettings, TableSettings } from '../settings/settings.ts'
import type { Source } from '../source.ts'
import { withAttempts } from './attempts.ts'
import { connectToMysql, type MysqlConnection } from './connection.ts'
import { describeTable, listTables } from './describe-table.ts'
import { extractTable } from './extract-table.ts'
import { testConnection } from './test-connection.ts'

/**
 * Tables of a MySQL or MariaDB. Each call has a connection of its own, which it closes: none is held while files are written to
 * the lake or other tables are read.
 * @param tables of the settings file, which `test` looks at
 */
export function openMysqlSource(settings: MysqlSettings, tables: readonly TableSettings[] = []): Source {
  const connected = <T>(work: (connection: MysqlConnection) => Promise<T>) =>
    withAttempts(async () => {
      const connection = await connectToMysql(settings)
      try {
        return await work(connection)
      } finally {
        connection.close()
      }
    })

  return {
    test: () => testConnection(settings, tables),
    tables: () => connected((connection) => listTables(connection, settings)),
    fields: (table) =>
      connected(async (connection) => {
        const columns = await describeTable(connection, settings, table)
        return columns.map(({ name, dataType }) => ({ name, type: dataType }))
      }),
    extract: (request) => extractTable(settings, request),
    close: async () => undefined,
  }
}
