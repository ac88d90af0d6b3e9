import { connectToMysql } from '../extract/mysql/connection.ts'
import { readPages } from '../extract/mysql/read-pages.ts'
import type { ExtractionSettings, MysqlSettings } from '../extract/settings/settings.ts'
import { invalidRequest, misconfigured } from '../kernel/errors.ts'
import { dumpLms } from '../lms/dump-lms.ts'
import { databaseObjectOf } from '../lms/lms-objects.ts'
import { type EltOptions, readEltSettings } from './elt-settings.ts'
import { describeImport } from './import-report.ts'
import { withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'

export interface DumpCommandOptions extends EltOptions {
  readonly object: string
  readonly force?: boolean
  readonly batchSize: string
  readonly sleepTime: string
  readonly ids?: readonly string[]
  readonly idsToSkip?: readonly string[]
  readonly startPk?: string
  readonly limit?: string
}

/** `panorama lms dump --object NAME`: rows of one object straight from the LMS's database into Aspects' table of that name. */
export async function dumpLmsObject(terminal: Terminal, options: DumpCommandOptions): Promise<void> {
  const { object, force = false, ids, idsToSkip, startPk, limit } = options
  databaseObjectOf(object)
  const batchSize = wholeNumber(options.batchSize, '--batch-size', 1)
  const sleepSeconds = seconds(options.sleepTime)
  const most = limit === undefined ? undefined : wholeNumber(limit, '--limit', 1)
  const { settings } = await readEltSettings(terminal, options)
  const mysql = mysqlOf(settings)
  const connection = await connectToMysql(mysql)
  try {
    await withPanorama(terminal, async ({ warehouse, store, clock, config, interrupted }) => {
      const report = await dumpLms({
        ...{ database: readPages(connection, mysql), object, force, batchSize, sleepSeconds },
        ...{ warehouse, dataSet: 'real', store, clock, lmsUrl: config.lmsUrl, withNames: config.showsNames },
        signal: interrupted,
        ...(ids && { ids }),
        ...(idsToSkip && { idsToSkip }),
        ...(startPk !== undefined && { startPk }),
        ...(most !== undefined && { limit: most }),
        onProgress: ({ report: { read }, lastPk }) => terminal.progress(`${object}: ${read} rows, up to ${lastPk}`),
      })
      terminal.report(report, describeImport(report))
    })
  } finally {
    connection.close()
  }
}

/** The database of the first source that is one of MySQL. */
function mysqlOf({ path, datasources }: ExtractionSettings): MysqlSettings {
  for (const datasource of datasources) {
    if (datasource.type === 'mysql') return datasource.mysql
  }
  throw misconfigured(`${path} has no datasource of type mysql.`, {
    advice: 'Add one with the mysql_* keys of the LMS’s database.',
  })
}

function wholeNumber(text: string, option: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text)
  throw invalidRequest(`${option} takes a whole number from ${least} on, not ${text}.`)
}

function seconds(text: string): number {
  if (/^\d{1,6}(\.\d+)?$/.test(text)) return Number(text)
  throw invalidRequest(`--sleep-time takes seconds, not ${text}.`)
}
