import { join } from 'node:path'
import { readConfig } from '../config/read-config.ts'
import { makeScratchDatabase } from '../extract/personal-data/keyed-hash.ts'
import { choiceOf, planTable } from '../extract/personal-data/plan.ts'
import { isOfRetired, layRetired } from '../extract/personal-data/retired-people.ts'
import { withScratch } from '../extract/run/with-scratch.ts'
import type { ExtractionSettings, TableSettings } from '../extract/settings/settings.ts'
import { systemClock } from '../kernel/clock.ts'
import { identifier } from '../lake/identifier.ts'
import { openLake } from '../lake/lake.ts'
import type { PublishedTable } from '../lake/manifest.ts'
import { stageTable } from '../lms/stage-table.ts'
import { openStore } from '../store/open-store.ts'
import { openEmbeddedEngine } from '../warehouse/embedded-engine.ts'
import type { Engine } from '../warehouse/engine.ts'
import { type EltOptions, readEltSettings } from './elt-settings.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

/**
 * `panorama elt find-retired`: reads what the lake has published, and looks for people who were retired. Ends with 1 when rows of them are
 * there. Where the lake has pseudonyms, nobody can be looked for: that is told, table by table.
 */
export async function findRetiredHere(terminal: Terminal, options: EltOptions): Promise<void> {
  const { settings } = await readEltSettings(terminal, options)
  const config = readConfig(terminal.environment)
  const store = await openStore(config.storeUrl, systemClock)
  const lake = openLake(settings.datalake, systemClock)
  try {
    const { list } = await store.retired('real')
    const published = Object.values((await lake.manifest())?.tables ?? {})
    const found = await withScratch(join(config.dataDir, 'lake-search'), async (directory) => {
      const engine = await openEmbeddedEngine(join(directory, 'engine'))
      try {
        await makeScratchDatabase(engine)
        await layRetired(engine, list)
        const tables = []
        for (const table of published) tables.push(await lookInto(engine, lake, table, settings))
        return tables
      } finally {
        await engine.close()
      }
    })
    const rowsLeft = found.reduce((sum, { rows }) => sum + (rows ?? 0), 0)
    terminal.report({ rowsLeft, tables: found }, describeFound(found, rowsLeft))
    if (rowsLeft > 0) process.exitCode = 1
  } finally {
    lake.close()
    await store.close()
  }
}

interface Found {
  readonly table: string
  /** Rows of people who were retired. Null: the table tells of people by pseudonyms. */
  readonly rows: number | null
}

async function lookInto(
  engine: Engine,
  lake: ReturnType<typeof openLake>,
  published: PublishedTable,
  { datalake, datasources }: ExtractionSettings,
): Promise<Found> {
  const { datasource, table } = published
  const listed = datasources.find(({ name }) => name === datasource)?.tables.find(({ name }) => name === table)
  const plan = planTable(asListed(published, listed), choiceOf('keep'))
  const isTheirs = isOfRetired(plan, identifier)
  if (isTheirs === undefined) return { table, rows: 0 }
  if (datalake.personalData === 'pseudonymise') return { table, rows: null }
  const whose = plan.flatMap(({ name, facts }) => (facts.isWhose ? [{ name, from: name }] : []))
  const staged = 'default.found_in_lake'
  await stageTable({ engine, lake }, published, whose, staged)
  const [row] = await engine.rows({
    name: 'find-retired',
    sql: `SELECT count() AS rows FROM ${staged} WHERE ${isTheirs}`,
  })
  await engine.command({ name: 'find-retired', sql: `DROP TABLE ${staged} SYNC` })
  return { table, rows: Number(row?.rows) }
}

/** The columns that are published, with what the settings file says of them; it may list others by now. */
function asListed(
  { table, columns, partitionColumns }: PublishedTable,
  listed: TableSettings | undefined,
): TableSettings {
  const names = [...columns.map(({ name }) => name), ...partitionColumns]
  return {
    name: table,
    fields: names.map((name) => {
      const dataClass = listed?.fields.find((field) => field.name === name)?.dataClass
      return { name, type: 'varchar', ...(dataClass !== undefined && { dataClass }) }
    }),
    partitions: null,
    rawTable: null,
    view: null,
  }
}

function describeFound(found: readonly Found[], rowsLeft: number): string {
  const hidden = found.filter(({ rows }) => rows === null).map(({ table }) => table)
  return [
    rowsLeft === 0
      ? `Nobody who was retired was found, in ${found.length - hidden.length} tables.`
      : `${textTable(found.filter(({ rows }) => rows !== null && rows > 0).map(({ table, rows }) => ({ table, rows })))}\nThe next extraction leaves them out: panorama elt extract-and-load --all`,
    ...(hidden.length > 0 ? [`Not searched, for people have pseudonyms there: ${hidden.join(', ')}.`] : []),
  ].join('\n')
}
