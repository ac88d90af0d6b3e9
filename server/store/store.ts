import type { AuditEntry } from '../contract/audit.ts'
import type { ImportReport, ImportRun } from '../contract/pipeline.ts'
import type { DataSet } from '../contract/scope.ts'
import type { Retired } from './retired-list.ts'

/** What is small, changes at run time and must not be lost: settings, the audit log, how imports went. */
export interface Store {
  /** A setting changed at run time, or null when it never was. Read afresh each time: another process may have changed it. */
  setting(key: string): Promise<{ value: string; changedAt: string; changedBy: string } | null>

  /**
   * Changes a setting and records it in the audit log, both or neither.
   * `initial` is the value in force as long as nobody changed it: the audit log's `before` of the first change.
   */
  changeSetting(change: {
    key: string
    value: string
    by: string
    action: string
    initial?: string
    requestId?: string
  }): Promise<void>

  record(entry: { actor: string; action: string; before?: string; after?: string; requestId?: string }): Promise<void>

  /** Newest first; `next` is the cursor of the following page, null on the last. */
  auditEntries(page: { before?: string; limit: number }): Promise<{ entries: AuditEntry[]; next: string | null }>

  /** Records that an import began; returns the run's id. */
  startRun(run: { what: string; dataSet: 'demo' | 'real'; sources: readonly string[] }): Promise<string>
  /** @throws PanoramaError `not_found` when no such run was started */
  updateRun(id: string, report: ImportReport, outcome: 'running' | 'done' | 'failed'): Promise<void>
  /** Newest first. */
  runs(limit: number): Promise<ImportRun[]>

  /** Who was retired from a data set, as of now. Cheap enough to ask for every batch; what it returns does not change. */
  retired(dataSet: DataSet): Promise<Retired>

  close(): Promise<void>
}
