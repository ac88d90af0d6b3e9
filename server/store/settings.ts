import type { Clock } from '../kernel/clock.ts'
import { auditStatement } from './audit-log.ts'
import type { Database } from './database.ts'
import type { Store } from './store.ts'

export function settings(
  database: Database,
  clock: Clock,
  nextId: () => string,
): Pick<Store, 'setting' | 'changeSetting'> {
  return {
    async setting(key) {
      const { rows } = await database.execute({
        sql: 'SELECT value, changed_at, changed_by FROM settings WHERE key = ?',
        args: [key],
      })
      const row = rows[0]
      if (!row) return null
      return {
        value: String(row.value),
        changedAt: String(row.changed_at),
        changedBy: String(row.changed_by),
      }
    },

    async changeSetting({ key, value, by, action, initial, requestId }) {
      const at = clock.now().toISOString()
      await database.writeTogether([
        // First, while the setting still holds what it held: the entry reads `before` in the same transaction.
        auditStatement({
          id: nextId(),
          at,
          actor: by,
          action,
          before: { sql: 'coalesce((SELECT value FROM settings WHERE key = ?), ?)', args: [key, initial ?? null] },
          after: value,
          requestId,
        }),
        {
          sql: `INSERT INTO settings (key, value, changed_at, changed_by) VALUES (?, ?, ?, ?)
                ON CONFLICT (key) DO UPDATE
                SET value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
          args: [key, value, at, by],
        },
      ])
    },
  }
}
