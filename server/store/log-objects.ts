import type { Clock } from '../kernel/clock.ts'
import type { Database } from './database.ts'
import { runStatement } from './import-runs.ts'
import type { LogObject, Store } from './store.ts'

/** Objects with logs that were read, in one bucket each. */
export function logObjects(
  database: Database,
  clock: Clock,
): Pick<Store, 'logObjects' | 'lastLogObjects' | 'countLogObjects' | 'saveLogObjects'> {
  return {
    async logObjects(dataSet, bucket, { from, to }) {
      const { rows } = await database.execute({
        sql: `SELECT key, etag, outcome FROM log_objects WHERE data_set = ? AND bucket = ? AND key BETWEEN ? AND ?`,
        args: [dataSet, bucket, from, to],
      })
      return rows.map(({ key, etag, outcome }) => ({
        key: String(key),
        etag: String(etag),
        outcome: String(outcome) as LogObject['outcome'],
      }))
    },

    async lastLogObjects(dataSet, { limit, isOnlyFaulty }) {
      const { rows } = await database.execute({
        sql: `SELECT bucket, key, etag, bytes, lines, kept, outcome, reason, at FROM log_objects
              WHERE data_set = ? ${isOnlyFaulty ? "AND outcome <> 'done'" : ''} ORDER BY at DESC, bucket, key LIMIT ?`,
        args: [dataSet, limit],
      })
      return rows.map((row) => ({
        bucket: String(row.bucket),
        key: String(row.key),
        etag: String(row.etag),
        bytes: Number(row.bytes),
        lines: Number(row.lines),
        kept: Number(row.kept),
        outcome: String(row.outcome) as LogObject['outcome'],
        reason: row.reason === null ? null : String(row.reason),
        at: String(row.at),
      }))
    },

    async countLogObjects(dataSet) {
      const { rows } = await database.execute({
        sql: `SELECT bucket, count(*) AS objects, sum(bytes) AS bytes, sum(lines) AS lines, sum(kept) AS kept,
                sum(outcome = 'damaged') AS damaged, sum(outcome = 'unreadable') AS unreadable, max(at) AS last_at
              FROM log_objects WHERE data_set = ? GROUP BY bucket ORDER BY bucket`,
        args: [dataSet],
      })
      return rows.map((row) => ({
        bucket: String(row.bucket),
        objects: Number(row.objects),
        bytes: Number(row.bytes),
        lines: Number(row.lines),
        kept: Number(row.kept),
        damaged: Number(row.damaged),
        unreadable: Number(row.unreadable),
        lastAt: String(row.last_at),
      }))
    },

    async saveLogObjects({ dataSet, bucket, objects, run }) {
      const at = clock.now().toISOString()
      await database.writeTogether([
        runStatement(run.id, run.report, 'running', at),
        ...objects.map(({ key, etag, bytes, lines, kept, outcome, reason }) => ({
          sql: `INSERT INTO log_objects (data_set, bucket, key, etag, bytes, lines, kept, outcome, reason, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (data_set, bucket, key) DO UPDATE SET etag = excluded.etag, bytes = excluded.bytes, lines = excluded.lines,
                  kept = excluded.kept, outcome = excluded.outcome, reason = excluded.reason, at = excluded.at`,
          args: [dataSet, bucket, key, etag, bytes, lines, kept, outcome, reason, at],
        })),
      ])
    },
  }
}
