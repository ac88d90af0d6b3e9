import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Warehouse } from '../warehouse/ask.ts'
import { openEmbeddedEngine } from '../warehouse/embedded-engine.ts'
import { migrate } from '../warehouse/migrations.ts'

export const testDatabases = { xapi: 'xapi', event_sink: 'event_sink', lms: 'lms', panorama: 'panorama' }

/** A migrated warehouse on the real embedded engine, in a directory of its own. Close it after the tests. */
export async function openTestWarehouse({ minGroupSize = 10 } = {}): Promise<Warehouse & { close(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'panorama-warehouse-'))
  const engine = await openEmbeddedEngine(directory)
  for (const dataSet of ['real', 'demo'] as const) await migrate(engine, testDatabases, dataSet)
  return {
    engine,
    databases: testDatabases,
    minGroupSize,
    async close() {
      await engine.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
