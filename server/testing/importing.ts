import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportReport } from '../contract/pipeline.ts'
import { importTrackingLogs, type TrackingLogOptions } from '../ingest/import-tracking-logs.ts'
import { createLiveIngest, type LiveIngest, type LiveIngestOptions } from '../ingest/live-ingest.ts'
import type { Clock } from '../kernel/clock.ts'
import { openStore } from '../store/open-store.ts'
import { openTestWarehouse } from './warehouse.ts'

export const clock: Clock = { now: () => new Date('2026-05-03T12:00:00Z') }

/** A real warehouse and store to import into, and a directory for files. Close it after the tests. */
export async function openImporting() {
  const warehouse = await openTestWarehouse()
  const directory = await mkdtemp(join(tmpdir(), 'panorama-import-'))
  const store = await openStore(join(directory, 'store.db'), clock)
  const rows = (sql: string) => warehouse.engine.rows({ name: 'test', sql })
  const truncate = (table: string) => warehouse.engine.command({ name: 'test', sql: `TRUNCATE TABLE ${table}` })
  return {
    warehouse,
    store,
    directory,
    rows,
    truncate,
    async forgetAll() {
      await truncate('xapi.xapi_events_all')
      await truncate('panorama.statements')
      await truncate('panorama.quarantined_lines')
    },
    async fileOf(name: string, content: string | Buffer): Promise<string> {
      const path = join(directory, name)
      await writeFile(path, content)
      return path
    },
    importFiles: (files: readonly string[], changes: Partial<TrackingLogOptions> = {}): Promise<ImportReport> =>
      importTrackingLogs({
        files,
        warehouse,
        dataSet: 'real',
        store,
        lmsUrl: 'https://lms.example',
        clock,
        ...changes,
      }),
    liveIngest: (changes: Partial<LiveIngestOptions> = {}): LiveIngest =>
      createLiveIngest({ warehouse, dataSet: 'real', store, lmsUrl: 'https://lms.example', clock, ...changes }),
    async close() {
      await store.close()
      await warehouse.close()
      await rm(directory, { recursive: true })
    },
  }
}

/** Every line must be counted as exactly one thing. */
export function linesCounted({ kept, duplicates, dropped, quarantined }: ImportReport): number {
  const counts = [kept, duplicates, ...Object.values(dropped), ...Object.values(quarantined)]
  return counts.reduce((sum, count) => sum + count, 0)
}
