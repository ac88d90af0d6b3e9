import type { Pipeline } from '../contract/pipeline.ts'
import type { DataSet } from '../contract/scope.ts'
import { ask, type Warehouse } from '../warehouse/ask.ts'
import { lmsTables } from '../warehouse/questions/site/lms-tables.ts'
import { pipelineState } from '../warehouse/questions/site/pipeline-state.ts'
import { quarantineByReason } from '../warehouse/questions/site/quarantine-by-reason.ts'

/** What the warehouse knows of how fresh a data set is. */
export async function pipelineOf(warehouse: Warehouse, dataSet: DataSet): Promise<Omit<Pipeline, 'runs'>> {
  const asked = { scope: { kind: 'site' }, dataSet, params: {} } as const
  const [[state], quarantined, loaded] = await Promise.all([
    ask(warehouse, pipelineState, asked),
    ask(warehouse, quarantineByReason, asked),
    ask(warehouse, lmsTables, asked),
  ])
  return {
    dataSet,
    statements: state?.statements ?? 0,
    courses: state?.courses ?? 0,
    learners: state?.learners ?? 0,
    firstEvent: state?.first_event ?? null,
    lastEvent: state?.last_event ?? null,
    pendingLearners: state?.pending_learners ?? 0,
    quarantined: quarantined.map(({ reason, lines, example, last_seen }) => ({
      reason,
      lines,
      example,
      lastSeen: last_seen,
    })),
    lmsTables: loaded.map(({ table, as_of, rows, loaded_at }) => ({ table, asOf: as_of, rows, loadedAt: loaded_at })),
  }
}
