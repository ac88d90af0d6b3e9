import { type ExtractionRun, extractionRunSchema } from '../contract/extraction.ts'
import type { Clock } from '../kernel/clock.ts'
import { notFound } from '../kernel/errors.ts'
import type { Database } from './database.ts'
import type { Store } from './store.ts'
import { createUnderWay } from './under-way.ts'

/** Reports of older runs are thrown away: a run every hour keeps six weeks of them. */
const mostKept = 1_000

const columns = 'id, started_at, finished_at, outcome, started_by, tables, failure, seen_at'

type ExtractionRuns = Pick<
  Store,
  'startExtraction' | 'takeUpExtraction' | 'updateExtraction' | 'recordOverlap' | 'extractions' | 'extraction'
>

export function extractionRuns(
  database: Database,
  clock: Clock,
  nextId: () => string,
): ExtractionRuns & { stop(): void } {
  const underWay = createUnderWay(database, clock, 'extraction_runs')
  const unknown = (id: string) => notFound(`There is no extraction ${id} under way.`)

  return {
    stop: underWay.stop,

    async startExtraction(startedBy) {
      const id = nextId()
      const at = clock.now().toISOString()
      // In one statement, so that of two processes one begins.
      const { rowsAffected } = await database.execute({
        sql: `INSERT INTO extraction_runs (id, started_at, outcome, started_by, tables, seen_at)
              SELECT ?, ?, 'running', ?, '[]', ?
              WHERE NOT EXISTS (SELECT 1 FROM extraction_runs WHERE outcome = 'running' AND seen_at >= ?)`,
        args: [id, at, startedBy, at, underWay.silentSince()],
      })
      if (rowsAffected === 0) return null
      underWay.begin(id)
      await database.execute({
        sql: 'DELETE FROM extraction_runs WHERE id NOT IN (SELECT id FROM extraction_runs ORDER BY id DESC LIMIT ?)',
        args: [mostKept],
      })
      return id
    },

    async takeUpExtraction(id) {
      const { rowsAffected } = await database.execute({
        sql: `UPDATE extraction_runs SET seen_at = ? WHERE id = ? AND outcome = 'running'`,
        args: [clock.now().toISOString(), id],
      })
      if (rowsAffected === 0) throw unknown(id)
      underWay.begin(id)
    },

    async updateExtraction(id, { outcome, tables, failure }) {
      // First: whatever becomes of the rest, this process does not work on it any more.
      if (outcome !== 'running') underWay.end(id)
      const at = clock.now().toISOString()
      const { rowsAffected } = await database.execute({
        sql: `UPDATE extraction_runs SET outcome = ?, tables = ?, failure = ?, finished_at = ?, seen_at = ?
              WHERE id = ? AND outcome = 'running'`,
        args: [outcome, JSON.stringify(tables), failure, outcome === 'running' ? null : at, at, id],
      })
      if (rowsAffected > 0) return
      const { rows } = await database.execute({ sql: 'SELECT 1 FROM extraction_runs WHERE id = ?', args: [id] })
      if (rows.length === 0) throw unknown(id)
    },

    async recordOverlap(startedBy) {
      const at = clock.now().toISOString()
      await database.execute({
        sql: `INSERT INTO extraction_runs (id, started_at, finished_at, outcome, started_by, tables, seen_at)
              VALUES (?, ?, ?, 'overlapped', ?, '[]', ?)`,
        args: [nextId(), at, at, startedBy, at],
      })
    },

    async extractions(limit) {
      const { rows } = await database.execute({
        sql: `SELECT ${columns} FROM extraction_runs ORDER BY id DESC LIMIT ?`,
        args: [limit],
      })
      return rows.map((row) => runOf(row, underWay.silentSince()))
    },

    async extraction(id) {
      const { rows } = await database.execute({
        sql: `SELECT ${columns} FROM extraction_runs WHERE id = ?`,
        args: [id],
      })
      if (rows[0] === undefined) throw notFound(`There is no extraction ${id}.`)
      return runOf(rows[0], underWay.silentSince())
    },
  }
}

function runOf(row: Readonly<Record<string, unknown>>, silentSince: string): ExtractionRun {
  const isLost = row.outcome === 'running' && String(row.seen_at) < silentSince
  return extractionRunSchema.parse({
    id: row.id,
    startedAt: row.started_at,
    finishedAt: isLost ? row.seen_at : row.finished_at,
    outcome: isLost ? 'interrupted' : row.outcome,
    startedBy: row.started_by,
    tables: JSON.parse(String(row.tables)),
    failure: row.failure,
  })
}
