import { randomUUID } from 'node:crypto'
import { certificateSchema } from '../contract/retirement.ts'
import { newAccessVersion } from './access-rules.ts'
import { auditStatement } from './audit-log.ts'
import type { Database } from './database.ts'
import { markOf } from './retired-list.ts'
import type { Store } from './store.ts'

/** Where the store has usernames of people who changed something. */
const columnsOfNames = [
  ['audit_log', 'actor'],
  ['settings', 'changed_by'],
  ['credentials', 'created_by'],
  ['retirements', 'requested_by'],
] as const

/** Who did what was done by somebody who was retired. */
const somebody = 'retired person'

export function retirements(
  database: Database,
  nextId: () => string,
): Pick<Store, 'addRetired' | 'standInOf' | 'forgetUsernames' | 'recordRetirement' | 'retirements'> {
  async function marksOf(people: Parameters<Store['addRetired']>[1]): Promise<string[]> {
    const { rows } = await database.execute('SELECT key FROM retirement_key')
    return people.map((known) => markOf(String(rows[0]?.key), known))
  }

  return {
    async addRetired(dataSet, people) {
      const marks = await marksOf(people)
      await database.writeTogether(
        marks.map((mark) => ({
          sql: 'INSERT OR IGNORE INTO retired_marks (data_set, mark) VALUES (?, ?)',
          args: [dataSet, mark],
        })),
      )
    },

    async standInOf(dataSet, people) {
      const marks = await marksOf(people)
      const { rows } = await database.execute({
        sql: `SELECT stand_in FROM retirements_under_way
              WHERE data_set = ? AND mark IN (${marks.map(() => '?').join(', ')}) ORDER BY stand_in LIMIT 1`,
        args: [dataSet, ...marks],
      })
      const standIn = String(rows[0]?.stand_in ?? randomUUID())
      await database.writeTogether(
        marks.map((mark) => ({
          sql: 'INSERT OR REPLACE INTO retirements_under_way (data_set, mark, stand_in) VALUES (?, ?, ?)',
          args: [dataSet, mark, standIn],
        })),
      )
      return standIn
    },

    async forgetUsernames(usernames) {
      const all = [...new Set(usernames.flatMap((name) => [name, name.toLowerCase()]))]
      if (all.length === 0) return []
      const isTheirs = (column: string) => `${column} COLLATE NOCASE IN (${all.map(() => '?').join(', ')})`
      const changed = columnsOfNames.map(([table, column]) => ({
        table,
        sql: `UPDATE ${table} SET ${column} = '${somebody}' WHERE ${isTheirs(column)}`,
      }))
      // Who gets which dashboards names people, as does who looks as whom, and the audit log says so of each change.
      const told = (['before_value', 'after_value'] as const).map((column) => ({
        table: 'audit_log',
        sql: `UPDATE audit_log SET ${column} = json_object('username', '${somebody}')
              WHERE (action LIKE 'access.person.%' OR action LIKE 'view.%')
                AND ${isTheirs(`json_extract(${column}, '$.username')`)}`,
      }))
      const given = { table: 'access_people', sql: `DELETE FROM access_people WHERE ${isTheirs('username')}` }
      const seen = (['onlooker', "json_extract(seen_as, '$.username')"] as const).map((column) => ({
        table: 'views',
        sql: `DELETE FROM views WHERE ${isTheirs(column)}`,
      }))
      const work = [...changed, ...told, given, ...seen]
      const results = await database.writeTogether([...work.map(({ sql }) => ({ sql, args: all })), newAccessVersion])
      return work.map(({ table }, index) => ({ table, rows: results[index]?.rowsAffected ?? 0 }))
    },

    async recordRetirement(wanted, { standIn, requestId }) {
      const id = nextId()
      const { requestedBy, ...told } = wanted
      const { at, how, dataSet } = told
      await database.writeTogether([
        {
          sql: 'INSERT INTO retirements (id, at, requested_by, how, certificate) VALUES (?, ?, ?, ?, ?)',
          args: [id, at, requestedBy, how, JSON.stringify({ id, ...told })],
        },
        auditStatement({
          ...{ id: nextId(), at, actor: requestedBy, action: 'person.retired', requestId },
          before: { sql: 'NULL', args: [] },
          after: JSON.stringify({ certificate: id, how, dataSet }),
        }),
        { sql: 'DELETE FROM retirements_under_way WHERE stand_in = ?', args: [standIn ?? ''] },
      ])
      return { id, ...wanted }
    },

    async retirements(limit) {
      const { rows } = await database.execute({
        sql: 'SELECT certificate, requested_by FROM retirements ORDER BY id DESC LIMIT ?',
        args: [limit],
      })
      return rows.map((row) =>
        certificateSchema.parse({ ...JSON.parse(String(row.certificate)), requestedBy: row.requested_by }),
      )
    },
  }
}
