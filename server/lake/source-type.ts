/**
 * What values a column of the source holds, whatever the source calls the type. The catalogue's types and those of Parquet
 * follow from it, so that they agree.
 */
export type SourceType =
  /** Fits 64 bits with a sign. BIT is one: its bits as a number. */
  | { readonly kind: 'integer' }
  /** Exact. Null where the source's type does not say, which is so in settings files. `bigint unsigned` is one of 20 digits. */
  | { readonly kind: 'decimal'; readonly precision: number | null; readonly scale: number }
  | { readonly kind: 'double' }
  | { readonly kind: 'date' }
  /** `fraction`: digits behind the second, 0 to 6. */
  | { readonly kind: 'datetime'; readonly fraction: number }
  /** MySQL's TIME, which goes from -838:59:59 to 838:59:59: a duration rather than a time of day. */
  | { readonly kind: 'duration'; readonly fraction: number }
  | { readonly kind: 'text' }
  /** As hexadecimal digits. */
  | { readonly kind: 'bytes' }
  /** Stays text. */
  | { readonly kind: 'unknown' }

const integers = [
  ...[
    'tinyint',
    'smallint',
    'mediumint',
    'int',
    'integer',
    'bigint',
    'int1',
    'int2',
    'int3',
    'int4',
    'int8',
    'middleint',
  ],
  ...['bool', 'boolean', 'year'],
]
const decimals = ['decimal', 'numeric', 'dec', 'fixed', 'number']
const doubles = ['float', 'double', 'real', 'float4', 'float8']
const texts = [
  ...['char', 'varchar', 'character', 'nchar', 'nvarchar', 'national', 'string', 'long'],
  ...['tinytext', 'text', 'mediumtext', 'longtext', 'enum', 'set', 'json', 'uuid', 'inet4', 'inet6'],
]
const bytes = ['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob']

/** Of MySQL's types, the only ones that go beyond a signed number of 64 bits. */
const unsigned64: SourceType = { kind: 'decimal', precision: 20, scale: 0 }

/** @param type the source's name of the type, in any case: `bigint(20) unsigned`, `decimal(10,4)`, `datetime(6)`, `bit(8)` */
export function sourceTypeOf(type: string): SourceType {
  const [, word = '', inBrackets = '', behind = ''] =
    type
      .trim()
      .toLowerCase()
      .match(/^([a-z0-9_]+)\s*(?:\(([^)]*)\))?(.*)$/s) ?? []
  const [first, second] = inBrackets.split(',').map((number) => Number.parseInt(number, 10))
  if (['bigint', 'int8', 'serial'].includes(word) && (word === 'serial' || /\b(unsigned|zerofill)\b/.test(behind))) {
    return unsigned64
  }
  if (word === 'bit') return (first ?? 1) > 63 ? unsigned64 : { kind: 'integer' }
  if (integers.includes(word)) return { kind: 'integer' }
  if (decimals.includes(word)) {
    return inBrackets === ''
      ? { kind: 'decimal', precision: null, scale: 0 }
      : { kind: 'decimal', precision: first ?? 10, scale: second ?? 0 }
  }
  if (doubles.includes(word)) return { kind: 'double' }
  if (word === 'date') return { kind: 'date' }
  if (word === 'datetime' || word === 'timestamp') return { kind: 'datetime', fraction: first || 0 }
  if (word === 'time') return { kind: 'duration', fraction: first || 0 }
  if (texts.includes(word)) return { kind: 'text' }
  if (bytes.includes(word)) return { kind: 'bytes' }
  return { kind: 'unknown' }
}
