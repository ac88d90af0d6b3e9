import { join } from 'node:path'
import { unavailable } from '../../kernel/errors.ts'
import type { MysqlSettings } from '../settings/settings.ts'
import type { Extracted, ExtractRequest } from '../source.ts'
import { withAttempts } from './attempts.ts'
import { type Choice, chooseRows, conditionOf } from './choose-rows.ts'
import { compareParts, type ReadPart } from './compare-parts.ts'
import { connectToMysql, type MysqlConnection } from './connection.ts'
import { countPartitions } from './count-partitions.ts'
import { averageRowBytes, describeTable, type SourceColumn } from './describe-table.ts'
import { endOnAbort } from './end-on-abort.ts'
import { fingerprints } from './fingerprints.ts'
import { planTable, type TablePlan } from './plan-table.ts'
import { definitionOf, type MysqlProgress, readProgress } from './progress.ts'
import { quoteName } from './quoting.ts'
import { type RowsRead, readRows } from './read-rows.ts'

/**
 * Extracts what changed of a table since `previous`, or all of it. Partitions whose rows are as they are in the lake are read at
 * most, and not written again.
 * @throws PanoramaError `unavailable` when MySQL does not answer or breaks off again and again, or shows no rows where it counts
 * some; `misconfigured` and `not_found` with what to do
 */
export async function extractTable(settings: MysqlSettings, request: ExtractRequest): Promise<Extracted> {
  return withAttempts(async (earlier) => {
    const connection = await connectToMysql(settings, request.signal)
    const done = endOnAbort(connection, settings, request.signal)
    try {
      const extracted = await readOnce(connection, settings, request, join(request.directory, `attempt-${earlier}`))
      return earlier === 0 ? extracted : { ...extracted, warnings: [...extracted.warnings, brokeOff(request, earlier)] }
    } catch (failure) {
      request.signal?.throwIfAborted()
      throw failure
    } finally {
      done()
      connection.close()
    }
  }, request.signal)
}

const brokeOff = ({ table }: ExtractRequest, times: number) =>
  `${table.name}: the connection to MySQL broke off ${times === 1 ? 'once' : `${times} times`}, and the table was read again.`

async function readOnce(
  connection: MysqlConnection,
  settings: MysqlSettings,
  request: ExtractRequest,
  directory: string,
): Promise<Extracted> {
  const { table, format, now } = request
  const found = await describeTable(connection, settings, table.name)
  const plan = planTable(table, found)
  const definition = definitionOf(plan.columns, table, format)
  const known = readProgress(request.previous?.progress)
  const previous = known?.definition === definition && request.previous?.format === format ? known : undefined
  const from = `${quoteName(settings.database)}.${quoteName(table.name)}`
  const rowBytes = await averageRowBytes(connection, settings, table.name)
  // What is read is at least as new as the clock before the first look.
  const asOf = await databaseClock(connection)
  // One state for the choice and for the rows of this table alone: it ends with them, and keeps nothing from being purged.
  await connection.rows('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY')
  const choice = await chooseRows(connection, { plan, from, previous, now })
  const warnings = [...plan.warnings, ...newColumns(plan, found, known)]
  const common = { columns: plan.columns, asOf }
  if (choice.reads === 'nothing' && previous) {
    const progress: MysqlProgress = { ...previous, ...positionOf(choice), columns: namesOf(found) }
    return { ...common, parts: [], isWhole: false, gone: [], progress, warnings }
  }
  const reads = choice.reads === 'nothing' ? 'whole' : choice.reads
  const rows = `${from}${conditionOf(plan, reads)}`
  const partitions = reads === 'whole' ? await countPartitions(connection, settings, { plan, from }) : reads.length
  const read = await readRows(connection, settings, { plan, rows, rowBytes, partitions, directory, request })
  await connection.rows('COMMIT')
  if (reads === 'whole') warnings.push(...(await checkAmount(settings, { from, table: table.name, read, known })))
  const compared = compareParts(await readParts(plan, read, request, { directory, rowBytes }), previous?.parts, reads)
  const progress: MysqlProgress = {
    version: 1,
    definition,
    ...positionOf(choice),
    comparedAt: reads === 'whole' || !previous ? now.toISOString() : previous.comparedAt,
    columns: namesOf(found),
    parts: compared.parts,
  }
  return {
    ...common,
    parts: compared.changed.map(({ partition, file, rows }) => ({ partition, file, rows })),
    isWhole: previous === undefined,
    gone: compared.gone.map((key) => Object.fromEntries(plan.partitions.map(({ name }, index) => [name, key[index]!]))),
    progress,
    warnings: [...warnings, ...read.warnings.map((warning) => `${table.name}.${warning}`)],
  }
}

const positionOf = ({ watermark, checksum }: Choice) => ({ watermark, checksum })
const namesOf = (found: readonly SourceColumn[]) => found.map(({ name }) => name)

async function databaseClock(connection: MysqlConnection): Promise<Date> {
  const [row] = await connection.rows<{ now: string }>('SELECT UTC_TIMESTAMP(6) AS now')
  return new Date(`${row!.now.replace(' ', 'T')}Z`)
}

/** Told once: in the run that sees them first. */
function newColumns(
  { table, unlisted }: TablePlan,
  found: readonly SourceColumn[],
  known: MysqlProgress | undefined,
): string[] {
  if (!known) return []
  const before = new Set(known.columns)
  const names = found.map(({ name }) => name).filter((name) => !before.has(name) && unlisted.includes(name))
  if (names.length === 0) return []
  return [
    `${table} has new columns at the source: ${names.join(', ')}. To extract them, list them in the settings file.`,
  ]
}

/**
 * Looks again when a table that had rows shows none: what reads nothing by mistake must not take the place of what is good.
 * @throws PanoramaError `unavailable` when there are rows after all
 */
async function checkAmount(
  settings: MysqlSettings,
  { from, table, read, known }: { from: string; table: string; read: RowsRead; known: MysqlProgress | undefined },
): Promise<string[]> {
  const before = known?.parts.reduce((total, [, rows]) => total + rows, 0) ?? 0
  if (read.rows > 0) return []
  const connection = await connectToMysql(settings)
  try {
    const [row] = await connection.rows<{ rows: string }>(`SELECT COUNT(*) AS \`rows\` FROM ${from}`)
    if (row!.rows !== '0') {
      throw unavailable(`${table}: MySQL counts ${row!.rows} rows and has sent none. The lake keeps what it has.`, {
        advice: 'Run it again; if it stays, look for a view or a proxy in front of the table.',
      })
    }
  } finally {
    connection.close()
  }
  return before === 0 ? [] : [`${table} is empty at the source; it had ${before} rows before.`]
}

async function readParts(
  plan: TablePlan,
  { parts }: RowsRead,
  { engine, format, signal }: ExtractRequest,
  { directory, rowBytes }: { directory: string; rowBytes: number },
): Promise<ReadPart[]> {
  const found = await fingerprints(engine, parts, { directory, format, rowBytes, ...(signal && { signal }) })
  return parts.map((part) => ({
    ...part,
    key: plan.partitions.map(({ name }) => part.partition[name]!),
    fingerprint: found.get(part.file)!,
  }))
}
