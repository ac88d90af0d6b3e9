import type { ViewKind } from '../contract/view.ts'
import type { Clock } from '../kernel/clock.ts'
import { auditStatement } from './audit-log.ts'
import type { Database } from './database.ts'
import type { KeptView, Store } from './store.ts'

export function views(
  database: Database,
  clock: Clock,
  nextId: () => string,
): Pick<Store, 'beginView' | 'view' | 'endView'> {
  const store: ReturnType<typeof views> = {
    async beginView(key, view, requestId) {
      const at = clock.now().toISOString()
      await database.writeTogether([
        // Nobody asks for them again, and they may name people.
        { sql: 'DELETE FROM views WHERE until <= ?', args: [at] },
        {
          sql: 'INSERT INTO views (key, onlooker_id, onlooker, data_set, seen_as, until) VALUES (?, ?, ?, ?, ?, ?)',
          args: [key, view.onlookerId, view.onlooker, view.dataSet, JSON.stringify(view.seenAs), view.until],
        },
        auditStatement({
          ...{ id: nextId(), at, actor: view.onlooker, action: 'view.begun', requestId },
          before: { sql: 'NULL', args: [] },
          after: auditText(view),
        }),
      ])
    },

    async view(key) {
      const { rows } = await database.execute({
        sql: 'SELECT onlooker_id, onlooker, data_set, seen_as, until FROM views WHERE key = ?',
        args: [key],
      })
      const row = rows[0]
      if (!row) return null
      return {
        onlookerId: Number(row.onlooker_id),
        onlooker: String(row.onlooker),
        dataSet: row.data_set === 'demo' ? 'demo' : 'real',
        seenAs: JSON.parse(String(row.seen_as)) as KeptView['seenAs'],
        until: String(row.until),
      }
    },

    async endView(key, requestId) {
      const view = await store.view(key)
      if (view === null) return
      await database.writeTogether([
        { sql: 'DELETE FROM views WHERE key = ?', args: [key] },
        auditStatement({
          ...{ id: nextId(), at: clock.now().toISOString(), actor: view.onlooker, action: 'view.ended', requestId },
          before: { sql: '?', args: [auditText(view)] },
          after: null,
        }),
      ])
    },
  }
  return store
}

/** Whom somebody looked at, and in which course. `forgetUsernames` finds people in it by `username`. */
function auditText({ seenAs: { as, course, userId, username }, until }: KeptView): string {
  const told: { as: ViewKind; [more: string]: unknown } = { as }
  if (course !== undefined) told.course = course.courseKey
  if (userId !== undefined) told.userId = userId
  if (username !== undefined) told.username = username
  return JSON.stringify({ ...told, until })
}
