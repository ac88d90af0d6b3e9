import type { ColumnType } from '../column-type.ts'

/** How a value that is text in MySQL's own form is kept with its type. */
export interface TypedValue {
  /** ClickHouse's type, without `Nullable`. */
  readonly clickHouse: string
  /** The catalogue's type of a Parquet file that ClickHouse writes from it. */
  readonly hive: string
  /** ClickHouse's expression from text to the type: NULL for what is no such value, and never another one near it. */
  cast(text: string): string
}

/** Digits that ClickHouse, Parquet and Athena can all keep. */
const mostDigits = 38
const plainText: TypedValue = { clickHouse: 'String', hive: 'string', cast: (text) => text }

/** Unsigned types take the next wider one: Parquet has them, and Athena does not. */
export function typedValue(type: ColumnType): TypedValue {
  switch (type.kind) {
    case 'integer':
      if (type.bytes === 8 && type.isUnsigned) return decimal(20, 0)
      return integer(type.bytes === 8 || (type.bytes === 4 && type.isUnsigned) ? 64 : 32)
    case 'bit':
      return type.bits === 64 ? decimal(20, 0) : integer(type.bits < 32 ? 32 : 64)
    case 'year':
      return integer(32)
    case 'decimal':
      return type.precision > mostDigits ? plainText : decimal(type.precision, type.scale)
    case 'float':
      return float(32, 'float')
    case 'double':
      return float(64, 'double')
    case 'date':
      return date
    case 'datetime':
      return dateTime
    default:
      return plainText
  }
}

const integer = (bits: 32 | 64): TypedValue => ({
  clickHouse: `Int${bits}`,
  hive: bits === 32 ? 'int' : 'bigint',
  cast: (text) => `toInt${bits}OrNull(${text})`,
})

/** ClickHouse cuts what has more digits after the point than the type, and takes more before it than the type has. */
function decimal(precision: number, scale: number): TypedValue {
  const digits = `^-?0*[0-9]{0,${precision - scale}}(\\\\.[0-9]{0,${scale}}0*)?$`
  return {
    clickHouse: `Decimal(${precision}, ${scale})`,
    hive: `decimal(${precision},${scale})`,
    cast: (text) => `if(match(${text}, '${digits}'), toDecimal128OrNull(${text}, ${scale}), NULL)`,
  }
}

const float = (bits: 32 | 64, hive: string): TypedValue => ({
  clickHouse: `Float${bits}`,
  hive,
  cast: (text) => `if(isFinite(toFloat${bits}OrNull(${text})), toFloat${bits}OrNull(${text}), NULL)`,
})

// ClickHouse takes days that no calendar has, and years that it cannot keep, for others near them: what is read back must be the same.
const date: TypedValue = {
  clickHouse: 'Date32',
  hive: 'date',
  cast: (text) => `if(toString(toDate32OrNull(${text})) = ${text}, toDate32OrNull(${text}), NULL)`,
}

const dateTime: TypedValue = {
  clickHouse: `DateTime64(6, 'UTC')`,
  hive: 'timestamp',
  cast(text) {
    const read = `toDateTime64OrNull(${text}, 6, 'UTC')`
    return `if(length(${text}) >= 10 AND startsWith(toString(${read}), left(${text}, 19)), ${read}, NULL)`
  },
}
