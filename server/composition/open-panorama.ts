import type { Config } from '../config/read-config.ts'
import { type Clock, systemClock } from '../kernel/clock.ts'
import { rulesOf } from '../modes/mode-table.ts'
import { createModes, type Modes } from '../modes/modes.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import type { Engine } from '../warehouse/engine.ts'
import { migrate } from '../warehouse/migrations.ts'
import { openEngine } from '../warehouse/open-engine.ts'
import { readMigrations } from '../warehouse/read-migrations.ts'
import { type ObserveQuery, observedEngine } from './observed-engine.ts'

/** The parts that the server and the commands share, opened. */
export interface Panorama {
  readonly config: Config
  readonly clock: Clock
  readonly store: Store
  readonly engine: Engine
  readonly warehouse: Warehouse
  readonly modes: ReturnType<typeof withRules>
  /** The migrations that were new when it was opened. */
  readonly migrated: readonly string[]
  close(): Promise<void>
}

/**
 * Opens the warehouse and the store that a configuration names. Whoever holds the databases brings them up to date: a
 * server, and a command that opens the embedded engine itself.
 * @param role a `server` holds the data directory for itself; a `command` talks to the server that holds it
 * @throws PanoramaError `in_use` when another server holds the data directory, `unavailable` when a part does not answer
 */
export async function openPanorama(
  config: Config,
  { role, observe, clock = systemClock }: { role: 'server' | 'command'; observe?: ObserveQuery; clock?: Clock },
): Promise<Panorama> {
  const { url, user, password, databases } = config.clickhouse
  const opened = await openEngine({ dataDir: config.dataDir, role, ...(url !== null && { url, user, password }) })
  const engine = observe ? observedEngine(opened, observe) : opened
  try {
    const store = await openStore(config.storeUrl, clock)
    const { startMode, studentView, standInLms, alsoInDemo } = config
    const parts = {
      config,
      clock,
      store,
      engine,
      warehouse: { engine, databases, minGroupSize: config.minGroupSize },
      modes: withRules(createModes({ store, startMode, studentView, standInLms, alsoInDemo })),
      async close() {
        await store.close()
        await engine.close()
      },
    }
    const holdsDatabases = role === 'server' || engine.kind === 'embedded'
    return { ...parts, migrated: holdsDatabases ? await migrateAll(parts) : [] }
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** Brings the databases of both data sets up to date; returns the names of the migrations that were new. */
export async function migrateAll({ engine, config }: Pick<Panorama, 'engine' | 'config'>): Promise<string[]> {
  const { databases, cluster } = config.clickhouse
  const extra = config.migrationsDir === null ? [] : await readMigrations(config.migrationsDir)
  const fresh = []
  for (const dataSet of ['real', 'demo'] as const)
    fresh.push(...(await migrate(engine, databases, dataSet, { cluster, extra })))
  return fresh
}

/** The modes, with what the one in force means for the warehouse. */
function withRules(modes: Modes) {
  return {
    ...modes,
    async current() {
      const current = await modes.current()
      return { ...current, dataSet: rulesOf(current.mode).dataSet }
    },
  }
}
