import { badInput } from '../kernel/errors.ts'
import type { LakeSettings } from './lake-settings.ts'
import type { PublishedTable } from './manifest.ts'
import type { Partition } from './partition-id.ts'

/** Of our own files: what is published. */
export const manifestName = 'manifest.json'

/** Hive's word for SQL NULL in the name of a folder. */
const nullValue = '__HIVE_DEFAULT_PARTITION__'
/** Of S3, in bytes. */
const longestKey = 1024

type Site = Pick<LakeSettings, 'basePrefix' | 'basePartitions'>

/** Keys of one site in the lake. A site is told apart by the prefix and the values of the base partitions: several may share a bucket. */
export interface LakeKeys {
  /** Columns that part all tables, before their own. */
  readonly baseColumns: readonly string[]
  /** A partition as the manifest has it, with the values of the base partitions. */
  withBase(partition: Partition): Partition
  /** Of the object that holds one partition of a table: `[prefix/]<table>/[base=value/…][field=value/…]<table>.csv`. */
  object(table: Pick<PublishedTable, 'table' | 'format'>, partition: readonly PartitionValue[]): string
  /** Below which all objects of a table of this site are. */
  tableFolder(table: string): string
  /** Of a file of our own beside the tables, of this site alone. */
  own(name: string): string
}

export type PartitionValue = readonly [column: string, value: string | null]

export function lakeKeys({ basePrefix, basePartitions }: Site): LakeKeys {
  const prefix = basePrefix === null ? [] : [basePrefix]
  const base = basePartitions.map(({ name, value }) => folder([name, value]))
  return {
    baseColumns: basePartitions.map(({ name }) => name),
    withBase: (partition) => ({
      ...Object.fromEntries(basePartitions.map(({ name, value }) => [name, value])),
      ...partition,
    }),
    object({ table, format }, partition) {
      const key = [...prefix, table, ...base, ...partition.map(folder), `${table}.${format}`].join('/')
      if (Buffer.byteLength(key) > longestKey) {
        throw badInput(
          `${table}: a value of ${partition.map(([column]) => column).join(', ')} is too long for a folder.`,
          {
            advice: 'Take it out of the partition_fields of the table in the settings file.',
          },
        )
      }
      return key
    },
    tableFolder: (table) => [...prefix, table, ...base, ''].join('/'),
    own: (name) => [...prefix, '_panorama', ...base, name].join('/'),
  }
}

const folder = ([column, value]: PartitionValue) => `${column}=${value === null ? nullValue : encoded(value)}`

/**
 * A value as a part of a key, as panorama-elt has it: percent-encoded but for slashes. Slashes that would make folders without a name
 * or with that of a parent are encoded with what is between them, so that no value leaves its folder or falls together with another.
 */
function encoded(value: string): string {
  if (value === nullValue) return percentEncoded(value).replace('_', '%5F')
  const segments = value.split('/')
  if (segments.length > 1 && segments.some((segment) => /^\.{0,2}$/.test(segment))) return percentEncoded(value)
  return segments.map(percentEncoded).join('/')
}

/** Of Python's `quote`: all but letters, digits and `_.-~`. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
