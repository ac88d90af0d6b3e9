import { literal } from '../warehouse/literal.ts'
import { columnTypeOf, holdsFreeText } from './column-type.ts'
import { csvFormat, writtenInCsv } from './dialect/csv-dialect.ts'
import { typedValue } from './dialect/typed-value.ts'
import { identifier } from './identifier.ts'
import type { LakeColumn } from './manifest.ts'
import { partitionIdExpression } from './partition-id.ts'

/** How ClickHouse writes rows of text columns into files of the lake. */
export interface FileLayout {
  /** Format and structure, as the arguments of `file()`. */
  readonly into: string
  /** What is selected of the text columns, in the order of the structure. */
  readonly values: readonly string[]
  /** Of the structure's columns; an id of the partition. */
  readonly partitionBy: string
  /** For the statement's SETTINGS. */
  readonly settings: readonly string[]
}

/** Rows come slower from a source than one core formats them; formatting ahead takes four times the memory, for each file. */
const noFormattingAhead = 'output_format_parallel_formatting = 0'

const pathOfPart = 'path of the part'

/** One CSV file, without partitions. */
export function wholeCsvLayout(columns: readonly LakeColumn[]): FileLayout {
  return {
    into: `'${csvFormat}', ${literal(structureOf(columns.map(({ name }) => [name, 'String'])))}`,
    values: columns.map(csvValue),
    partitionBy: '',
    settings: [noFormattingAhead],
  }
}

/**
 * CSV files of partitions. ClickHouse parts by columns that it also writes: in the format `Template` alone it leaves out those that
 * the template does not name.
 */
export function partedCsvLayout(columns: readonly LakeColumn[], partitionColumns: readonly string[]): FileLayout {
  const places = columns.map((_, index) => `c${index}`)
  const header = columns.map(({ name }) => `"${name.replaceAll('"', '""')}"`).join(',')
  return {
    into: `'Template', ${literal(structureOf([...places, pathOfPart].map((name) => [name, 'String'])))}`,
    values: [...columns.map(csvValue), partitionIdExpression(partitionColumns)],
    partitionBy: identifier(pathOfPart),
    settings: [
      `format_template_row_format = ${literal(places.map((place) => `\${${place}:CSV}`).join(','))}`,
      `format_template_resultset_format = ${literal(`${header.replaceAll('$', '$$$$')}\n\${data}\n`)}`,
      `format_template_rows_between_delimiter = '\\n'`,
      noFormattingAhead,
    ],
  }
}

/**
 * Parquet files, with the columns that part the table as their last ones: see `partedCsvLayout`. Row groups are small, since those of
 * all files that are open lie in memory.
 */
export function parquetLayout(columns: readonly LakeColumn[], partitionColumns: readonly string[]): FileLayout {
  const typed = columns.map(({ name, type }) => ({ name, ...typedValue(columnTypeOf(type)) }))
  const structure = [
    ...typed.map(({ name, clickHouse }) => [name, `Nullable(${clickHouse})`] as const),
    ...partitionColumns.map((name) => [name, 'Nullable(String)'] as const),
  ]
  return {
    into: `'Parquet', ${literal(structureOf(structure))}`,
    values: [...typed.map(({ name, cast }) => cast(identifier(name))), ...partitionColumns.map(identifier)],
    partitionBy: partitionColumns.length === 0 ? '' : partitionIdExpression(partitionColumns),
    settings: ['output_format_parquet_row_group_size_bytes = 16000000'],
  }
}

/** Rows of text as they came, for reading them again on this machine. */
export const rowsFormat = 'Native'

export function rowsStructure(names: readonly string[]): string {
  return structureOf(names.map((name) => [name, 'Nullable(String)']))
}

function csvValue({ name, type }: LakeColumn): string {
  return writtenInCsv(identifier(name), holdsFreeText(columnTypeOf(type)))
}

function structureOf(columns: readonly (readonly [name: string, type: string])[]): string {
  return columns.map(([name, type]) => `${identifier(name)} ${type}`).join(', ')
}
