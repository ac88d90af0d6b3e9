import { openSource } from '../extract/open-source.ts'
import { replaceFile } from '../extract/settings/replace-file.ts'
import { type Asked, selectTables } from '../extract/settings/select-tables.ts'
import { type FieldsSet, setTablesFields } from '../extract/settings/set-tables-fields.ts'
import { editableRoot, mapsOf, type Splice, spliced } from '../extract/settings/splice.ts'
import { failureText } from '../kernel/failure-text.ts'
import { type EltOptions, readEltSettings } from './elt-settings.ts'
import type { Terminal } from './terminal.ts'

/**
 * `panorama elt set-tables-fields`: lists columns of the sources in the settings file, for tables that it lists. Ends with 1 when a
 * table could not be looked at; the others are listed all the same.
 */
export async function setEltTablesFields(terminal: Terminal, options: EltOptions & Asked): Promise<void> {
  const { settings, file } = await readEltSettings(terminal, options)
  const selected = selectTables(settings, options)
  const sections = mapsOf(editableRoot(file), 'datasources')
  const splices: Splice[] = []
  const reports: FieldsSet[] = []
  const failures: string[] = []
  for (const { datasource, tables } of selected) {
    const listed = mapsOf(sections[settings.datasources.indexOf(datasource)]!, 'tables')
    const source = openSource(datasource)
    try {
      for (const table of tables) {
        terminal.progress(`Looking at ${table.name}`)
        try {
          const set = setTablesFields(listed[datasource.tables.indexOf(table)]!, table, await source.fields(table.name))
          splices.push(...set.splices)
          reports.push(set.report)
        } catch (error) {
          failures.push(`${table.name}: ${failureText(error)}`)
        }
      }
    } finally {
      await source.close()
    }
  }
  if (splices.length > 0) await replaceFile(file.path, file.text, spliced(file.text, splices))
  if (failures.length > 0) process.exitCode = 1
  terminal.report(
    { path: file.path, tables: reports, failures },
    [...reports.flatMap(describe), ...failures, splices.length > 0 ? `Written: ${file.path}` : 'Nothing is new.'].join(
      '\n',
    ),
  )
}

function describe({ table, added, retyped, gone, withheld }: FieldsSet): string[] {
  const said = [
    ...added.map((name) => `  + ${name}`),
    ...retyped.map((name) => `  ~ ${name} has another type now`),
    ...gone.map((name) => `  ! ${name} is not at the source: it stays empty; remove it if you do not need it`),
    ...withheld.map((name) => `  - ${name} opens something and never leaves the LMS: left out`),
  ]
  return said.length === 0 ? [] : [`${table}:`, ...said]
}
