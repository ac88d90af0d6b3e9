import type { Clock } from '../kernel/clock.ts'
import type { Database } from './database.ts'
import { runStatement } from './import-runs.ts'
import type { Store } from './store.ts'

export function positions(database: Database, clock: Clock): Pick<Store, 'positions' | 'saveProgress'> {
  return {
    async positions(kind, dataSet) {
      const { rows } = await database.execute({
        sql: 'SELECT source, value, saved_at FROM positions WHERE kind = ? AND data_set = ? ORDER BY source',
        args: [kind, dataSet],
      })
      return rows.map((row) => ({
        source: String(row.source),
        value: String(row.value),
        savedAt: String(row.saved_at),
      }))
    },

    async saveProgress({ kind, dataSet, positions: saved, forgotten = [], run }) {
      const at = clock.now().toISOString()
      await database.writeTogether([
        runStatement(run.id, run.report, 'running', at),
        ...saved.map(({ source, value }) => ({
          sql: `INSERT INTO positions (kind, data_set, source, value, saved_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (kind, data_set, source) DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at`,
          args: [kind, dataSet, source, value, at],
        })),
        ...forgotten.map((source) => ({
          sql: 'DELETE FROM positions WHERE kind = ? AND data_set = ? AND source = ?',
          args: [kind, dataSet, source],
        })),
      ])
    },
  }
}
