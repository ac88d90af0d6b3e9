import { type ColumnType, columnTypeOf, holdsFreeText } from '../column-type.ts'
import { readByAthena } from '../dialect/csv-dialect.ts'
import type { LakeColumn, PublishedTable } from '../manifest.ts'
import { readPartitionValue } from './partition-value.ts'

/** A column of a typed view. */
export interface ViewColumn {
  /** Athena's SQL over the column of the raw table. */
  readonly sql: string
  /** Athena's type of it. */
  readonly type: string
  /** Said when the type could not be kept. */
  readonly warning: string | null
}

/** More digits than Athena's decimals have stay text, to the last one. */
const mostDigits = 38

/**
 * A column as Athena's users see it, with the type of the source. NULL where the value is no such thing, as MySQL's day zero is
 * none; the raw table has what the source had. A view can have no JSON, no bytes and no time of day: the catalogue has no type for
 * them, so they stay text.
 * @param column quoted
 */
export function viewColumn(column: string, { name, type }: LakeColumn, format: PublishedTable['format']): ViewColumn {
  const kind = columnTypeOf(type)
  const athena = athenaType(kind)
  return {
    sql:
      format === 'csv' ? fromText(readByAthena(column, holdsFreeText(kind)), athena) : fromTyped(column, kind, athena),
    type: athena,
    warning: warningOf(name, type, kind),
  }
}

/**
 * A column that parts the table: its values are text in the catalogue.
 * @param values those that it has
 */
export function viewPartition(column: string, type: string, values: Iterable<string | null>): ViewColumn {
  const athena = athenaType(columnTypeOf(type))
  return { sql: fromText(readPartitionValue(column, values), athena), type: athena, warning: null }
}

function fromText(value: string, type: string): string {
  return type === 'varchar' ? value : `try_cast(${value} AS ${type})`
}

function fromTyped(column: string, kind: ColumnType, type: string): string {
  // Otherwise 0.1 of four bytes becomes 0.10000000149 of eight.
  if (kind.kind === 'float') return `cast(cast(${column} AS varchar) AS double)`
  return ['bigint', 'double'].includes(type) ? `cast(${column} AS ${type})` : column
}

function athenaType(kind: ColumnType): string {
  switch (kind.kind) {
    case 'integer':
      return kind.bytes === 8 && kind.isUnsigned ? 'decimal(20,0)' : 'bigint'
    case 'bit':
      return kind.bits > 63 ? 'decimal(20,0)' : 'bigint'
    case 'year':
      return 'bigint'
    case 'decimal':
      return kind.precision > mostDigits ? 'varchar' : `decimal(${kind.precision},${kind.scale})`
    case 'float':
    case 'double':
      return 'double'
    case 'date':
      return 'date'
    case 'datetime':
      return kind.fraction > 3 ? 'timestamp(6)' : 'timestamp(3)'
    default:
      return 'varchar'
  }
}

function warningOf(name: string, type: string, kind: ColumnType): string | null {
  if (kind.kind === 'unknown') return `${name} stays text: ${type || 'its type'} is no type that is known here.`
  if (kind.kind === 'decimal' && kind.precision > mostDigits) {
    return `${name} stays text: ${type} has more digits than a decimal of Athena's.`
  }
  return null
}
