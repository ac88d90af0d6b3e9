import type { SourceColumn } from './describe-table.ts'
import { quoteName } from './quoting.ts'

/** Types whose values are bytes and not text. */
const bytes: ReadonlySet<string> = new Set([
  ...['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob', 'vector'],
  ...['geometry', 'point', 'linestring', 'polygon', 'multipoint', 'multilinestring', 'multipolygon'],
  ...['geometrycollection', 'geomcollection'],
])

/**
 * MySQL's expression for a column's value as the text that goes into the lake: MySQL's own for all that is text or is shown as
 * such, the number for BIT, hexadecimal digits for bytes.
 */
export function columnText({ name, dataType }: Pick<SourceColumn, 'name' | 'dataType'>): string {
  const column = quoteName(name)
  if (dataType === 'bit') return `${column} + 0`
  if (bytes.has(dataType)) return `HEX(${column})`
  return column
}

/**
 * The name of a column's type in the lake: what decides of its values, without the width of its display, its list of names or
 * its zeros in front.
 */
export function columnType({ dataType, columnType }: SourceColumn): string {
  const [, size = ''] = /\(([\d, ]+)\)/.exec(columnType) ?? []
  const isUnsigned = /\bunsigned\b/i.test(columnType)
  const sized = sizedTypes.has(dataType) && size !== '' ? `${dataType}(${size.replaceAll(' ', '')})` : dataType
  return isUnsigned ? `${sized} unsigned` : sized
}

const sizedTypes: ReadonlySet<string> = new Set([
  ...['char', 'varchar', 'binary', 'varbinary', 'bit', 'decimal', 'datetime', 'timestamp', 'time', 'vector'],
])
