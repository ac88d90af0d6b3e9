import { openSource } from '../extract/open-source.ts'
import { type Asked, selectDatasources } from '../extract/settings/select-tables.ts'
import { setTables, type TablesSet } from '../extract/settings/set-tables.ts'
import type { DatasourceSettings, ExtractionSettings } from '../extract/settings/settings.ts'
import { editableRoot, mapsOf, type Splice } from '../extract/settings/splice.ts'
import { failureText } from '../kernel/failure-text.ts'
import { writeEdited } from './elt-edited-settings.ts'
import { type EltOptions, readEltSettings } from './elt-settings.ts'
import type { Terminal } from './terminal.ts'

/**
 * `panorama elt set-tables`: lists tables of the sources in the settings file. Ends with 1 when a source could not be asked, or has no
 * table of a name that was given; the others are listed all the same.
 */
export async function setEltTables(terminal: Terminal, options: EltOptions & Asked): Promise<void> {
  const { settings, file } = await readEltSettings(terminal, options)
  const { datasources, names } = selectDatasources(settings, options)
  const sections = mapsOf(editableRoot(file), 'datasources')
  const taken = new Set<string>()
  const splices: Splice[] = []
  const reports: TablesSet[] = []
  const failures: string[] = []
  for (const datasource of datasources) {
    terminal.progress(`Asking ${datasource.name} for its tables`)
    try {
      const found = await tablesOf(datasource)
      const elsewhere = new Set([...taken, ...listedElsewhere(settings, datasource)])
      const set = setTables(sections[settings.datasources.indexOf(datasource)]!, datasource, found, names, elsewhere)
      splices.push(...set.splices)
      reports.push(set.report)
      for (const name of set.report.added) taken.add(name)
    } catch (error) {
      failures.push(`${datasource.name}: ${failureText(error)}`)
    }
  }
  await writeEdited(file, splices)
  const nowhere = (names ?? []).filter((name) =>
    reports.every(({ unknown }) => unknown.some((one) => one.name === name)),
  )
  if (failures.length > 0 || nowhere.length > 0) process.exitCode = 1
  terminal.report(
    { path: file.path, datasources: reports, unknown: nowhere, failures },
    [
      ...reports.flatMap(describe),
      ...nowhere.map((name) => `No source has a table ${name}.${nearOf(name, reports)}`),
      ...failures,
      splices.length > 0 ? `Written: ${file.path}` : 'Nothing is new.',
    ].join('\n'),
  )
}

async function tablesOf(datasource: DatasourceSettings): Promise<readonly string[]> {
  const source = openSource(datasource)
  try {
    return await source.tables()
  } finally {
    await source.close()
  }
}

function listedElsewhere({ datasources }: ExtractionSettings, datasource: DatasourceSettings): string[] {
  return datasources.filter((other) => other !== datasource).flatMap(({ tables }) => tables.map(({ name }) => name))
}

function describe({ datasource, added, kept, gone, elsewhere }: TablesSet): string[] {
  return [
    `${datasource}: ${added.length} new, ${kept.length} listed before`,
    ...added.map((name) => `  + ${name}`),
    ...gone.map((name) => `  ! ${name} is not at the source: remove it from the file`),
    ...elsewhere.map((name) => `  ! ${name} is listed by another datasource, and left out here`),
  ]
}

function nearOf(name: string, reports: readonly TablesSet[]): string {
  const near = reports
    .flatMap(({ unknown }) => unknown)
    .find((one) => one.name === name && one.near !== undefined)?.near
  return near === undefined ? '' : ` Did you mean ${near}?`
}
