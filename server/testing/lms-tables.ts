import type { DataSet } from '../contract/scope.ts'
import { dnsNamespace, uuid5 } from '../kernel/ids.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { type TableName, tablesOf } from '../warehouse/tables.ts'

type LmsTable = Extract<
  TableName,
  'courseOverviews' | 'courseBlocks' | 'userProfile' | 'externalId' | 'courseEnrollment'
>

/** The pseudonym of a person in tests: a UUID, as the LMS's external ids are. */
export const actorOf = (person: string) => uuid5(dnsNamespace, person)

/** Inserts one dump of an LMS table, taken at `dumpedAt` (ISO 8601); columns that are left out get ClickHouse's defaults. */
export async function insertLmsRows(
  { engine, databases }: Warehouse,
  dataSet: DataSet,
  table: LmsTable,
  dumpedAt: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const dump = { dump_id: uuid5(dnsNamespace, `${table} ${dumpedAt}`), time_last_dumped: dumpedAt }
  const lines = rows.map((row) => JSON.stringify({ ...row, ...dump })).join('\n')
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row))), ...Object.keys(dump)]
  await engine.insert(tablesOf(databases, dataSet)[table], columns, 'JSONEachRow', Buffer.from(lines))
}

/** Writes rows straight into a table that is as the LMS has it. What a row leaves out has its default. */
export async function insertMirrorRows(
  { engine, databases }: Warehouse,
  table: Extract<TableName, 'lmsAccounts' | 'lmsGrades' | 'lmsCompletions'>,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = rows.map((row) => JSON.stringify(row)).join('\n')
  await engine.insert(tablesOf(databases, 'real')[table], columns, 'JSONEachRow', Buffer.from(lines))
}
