import type { InStatement } from '@libsql/client'
import { type ImportReport, importRunSchema } from '../contract/pipeline.ts'
import type { Clock } from '../kernel/clock.ts'
import { notFound } from '../kernel/errors.ts'
import type { Database } from './database.ts'
import type { Store } from './store.ts'
import { createUnderWay } from './under-way.ts'

const nothingYet: ImportReport = { read: 0, kept: 0, duplicates: 0, dropped: {}, quarantined: {} }

export function importRuns(
  database: Database,
  clock: Clock,
  nextId: () => string,
): Pick<Store, 'startRun' | 'updateRun' | 'runs'> & { stop(): void } {
  const underWay = createUnderWay(database, clock, 'import_runs')

  return {
    stop: underWay.stop,

    async startRun({ what, dataSet, sources }) {
      const id = nextId()
      const at = clock.now().toISOString()
      await database.execute({
        sql: `INSERT INTO import_runs (id, what, data_set, sources, started_at, seen_at, outcome, report)
              VALUES (?, ?, ?, ?, ?, ?, 'running', ?)`,
        args: [id, what, dataSet, JSON.stringify(sources), at, at, JSON.stringify(nothingYet)],
      })
      underWay.begin(id)
      return id
    },

    async updateRun(id, report, outcome) {
      // First: whatever becomes of the rest, this process does not work on it any more.
      if (outcome !== 'running') underWay.end(id)
      const { rowsAffected } = await database.execute(runStatement(id, report, outcome, clock.now().toISOString()))
      if (rowsAffected === 0) throw notFound(`There is no import run ${id}.`)
    },

    async runs(limit) {
      const { rows } = await database.execute({
        sql: `SELECT id, what, data_set, sources, started_at, finished_at, outcome, report, coalesce(seen_at, started_at) AS seen_at
              FROM import_runs ORDER BY id DESC LIMIT ?`,
        args: [limit],
      })
      const silentSince = underWay.silentSince()
      return rows.map((row) => {
        const isLost = row.outcome === 'running' && String(row.seen_at) < silentSince
        return importRunSchema.parse({
          id: row.id,
          what: row.what,
          dataSet: row.data_set,
          sources: JSON.parse(String(row.sources)),
          startedAt: row.started_at,
          finishedAt: isLost ? row.seen_at : row.finished_at,
          outcome: isLost ? 'failed' : row.outcome,
          report: JSON.parse(String(row.report)),
        })
      })
    },
  }
}

/** Records how a run stands. */
export function runStatement(
  id: string,
  report: ImportReport,
  outcome: 'running' | 'done' | 'failed',
  at: string,
): InStatement {
  return {
    sql: 'UPDATE import_runs SET report = ?, outcome = ?, finished_at = ?, seen_at = ? WHERE id = ?',
    args: [JSON.stringify(report), outcome, outcome === 'running' ? null : at, at, id],
  }
}
