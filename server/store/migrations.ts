import type { Client } from '@libsql/client'
import { misconfigured } from '../kernel/errors.ts'

/** The store's tables, in steps that only ever grow: a step that was released is never edited. */
const steps: readonly (readonly string[])[] = [
  [
    `CREATE TABLE settings (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL,
      changed_at TEXT NOT NULL,
      changed_by TEXT NOT NULL
    )`,
    `CREATE TABLE audit_log (
      id TEXT PRIMARY KEY,
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      before_value TEXT,
      after_value TEXT,
      request_id TEXT
    )`,
    `CREATE TABLE import_runs (
      id TEXT PRIMARY KEY,
      what TEXT NOT NULL,
      data_set TEXT NOT NULL,
      sources TEXT NOT NULL,
      started_at TEXT NOT NULL,
      finished_at TEXT,
      outcome TEXT NOT NULL,
      report TEXT NOT NULL
    )`,
  ],
  [
    // How far a source of events was read: a file that is followed, a table that is imported.
    `CREATE TABLE positions (
      kind TEXT NOT NULL,
      data_set TEXT NOT NULL,
      source TEXT NOT NULL,
      value TEXT NOT NULL,
      saved_at TEXT NOT NULL,
      PRIMARY KEY (kind, data_set, source)
    )`,
    // When the process that runs it was last heard of.
    'ALTER TABLE import_runs ADD COLUMN seen_at TEXT',
    // Keys of programs that send or read statements; the secret itself is never stored.
    `CREATE TABLE credentials (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      secret_hash TEXT NOT NULL,
      scopes TEXT NOT NULL,
      created_at TEXT NOT NULL,
      created_by TEXT NOT NULL,
      last_used_at TEXT,
      revoked_at TEXT
    )`,
    `CREATE TABLE retirements (
      id TEXT PRIMARY KEY,
      at TEXT NOT NULL,
      requested_by TEXT NOT NULL,
      how TEXT NOT NULL,
      certificate TEXT NOT NULL
    )`,
    // Keyed hashes of ids and names of retired people, so that a replay can be told from news without keeping either.
    `CREATE TABLE retired_marks (
      place INTEGER PRIMARY KEY AUTOINCREMENT,
      data_set TEXT NOT NULL,
      mark TEXT NOT NULL,
      UNIQUE (data_set, mark)
    )`,
    'CREATE TABLE retirement_key (key TEXT NOT NULL)',
    'INSERT INTO retirement_key SELECT lower(hex(randomblob(32)))',
  ],
  [
    // Under whose id the statements of people go on whose retirement has begun; dropped when it is done.
    `CREATE TABLE retirements_under_way (
      data_set TEXT NOT NULL,
      mark TEXT NOT NULL,
      stand_in TEXT NOT NULL,
      PRIMARY KEY (data_set, mark)
    )`,
  ],
  [
    // Who gets which dashboards.
    `CREATE TABLE access_dashboards (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      display_name TEXT NOT NULL UNIQUE,
      provider TEXT NOT NULL,
      provider_id TEXT NOT NULL,
      priority INTEGER NOT NULL,
      holds_rows_of_people INTEGER NOT NULL,
      UNIQUE (provider, provider_id)
    )`,
    `CREATE TABLE access_types (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      for_learners INTEGER NOT NULL
    )`,
    `CREATE TABLE access_type_dashboards (
      type_id TEXT NOT NULL REFERENCES access_types (id),
      dashboard_id TEXT NOT NULL REFERENCES access_dashboards (id),
      PRIMARY KEY (type_id, dashboard_id)
    )`,
    // The LMS holds no two usernames that differ in the case of their letters alone.
    `CREATE TABLE access_people (
      id TEXT PRIMARY KEY,
      username TEXT NOT NULL UNIQUE COLLATE NOCASE,
      type_id TEXT REFERENCES access_types (id),
      role TEXT NOT NULL,
      arn TEXT
    )`,
    `CREATE TABLE access_assignments (
      id TEXT PRIMARY KEY,
      assignee_kind TEXT NOT NULL,
      assignee TEXT NOT NULL,
      type_id TEXT NOT NULL REFERENCES access_types (id),
      UNIQUE (assignee_kind, assignee, type_id)
    )`,
  ],
  [
    // Another number with every change of who gets what, so that a process knows whether what it has read still holds.
    'CREATE TABLE access_version (version INTEGER NOT NULL)',
    'INSERT INTO access_version VALUES (1)',
  ],
  [
    // Who looks at Panorama as whom, until when. The key is a hash of what their browser holds.
    `CREATE TABLE views (
      key TEXT PRIMARY KEY,
      onlooker_id INTEGER NOT NULL,
      onlooker TEXT NOT NULL,
      data_set TEXT NOT NULL,
      seen_as TEXT NOT NULL,
      until TEXT NOT NULL
    )`,
  ],
  [
    // Objects of buckets with lines of tracking logs, as they were read.
    `CREATE TABLE log_objects (
      data_set TEXT NOT NULL,
      bucket TEXT NOT NULL,
      key TEXT NOT NULL,
      etag TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      lines INTEGER NOT NULL,
      kept INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      reason TEXT,
      at TEXT NOT NULL,
      PRIMARY KEY (data_set, bucket, key)
    )`,
    'CREATE INDEX log_objects_by_time ON log_objects (data_set, at)',
  ],
  [
    // How extractions from the LMS went.
    `CREATE TABLE extraction_runs (
      id TEXT PRIMARY KEY,
      started_at TEXT NOT NULL,
      finished_at TEXT,
      outcome TEXT NOT NULL,
      started_by TEXT NOT NULL,
      tables TEXT NOT NULL,
      failure TEXT,
      seen_at TEXT NOT NULL
    )`,
    // Which of several services does what is due: the first that claims it.
    `CREATE TABLE job_claims (
      job TEXT PRIMARY KEY,
      due TEXT NOT NULL,
      claimed_at TEXT NOT NULL
    )`,
  ],
]

/**
 * Brings the store up to date, in one transaction: of several processes that start at once, one does the work.
 * @throws PanoramaError `misconfigured` when a newer version of Panorama has changed the store
 */
export async function migrateStore(client: Client): Promise<void> {
  const transaction = await client.transaction('write')
  try {
    await transaction.execute('CREATE TABLE IF NOT EXISTS store_migrations (step INTEGER PRIMARY KEY)')
    const { rows } = await transaction.execute('SELECT coalesce(max(step), 0) AS done FROM store_migrations')
    const done = Number(rows[0]?.done)
    if (done > steps.length) {
      throw misconfigured('The store was changed by a newer version of Panorama.', {
        advice: 'Run that version, or point this one at another data directory.',
      })
    }
    for (const [index, statements] of steps.entries()) {
      if (index < done) continue
      for (const statement of statements) await transaction.execute(statement)
      await transaction.execute({ sql: 'INSERT INTO store_migrations VALUES (?)', args: [index + 1] })
    }
    await transaction.commit()
  } finally {
    transaction.close()
  }
}
