import { openSource } from '../extract/open-source.ts'
import { type Asked, selectTables } from '../extract/settings/select-tables.ts'
import { type FieldsSet, setTablesFields } from '../extract/settings/set-tables-fields.ts'
import { editableRoot, mapsOf, removed, type Splice } from '../extract/settings/splice.ts'
import { PanoramaError } from '../kernel/errors.ts'
import { failureText } from '../kernel/failure-text.ts'
import { writeEdited } from './elt-edited-settings.ts'
import { type EltOptions, readEltSettings } from './elt-settings.ts'
import type { Terminal } from './terminal.ts'

interface Options extends EltOptions, Asked {
  /** Tables and columns that the source does not have are taken out. */
  readonly removeMissing?: boolean
}

/**
 * `panorama elt set-tables-fields`: lists columns of the sources in the settings file, for tables that it lists. Ends with 1 when a
 * table could not be looked at; the others are listed all the same.
 */
export async function setEltTablesFields(terminal: Terminal, options: Options): Promise<void> {
  const { settings, file } = await readEltSettings(terminal, options)
  const selected = selectTables(settings, options)
  const sections = mapsOf(editableRoot(file), 'datasources')
  const splices: Splice[] = []
  const reports: FieldsSet[] = []
  const failures: string[] = []
  const missing: string[] = []
  for (const { datasource, tables } of selected) {
    const section = sections[settings.datasources.indexOf(datasource)]!
    const listed = mapsOf(section, 'tables')
    const source = openSource(datasource)
    const toRemove: number[] = []
    try {
      for (const table of tables) {
        const index = datasource.tables.indexOf(table)
        terminal.progress(`Looking at ${table.name}`)
        try {
          const found = await source.fields(table.name)
          const set = setTablesFields(listed[index]!, table, found, options.removeMissing)
          splices.push(...set.splices)
          reports.push(set.report)
        } catch (error) {
          const isMissing = error instanceof PanoramaError && error.code === 'not_found'
          if (isMissing && options.removeMissing) toRemove.push(index)
          else failures.push(`${table.name}: ${failureText(error)}`)
        }
      }
    } finally {
      await source.close()
    }
    splices.push(...removed(section, 'tables', toRemove))
    missing.push(...toRemove.map((index) => datasource.tables[index]!.name))
  }
  await writeEdited(file, splices)
  if (failures.length > 0) process.exitCode = 1
  terminal.report(
    { path: file.path, tables: reports, removed: missing, failures },
    [...reports.flatMap(describe), ...failures, splices.length > 0 ? `Written: ${file.path}` : 'Nothing is new.'].join(
      '\n',
    ),
  )
}

function describe({ table, added, retyped, gone, removed: takenOut, withheld }: FieldsSet): string[] {
  const said = [
    ...added.map((name) => `  + ${name}`),
    ...retyped.map((name) => `  ~ ${name} has another type now`),
    ...takenOut.map((name) => `  - ${name} is not at the source: taken out`),
    ...gone.map((name) => `  ! ${name} is not at the source: it stays empty; --remove-missing takes it out`),
    ...withheld.map((name) => `  - ${name} opens something and never leaves the LMS: left out`),
  ]
  return said.length === 0 ? [] : [`${table}:`, ...said]
}
