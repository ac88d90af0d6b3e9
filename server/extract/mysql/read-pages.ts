import { PanoramaError } from '../../kernel/errors.ts'
import type { MysqlSettings } from '../settings/settings.ts'
import { columnText } from './column-text.ts'
import type { MysqlConnection } from './connection.ts'
import { describeTable, type SourceColumn } from './describe-table.ts'
import { quoteName } from './quoting.ts'

/** Some rows of a table, by its primary key `id`. */
interface Page {
  readonly table: string
  readonly columns: readonly string[]
  /** The key behind which the page begins. */
  readonly after: string | null
  readonly ids?: readonly string[]
  readonly idsToSkip?: readonly string[]
  readonly limit: number
}

/**
 * Reads tables page by page in the order of their primary key: each page begins where the one before it ended, so that the last costs
 * no more than the first, and rows that come or go meanwhile move nobody else's place.
 */
export function readPages(connection: MysqlConnection, settings: MysqlSettings) {
  const described = new Map<string, readonly SourceColumn[]>()

  async function columnsOf(table: string): Promise<readonly SourceColumn[] | null> {
    try {
      const columns = described.get(table) ?? (await describeTable(connection, settings, table))
      described.set(table, columns)
      return columns
    } catch (cause) {
      if (cause instanceof PanoramaError && cause.code === 'not_found') return null
      throw cause
    }
  }

  return {
    /** @returns null for a table that there is not */
    async columns(table: string): Promise<ReadonlySet<string> | null> {
      const columns = await columnsOf(table)
      return columns && new Set(columns.map(({ name }) => name))
    },
    async page({ table, columns, after, ids, idsToSkip, limit }: Page): Promise<Record<string, string | null>[]> {
      if (ids?.length === 0) return []
      const known = (await columnsOf(table)) ?? []
      const texts = columns.map((name) => {
        const column = known.find((candidate) => candidate.name === name)
        return `${column ? columnText(column) : quoteName(name)} AS ${quoteName(name)}`
      })
      const among = (values: readonly string[]) => `(${values.map(() => '?').join(', ')})`
      const conditions = [
        ...(after === null ? [] : ['id > ?']),
        ...(ids ? [`id IN ${among(ids)}`] : []),
        ...(idsToSkip && idsToSkip.length > 0 ? [`id NOT IN ${among(idsToSkip)}`] : []),
      ]
      const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
      const sql = `SELECT ${texts.join(', ')} FROM ${quoteName(table)} ${where} ORDER BY id LIMIT ${Math.trunc(limit)}`
      return connection.rows(sql, [...(after === null ? [] : [after]), ...(ids ?? []), ...(idsToSkip ?? [])])
    },
  }
}
