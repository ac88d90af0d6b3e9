import { createHash } from 'node:crypto'
import type { DataSet } from '../contract/scope.ts'
import { conflict } from '../kernel/errors.ts'
import { checkSharedTables } from './check-shared-tables.ts'
import type { Engine } from './engine.ts'
import { type DatabaseNames, databasesOf } from './tables.ts'

/** The numbered `.sql` files beside this one, bundled as text. Next number, never slot in; idempotent, always. */
const own = import.meta.glob<string>('./migrations/*.sql', { query: '?raw', import: 'default', eager: true })

export interface Migration {
  /** File name without folder and ending, for example `0001-raw-tables`. */
  readonly name: string
  readonly sql: string
}

export const ownMigrations: readonly Migration[] = Object.entries(own)
  .map(([path, sql]) => ({ name: path.replace(/^.*\/|\.sql$/g, ''), sql }))
  .sort((left, right) => left.name.localeCompare(right.name))

/** The statements of a migration for one data set, on one server or `ON CLUSTER`. */
export function statementsOf({ sql }: Migration, databases: DatabaseNames, cluster: string | null): string[] {
  const onCluster = cluster ? `ON CLUSTER '${cluster}'` : ''
  const engine = (_: string, family: string, argument = '()') =>
    cluster ? `Replicated${family}${argument}` : `${family}${argument}`
  const filled = sql
    .replace(/\{\{(xapi|event_sink|lms|panorama)\}\}/g, (_, role: keyof DatabaseNames) => databases[role])
    .replaceAll('{{on_cluster}}', onCluster)
    .replace(/\{\{(\w*MergeTree)(\([^)]*\))?\}\}/g, engine)
    .replace(/^\s*--.*$/gm, '')
  return filled
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

/**
 * Brings the databases of a data set up to date and returns the names of the migrations that were new.
 * Tables that are there already are used as they are.
 * @throws PanoramaError `conflict` when a migration that was applied has changed since; `misconfigured` when tables that are
 *   there already lack what is read of them
 */
export async function migrate(
  engine: Engine,
  names: DatabaseNames,
  dataSet: DataSet,
  { cluster = null, extra = [] }: { cluster?: string | null; extra?: readonly Migration[] } = {},
): Promise<string[]> {
  const databases = databasesOf(names, dataSet)
  const onCluster = cluster ? `ON CLUSTER '${cluster}'` : ''
  for (const database of new Set(Object.values(databases))) {
    await engine.command({ name: 'migrate', sql: `CREATE DATABASE IF NOT EXISTS ${database} ${onCluster}` })
  }
  await checkSharedTables(engine, databases)
  const ledger = `${databases.panorama}.migrations`
  await engine.command({
    name: 'migrate',
    sql: `CREATE TABLE IF NOT EXISTS ${ledger} ${onCluster} (name String, checksum String, applied_at DateTime DEFAULT now())
      ENGINE = ${cluster ? 'ReplicatedReplacingMergeTree' : 'ReplacingMergeTree'} ORDER BY name`,
  })
  const rows = await engine.rows({ name: 'migrate', sql: `SELECT name, checksum FROM ${ledger} FINAL` })
  const applied = new Map(rows.map((row) => [String(row.name), String(row.checksum)]))
  const fresh: string[] = []
  for (const migration of [...ownMigrations, ...extra]) {
    const checksum = createHash('sha256').update(migration.sql).digest('hex')
    const known = applied.get(migration.name)
    if (known === checksum) continue
    if (known !== undefined) {
      throw conflict(`Migration ${migration.name} was applied and has changed since.`, {
        advice: 'Put the file back as it was and add the change as a new migration with the next number.',
      })
    }
    for (const sql of statementsOf(migration, databases, cluster))
      await engine.command({ name: `migrate ${migration.name}`, sql })
    await engine.command({
      name: 'migrate',
      sql: `INSERT INTO ${ledger} (name, checksum) SELECT {name: String}, {checksum: String}`,
      params: { name: migration.name, checksum },
    })
    fresh.push(migration.name)
  }
  return fresh
}
