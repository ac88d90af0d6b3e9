import { dirname, resolve } from 'node:path'
import { readDatalakeSettings } from './datalake-settings.ts'
import { readDatasourceSettings } from './datasource-settings.ts'
import { type Remark, unusable } from './problems.ts'
import type { LookUp } from './references.ts'
import { readSections, type Section } from './section.ts'
import type { DatalakeSettings, DatasourceSettings, ExtractionSettings } from './settings.ts'
import { readYamlFile, type YamlFile } from './yaml-file.ts'

export interface SettingsRead {
  readonly settings: ExtractionSettings
  /** What stands in the file and does nothing. */
  readonly remarks: readonly Remark[]
}

/**
 * Reads a settings file, those of panorama-elt as they are. Relative paths in it start from its folder.
 * @param lookUp what `${NAME}` in it stands for
 * @throws PanoramaError `misconfigured` (exit code 78) that lists all that is wrong, each with its place
 */
export async function readSettings(path: string, lookUp: LookUp): Promise<SettingsRead> {
  return settingsOf(await readYamlFile(path), lookUp)
}

/** As `readSettings`, for a file that is read already. */
export function settingsOf(file: YamlFile, lookUp: LookUp): SettingsRead {
  const { root, problems, remarks } = readSections(file, lookUp)
  const pathOf = (given: string) => resolve(dirname(file.path), given)
  const section = root.section('datalake')
  let datalake: DatalakeSettings | undefined
  if (section !== null) {
    datalake = readDatalakeSettings(section, pathOf)
    section.done()
  } else if (problems.length === 0) root.problem('the section datalake: is missing: it says where the lake is')
  const datasources = readDatasources(root, pathOf, datalake)
  root.done()
  if (problems.length > 0 || datalake === undefined) throw unusable(file.path, problems)
  return { settings: { path: file.path, datalake, datasources }, remarks }
}

function readDatasources(
  root: Section,
  pathOf: (path: string) => string,
  datalake: DatalakeSettings | undefined,
): DatasourceSettings[] {
  const sections = root.sections('datasources')
  const basePartitions = datalake?.basePartitions.map(({ name }) => name) ?? []
  const names = new Set<string>()
  const folders = new Map<string, string>()
  return sections.flatMap((section) => {
    const datasource = readDatasourceSettings(section, pathOf, basePartitions)
    if (datasource === undefined) return []
    const { name, tables } = datasource
    if (names.has(name)) section.problem(`there are two datasources ${name}: give each a name of its own`, 'name')
    names.add(name)
    for (const table of tables) {
      const other = folders.get(table.name)
      if (other !== undefined && other !== name) {
        section.problem(
          `${name} and ${other} both list ${table.name}, and a folder of the lake holds one table`,
          'tables',
        )
      }
      folders.set(table.name, name)
    }
    return [datasource]
  })
}
