import { setTimeout } from 'node:timers/promises'
import type { Engine } from '../warehouse/engine.ts'
import { engineFailure } from '../warehouse/engine-failure.ts'

/** What becomes of an insert: refused as by a full disk, written without an answer, or late. */
export type Fault = 'disk full' | 'no answer' | 'late' | 'none'

/** The words of ClickHouse. */
const diskFull =
  'Code: 243. DB::Exception: Cannot reserve 1.00 MiB, not enough space: While executing WaitForAsyncInsert. (NOT_ENOUGH_SPACE)'

/**
 * The same engine, of which inserts fail.
 * @param next the fault of the next insert into a table
 */
export function faultyEngine(engine: Engine, next: (table: string) => Fault): Engine {
  return {
    ...engine,
    async insert(table, ...given) {
      const fault = next(table)
      if (fault === 'disk full') throw engineFailure(`insert into ${table}`, new Error(diskFull))
      if (fault === 'late') await setTimeout(30)
      await engine.insert(table, ...given)
      if (fault === 'no answer') throw engineFailure(`insert into ${table}`, new Error('socket hang up'))
    },
  }
}
