import { type ImportReport, importRunSchema } from '../contract/pipeline.ts'
import type { Clock } from '../kernel/clock.ts'
import { notFound } from '../kernel/errors.ts'
import type { Database } from './database.ts'
import type { Store } from './store.ts'

const nothingYet: ImportReport = { read: 0, kept: 0, duplicates: 0, dropped: {}, quarantined: {} }

export function importRuns(
  database: Database,
  clock: Clock,
  nextId: () => string,
): Pick<Store, 'startRun' | 'updateRun' | 'runs'> {
  return {
    async startRun({ what, dataSet, sources }) {
      const id = nextId()
      await database.execute({
        sql: `INSERT INTO import_runs (id, what, data_set, sources, started_at, outcome, report)
              VALUES (?, ?, ?, ?, ?, 'running', ?)`,
        args: [id, what, dataSet, JSON.stringify(sources), clock.now().toISOString(), JSON.stringify(nothingYet)],
      })
      return id
    },

    async updateRun(id, report, outcome) {
      const finishedAt = outcome === 'running' ? null : clock.now().toISOString()
      const { rowsAffected } = await database.execute({
        sql: 'UPDATE import_runs SET report = ?, outcome = ?, finished_at = ? WHERE id = ?',
        args: [JSON.stringify(report), outcome, finishedAt, id],
      })
      if (rowsAffected === 0) throw notFound(`There is no import run ${id}.`)
    },

    async runs(limit) {
      const { rows } = await database.execute({
        sql: `SELECT id, what, data_set, sources, started_at, finished_at, outcome, report
              FROM import_runs ORDER BY id DESC LIMIT ?`,
        args: [limit],
      })
      return rows.map((row) =>
        importRunSchema.parse({
          id: row.id,
          what: row.what,
          dataSet: row.data_set,
          sources: JSON.parse(String(row.sources)),
          startedAt: row.started_at,
          finishedAt: row.finished_at,
          outcome: row.outcome,
          report: JSON.parse(String(row.report)),
        }),
      )
    },
  }
}
