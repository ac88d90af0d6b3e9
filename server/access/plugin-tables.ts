import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { refusal } from './admin-refusals.ts'

/** A file as somebody brings it: its name says which table it is. */
export interface TableFile {
  readonly name: string
  /** CSV with a first line of column names. */
  readonly text: string
}

/** A row of a table, with where it stands; columns that the file does not have are empty. */
export interface TableRow<Column extends string> {
  readonly file: string
  readonly line: number
  readonly cells: Readonly<Record<Column, string>>
}

/**
 * The tables of the Panorama plugin's backend in the LMS's database, by the end of their names. For each its columns that we
 * read: any one of those within a pair of brackets is enough.
 */
const tables = {
  dashboards: { ends: 'dashboard', columns: [['dashboard_id', 'id'], ['name'], ['display_name'], ['priority']] },
  types: { ends: 'dashboardtype', columns: [['name'], ['student_view']] },
  parts: { ends: 'dashboardtype_dashboards', columns: [['dashboardtype_id'], ['dashboard_id']] },
  people: {
    ends: 'useraccessconfiguration',
    columns: [['user_id', 'username'], ['dashboard_type_id'], ['arn'], ['role']],
  },
  /** Of the LMS itself: whose user id is whose. Nothing else of it is read. */
  users: { ends: 'auth_user', columns: [['id'], ['username']] },
} as const

export type PluginTable = keyof typeof tables

type ColumnOf<T extends PluginTable> = (typeof tables)[T]['columns'][number][number]
export type PluginTables = { readonly [T in PluginTable]: readonly TableRow<ColumnOf<T>>[] }

const prefix = 'panorama_openedx_backend_'

/**
 * Reads the tables of the Panorama plugin's backend; those that are not among the files are empty.
 * @throws PanoramaError `bad_input` for a file that is none of them, given twice, or not as its table is
 */
export function readPluginTables(files: readonly TableFile[]): PluginTables {
  const rows: Record<PluginTable, TableRow<string>[]> = { dashboards: [], types: [], parts: [], people: [], users: [] }
  const seen = new Map<PluginTable, string>()
  for (const file of files) {
    const table = tableOf(file)
    const earlier = seen.get(table)
    if (earlier !== undefined) throw refusal('table-twice', { file: file.name, other: earlier })
    seen.set(table, file.name)
    rows[table] = readRows(file, tables[table].columns)
  }
  return rows as PluginTables
}

function tableOf({ name }: TableFile): PluginTable {
  const plain = (name.split(/[/\\]/).at(-1) ?? '')
    .toLowerCase()
    .replace(/\.csv$/, '')
    .replace(prefix, '')
  const found = (Object.keys(tables) as PluginTable[]).find((table) => tables[table].ends === plain)
  if (found) return found
  const known = Object.values(tables).map(({ ends }) => (ends === 'auth_user' ? `${ends}.csv` : `${prefix}${ends}.csv`))
  throw refusal('no-table', { file: name, tables: known.join(', ') })
}

const recordsSchema = z.array(z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) }))

function readRows({ name, text }: TableFile, columns: readonly (readonly string[])[]): TableRow<string>[] {
  const [first, ...rest] = recordsOf(name, text)
  const header = (first?.record ?? []).map((column) => column.trim().toLowerCase())
  const missing = columns.filter((choice) => !choice.some((column) => header.includes(column)))
  if (missing.length > 0) {
    throw refusal('columns-missing', { file: name, columns: missing.map((choice) => choice.join('/')).join(', ') })
  }
  return rest.map(({ info, record }) => {
    if (record.length !== header.length) {
      const found = { fields: record.length, expected: header.length }
      throw refusal('wrong-width', { file: name, line: info.lines, ...found })
    }
    const cells = columns.flat().map((column) => [column, cellText(record[header.indexOf(column)])] as const)
    return { file: name, line: info.lines, cells: Object.fromEntries(cells) }
  })
}

function recordsOf(name: string, text: string): z.output<typeof recordsSchema> {
  try {
    return recordsSchema.parse(
      parse(text, {
        bom: true,
        info: true,
        relaxColumnCount: true,
        skipEmptyLines: true,
        recordDelimiter: ['\r\n', '\n'],
      }),
    )
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw refusal('wrong-quotes', { file: name, line: Number(cause.lines ?? 1) })
  }
}

/** Dumps write what is not there as nothing, `NULL` or `\N`. */
function cellText(cell: string | undefined): string {
  const text = cell?.trim() ?? ''
  return text === 'NULL' || text === '\\N' ? '' : text
}
