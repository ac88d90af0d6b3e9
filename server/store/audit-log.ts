import type { InStatement } from '@libsql/client'
import { auditEntrySchema } from '../contract/audit.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Database } from './database.ts'
import type { Store } from './store.ts'

export function auditLog(
  database: Database,
  clock: Clock,
  nextId: () => string,
): Pick<Store, 'record' | 'auditEntries'> {
  return {
    async record({ actor, action, before, after, requestId }) {
      const at = clock.now().toISOString()
      await database.execute(
        auditStatement({
          id: nextId(),
          at,
          actor,
          action,
          before: { sql: '?', args: [before ?? null] },
          after: after ?? null,
          requestId,
        }),
      )
    },

    async auditEntries({ before, limit }) {
      // Keyset paging: ids sort by time, so a page stays put while new entries arrive above it.
      const { rows } = await database.execute({
        sql: `SELECT id, at, actor, action, before_value AS "before", after_value AS "after", request_id AS "requestId"
              FROM audit_log WHERE (?1 IS NULL OR id < ?1) ORDER BY id DESC LIMIT ?2`,
        args: [before ?? null, limit + 1],
      })
      const entries = rows.slice(0, limit).map((row) => auditEntrySchema.parse({ ...row }))
      return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null }
    },
  }
}

/** The statement that writes one entry; `before` is an SQL expression, so that it can read the state it replaces. */
export function auditStatement(entry: {
  id: string
  at: string
  actor: string
  action: string
  before: { sql: string; args: readonly (string | null)[] }
  after: string | null
  requestId: string | undefined
}): InStatement {
  const { id, at, actor, action, before, after, requestId } = entry
  return {
    sql: `INSERT INTO audit_log (id, at, actor, action, before_value, after_value, request_id)
          VALUES (?, ?, ?, ?, ${before.sql}, ?, ?)`,
    args: [id, at, actor, action, ...before.args, after, requestId ?? null],
  }
}
