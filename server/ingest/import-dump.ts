import type { DataSet } from '../contract/scope.ts'
import type { Clock } from '../kernel/clock.ts'
import { badInput } from '../kernel/errors.ts'
import { inTurn } from '../kernel/in-turn.ts'
import type { Store } from '../store/store.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { TableName, Tables } from '../warehouse/tables.ts'
import type { QuarantinedLine } from './batch.ts'
import { type CsvBlock, readCsvRecords } from './csv-records.ts'
import { insertRecords, type RecordSink } from './insert-records.ts'
import { leaveOutRetired } from './leave-out-retired.ts'
import { dumpedColumns, lmsTableOf } from './lms-tables.ts'
import { countReason, createTally, type Tally } from './tally.ts'
import { quarantine } from './write-batch.ts'

export interface DumpTarget {
  readonly engine: Engine
  readonly tables: Tables
  /** Where the dump is read into before it is taken over. */
  readonly stagingDatabase: string
  readonly clock: Clock
  readonly store: Pick<Store, 'retired'>
  readonly dataSet: DataSet
}

export interface ImportedDump {
  readonly tally: Tally
  readonly table: TableName
  /** Course keys in the dump; none for tables of people. */
  readonly courseKeys: readonly string[]
}

/**
 * Imports a dump of one table: the engine reads the file into a table aside, and what is new of it is then taken over at once.
 * A record that does not fit is quarantined; a row that is there already, in every column, is a duplicate; people who were
 * retired stay out.
 * @throws PanoramaError `bad_input`, when the file is no dump of the table; nothing of it is taken over then
 */
export async function importDump(target: DumpTarget, path: string): Promise<ImportedDump> {
  const { engine, tables, stagingDatabase } = target
  const table = lmsTableOf(path)
  const staging = `${stagingDatabase}.import_${tables[table].split('.')[1]}`
  const command = (sql: string) => engine.command({ name: 'import-dump', sql })
  await command(`DROP TABLE IF EXISTS ${staging} SYNC`)
  await command(`CREATE TABLE ${staging} AS ${tables[table]} ENGINE = MergeTree ORDER BY tuple()`)
  try {
    const tally = await readInto(target, staging, path)
    // In turn with all who write: whoever retires somebody waits for them, and finds what was let in before.
    const { kept, retired } = await inTurn(engine, `write ${tables.rawStatements}`, async () => ({
      retired: await leaveOutRetired(engine, tables, staging, await target.store.retired(target.dataSet)),
      kept: await takeOver(engine, staging, tables[table]),
    }))
    if (retired > 0) countReason(tally.dropped, 'retired learner', retired)
    const counted = { ...tally, kept, duplicates: tally.kept - kept - retired }
    return { tally: counted, table, courseKeys: await courseKeysOf(engine, staging) }
  } finally {
    // At once: what is in it of people who were retired must not wait on the disk.
    await command(`DROP TABLE IF EXISTS ${staging} SYNC`)
  }
}

/** Records read at once: enough to keep the engine busy, few enough to look for a bad one among them. */
const portionBytes = 4 * 1024 * 1024

/** @returns the count of records; all that fit are `kept` for now */
async function readInto(target: DumpTarget, staging: string, path: string): Promise<Tally> {
  const tally = createTally()
  let sink: RecordSink | undefined
  let portion: Buffer[] = []
  let size = 0
  const flush = async () => {
    if (sink && portion.length > 0) await readPortion(target, sink, portion, path, tally)
    portion = []
    size = 0
  }
  for await (const block of readCsvRecords(path)) {
    if (!sink) {
      sink = await sinkOf(target.engine, staging, block, path)
      continue
    }
    for (const record of block) {
      portion.push(record)
      size += record.length
      if (size >= portionBytes) await flush()
    }
  }
  if (!sink) throw badInput(`${path}: is empty.`, { advice: 'Its first line must name the columns.' })
  await flush()
  return tally
}

async function sinkOf(engine: Engine, table: string, [header]: CsvBlock, path: string): Promise<RecordSink> {
  if (!header) throw badInput(`${path}: has no header.`)
  return { engine, table, header, columns: await dumpedColumns(engine, table, header, path) }
}

async function readPortion(
  target: DumpTarget,
  sink: RecordSink,
  records: readonly Buffer[],
  path: string,
  tally: Tally,
): Promise<void> {
  const refused = await insertRecords(sink, records)
  const reason = 'record does not fit the table'
  const retired = await target.store.retired(target.dataSet)
  const lines = refused
    .map((place): QuarantinedLine => {
      // The header is the first record.
      const lineNumber = tally.read + place + 2
      const text = records[place]?.toString('utf8') ?? ''
      return { reason, detail: lmsTableOf(path), source: path, lineNumber, text }
    })
    .filter(({ text }) => !retired.isNamedIn(text))
  await quarantine(target, lines)
  tally.read += records.length
  tally.kept += records.length - refused.length
  if (lines.length > 0) countReason(tally.quarantined, reason, lines.length)
  if (lines.length < refused.length) countReason(tally.dropped, 'retired learner', refused.length - lines.length)
}

/** Moves what the table does not have yet, and returns how many rows that were. */
async function takeOver(engine: Engine, staging: string, table: string): Promise<number> {
  const fresh = `SELECT * FROM ${staging}
    WHERE sipHash128(*) NOT IN (
      SELECT sipHash128(*) FROM ${table} WHERE time_last_dumped IN (SELECT DISTINCT time_last_dumped FROM ${staging}))
    LIMIT 1 BY sipHash128(*)`
  const [counted] = await engine.rows({ name: 'import-dump', sql: `SELECT count() AS rows FROM (${fresh})` })
  await engine.command({ name: 'import-dump', sql: `INSERT INTO ${table} ${fresh}` })
  return Number(counted?.rows)
}

async function courseKeysOf(engine: Engine, staging: string): Promise<string[]> {
  const [column] = await engine.rows({
    name: 'import-dump',
    sql: `SELECT 1 FROM system.columns WHERE concat(database, '.', table) = {staging: String} AND name = 'course_key'`,
    params: { staging },
  })
  if (!column) return []
  const rows = await engine.rows({ name: 'import-dump', sql: `SELECT DISTINCT course_key FROM ${staging}` })
  return rows.map(({ course_key }) => String(course_key))
}
