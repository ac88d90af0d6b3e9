import type { Clock } from '../kernel/clock.ts'
import type { Database } from './database.ts'

/** How often a process says that its runs are under way. */
const heartbeatMs = 30_000
/** A run that nobody has heard of for so long has ended with its process. */
const patienceMs = 5 * heartbeatMs

/** The runs of this process, of which others are told that they are under way. */
export interface UnderWay {
  begin(id: string): void
  end(id: string): void
  /** ISO 8601: of a run that was last heard of before, nobody works any more. */
  silentSince(): string
  stop(): void
}

/** @param table whose `seen_at` is kept up to date for the runs of this process, by their `id` */
export function createUnderWay(database: Database, clock: Clock, table: 'import_runs' | 'extraction_runs'): UnderWay {
  const ids = new Set<string>()

  async function beat(): Promise<void> {
    const all = [...ids]
    await database.execute({
      sql: `UPDATE ${table} SET seen_at = ? WHERE id IN (${all.map(() => '?').join(', ')})`,
      args: [clock.now().toISOString(), ...all],
    })
  }

  const heartbeat = setInterval(() => {
    if (ids.size > 0) void beat().catch(() => undefined)
  }, heartbeatMs).unref()

  return {
    begin: (id) => ids.add(id),
    end: (id) => ids.delete(id),
    silentSince: () => new Date(clock.now().getTime() - patienceMs).toISOString(),
    stop: () => clearInterval(heartbeat),
  }
}
