/**
 * What a column holds, read from the source's name of its type. Whoever writes or reads the lake decides by this, so that files,
 * views and the warehouse agree.
 */
export type ColumnType =
  | { readonly kind: 'integer'; readonly bytes: 1 | 2 | 3 | 4 | 8; readonly isUnsigned: boolean }
  /** `scale` of the `precision` digits stand after the point. */
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'float' | 'double' }
  /** As a number: `bit(8)` holds 0 to 255. */
  | { readonly kind: 'bit'; readonly bits: number }
  | { readonly kind: 'date' }
  /** UTC, with so many digits after the second. */
  | { readonly kind: 'datetime'; readonly fraction: number }
  /** A length of time, `-838:59:59` to `838:59:59`. */
  | { readonly kind: 'time'; readonly fraction: number }
  | { readonly kind: 'year' }
  | { readonly kind: 'text' }
  | { readonly kind: 'json' }
  /** Bytes, in a text form that its source tells. */
  | { readonly kind: 'binary' }
  /** A type that nobody here knows: it stays text. */
  | { readonly kind: 'unknown' }

const integerBytes: Readonly<Record<string, 1 | 2 | 3 | 4 | 8>> = {
  bool: 1,
  boolean: 1,
  tinyint: 1,
  smallint: 2,
  mediumint: 3,
  middleint: 3,
  int: 4,
  integer: 4,
  bigint: 8,
  serial: 8,
}
const texts = new Set([
  ...[
    'char',
    'varchar',
    'character',
    'nchar',
    'nvarchar',
    'national',
    'enum',
    'set',
    'string',
    'uuid',
    'inet4',
    'inet6',
  ],
  ...['tinytext', 'text', 'mediumtext', 'longtext'],
])
const bytes = new Set(['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob'])

/** A settings file may say `decimal` alone: then all digits that every reader can keep, ten of them after the point. */
const decimalUnknown = { kind: 'decimal', precision: 38, scale: 10 } as const

/** @param type `bigint unsigned`, `decimal(10,4)`, `datetime(6)`, in any case */
export function columnTypeOf(type: string): ColumnType {
  const words = type.trim().toLowerCase()
  const [, name = '', given = ''] = /^([a-z0-9_]+)\s*(?:\(([^)]*)\))?/.exec(words) ?? []
  const [first, second] = given.split(',').map(Number)
  const size = integerBytes[name]
  if (size !== undefined) {
    return { kind: 'integer', bytes: size, isUnsigned: name === 'serial' || /\bunsigned\b|\bzerofill\b/.test(words) }
  }
  if (texts.has(name)) return { kind: 'text' }
  if (bytes.has(name)) return { kind: 'binary' }
  switch (name) {
    case 'decimal':
    case 'numeric':
    case 'dec':
    case 'fixed':
      return given === '' ? decimalUnknown : { kind: 'decimal', precision: first!, scale: second ?? 0 }
    case 'float':
      return { kind: 'float' }
    case 'double':
    case 'real':
      return { kind: 'double' }
    case 'bit':
      return { kind: 'bit', bits: first || 1 }
    case 'date':
      return { kind: 'date' }
    case 'datetime':
    case 'timestamp':
      return { kind: 'datetime', fraction: first || 0 }
    case 'time':
      return { kind: 'time', fraction: first || 0 }
    case 'year':
      return { kind: 'year' }
    case 'json':
      return { kind: 'json' }
    default:
      return { kind: 'unknown' }
  }
}

/** Kinds whose text needs no escape: digits and signs. */
const plain: ReadonlySet<ColumnType['kind']> = new Set([
  'integer',
  'decimal',
  'float',
  'double',
  'bit',
  'date',
  'datetime',
  'time',
  'year',
])

/** Whether a value may hold any character at all. */
export const holdsFreeText = (type: ColumnType) => !plain.has(type.kind)
