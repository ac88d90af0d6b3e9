import { misconfigured } from '../../kernel/errors.ts'
import type { LakeColumn } from '../../lake/manifest.ts'
import type { FieldSettings, TableSettings } from '../settings/settings.ts'
import { columnText, columnType } from './column-text.ts'
import type { SourceColumn } from './describe-table.ts'
import { quoteName } from './quoting.ts'

/** What is read of a table, once its settings have met the table as it is. */
export interface TablePlan {
  readonly table: string
  /** Of the files. */
  readonly columns: readonly LakeColumn[]
  /** A value for each field: MySQL's expression, or a text (or NULL) that is the same in all rows. */
  readonly values: readonly PlannedValue[]
  /** Those that part the table, in the order of the folders. */
  readonly partitions: readonly PlannedValue[]
  /** Where rows tell when they were changed, and are to be asked. */
  readonly watermark: { readonly column: string; readonly overlapSeconds: number } | null
  /** Columns of the source that are not extracted. */
  readonly unlisted: readonly string[]
  readonly warnings: readonly string[]
}

export type PlannedValue = { readonly name: string } & (
  | {
      readonly expression: string
      /** MySQL finds all rows that have a value when it compares them with its text, and perhaps more. */
      readonly isComparable: boolean
    }
  | { readonly constant: string | null }
)

const comparable: ReadonlySet<string> = new Set([
  ...['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'date', 'datetime', 'timestamp'],
  ...['tinyint', 'smallint', 'mediumint', 'int', 'bigint'],
])

/** Types that can be asked whether a row was changed since. */
const instants: ReadonlySet<string> = new Set(['datetime', 'timestamp', 'date'])

/**
 * A field that the table does not have any more is NULL in all rows, and told.
 * @throws PanoramaError `misconfigured` when the table can no longer be parted, or has nothing left to extract
 */
export function planTable(settings: TableSettings, found: readonly SourceColumn[]): TablePlan {
  const { name: table, fields, partitions } = settings
  const warnings: string[] = []
  const byName = columnsByName(found)

  const plan = (field: FieldSettings): PlannedValue => {
    const column = byName(field.name)
    if (field.constant !== undefined) {
      return { name: field.name, constant: field.constant === null ? null : String(field.constant) }
    }
    if (column) {
      return { name: field.name, expression: columnText(column), isComparable: comparable.has(column.dataType) }
    }
    warnings.push(
      `${table} has no column ${field.name} any more: it is empty in the lake. Take the field out of the settings file.`,
    )
    return { name: field.name, constant: null }
  }

  const partitionNames = partitions?.fields ?? []
  const parting = partitionNames.map((name) => {
    const planned = plan(fields.find((field) => field.name === name) ?? { name, type: 'varchar' })
    if ('expression' in planned || fields.find((field) => field.name === name)?.constant !== undefined) return planned
    throw misconfigured(`${table} has no column ${name}, by which it is to be parted.`, {
      advice: 'Name a column that it has in partition_fields; the table is then extracted anew.',
    })
  })
  const inFiles = fields.filter(({ name }) => !partitionNames.includes(name))
  const values = inFiles.map(plan)
  if (inFiles.length > 0 && values.every((value) => 'constant' in value && byName(value.name) === undefined)) {
    throw misconfigured(`${table} has none of the columns that the settings file lists.`, {
      advice: 'Run panorama elt set-tables-fields for the table.',
    })
  }
  const listed = new Set(fields.map(({ name }) => byName(name)?.name))
  return {
    table,
    columns: inFiles.map((field) => lakeColumn(field, byName(field.name))),
    values,
    partitions: parting,
    watermark: planWatermark(settings, byName, warnings),
    unlisted: found.filter(({ name }) => !listed.has(name)).map(({ name }) => name),
    warnings,
  }
}

function planWatermark(
  { name: table, partitions }: TableSettings,
  byName: (name: string) => SourceColumn | undefined,
  warnings: string[],
): TablePlan['watermark'] {
  if (!partitions?.timestampField || partitions.overlapSeconds === null) return null
  const column = byName(partitions.timestampField)
  if (column && instants.has(column.dataType)) {
    return { column: quoteName(column.name), overlapSeconds: partitions.overlapSeconds }
  }
  const why = column
    ? `The column ${column.name} of ${table} is a ${column.dataType}, which does not tell when a row was changed`
    : `${table} has no column ${partitions.timestampField}`
  warnings.push(
    `${why}: the whole table is read and compared each time. Name a datetime or timestamp as timestamp_field.`,
  )
  return null
}

/** To MySQL, names of columns that differ in case only are the same. */
function columnsByName(found: readonly SourceColumn[]): (name: string) => SourceColumn | undefined {
  const columns = new Map(found.map((column) => [column.name.toLowerCase(), column]))
  return (name) => columns.get(name.toLowerCase())
}

function lakeColumn(field: FieldSettings, column: SourceColumn | undefined): LakeColumn {
  const isRead = column !== undefined && field.constant === undefined
  return isRead
    ? { name: field.name, type: columnType(column), isNullable: column.isNullable }
    : { name: field.name, type: column ? columnType(column) : field.type, isNullable: true }
}
