import type { Column, StorageDescriptor, Table, TableInput } from '@aws-sdk/client-glue'
import { columnTypeOf } from '../column-type.ts'
import { openCsvProperties } from '../dialect/csv-dialect.ts'
import { typedValue } from '../dialect/typed-value.ts'
import type { CatalogueTable } from './catalogue-table.ts'

type Form = Pick<StorageDescriptor, 'InputFormat' | 'OutputFormat' | 'SerdeInfo'>

/** How Athena reads the objects. OpenCSV's SerDe knows nothing but text, so all columns of CSV are strings. */
const forms: Readonly<Record<CatalogueTable['format'], Form>> = {
  csv: {
    InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    SerdeInfo: {
      SerializationLibrary: 'org.apache.hadoop.hive.serde2.OpenCSVSerde',
      Parameters: openCsvProperties,
    },
  },
  parquet: {
    InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
    OutputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
    SerdeInfo: {
      SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
      Parameters: { 'serialization.format': '1' },
    },
  },
}

const properties: Readonly<Record<CatalogueTable['format'], Readonly<Record<string, string>>>> = {
  csv: { classification: 'csv', 'skip.header.line.count': '1' },
  parquet: { classification: 'parquet' },
}

/** What belongs to one of the formats alone, and goes when a table takes the other. */
const ofFormats = Object.values(properties).flatMap(Object.keys)

/** Where objects lie and how they are read: of the table, and of each of its partitions. */
export function storageOf(table: Pick<CatalogueTable, 'format' | 'columns'>, location: string): StorageDescriptor {
  return {
    ...forms[table.format],
    Columns: table.columns.map(({ name, type }) => ({
      Name: name.toLowerCase(),
      Type: table.format === 'csv' ? 'string' : typedValue(columnTypeOf(type)).hive,
    })),
    Location: location,
    Compressed: false,
    StoredAsSubDirectories: false,
  }
}

/**
 * The raw table as it should be. Of one that exists, what others have written into it stays: descriptions, comments on columns,
 * parameters.
 */
export function rawTableInput(table: CatalogueTable, existing: Table | null): TableInput {
  const commentOf = new Map((existing?.StorageDescriptor?.Columns ?? []).map(({ Name, Comment }) => [Name, Comment]))
  const storage = storageOf(table, table.location)
  const kept = Object.entries(existing?.Parameters ?? {}).filter(([name]) => !ofFormats.includes(name))
  return {
    Name: table.raw,
    ...(existing?.Description !== undefined && { Description: existing.Description }),
    ...(existing?.Owner !== undefined && { Owner: existing.Owner }),
    TableType: 'EXTERNAL_TABLE',
    Parameters: { EXTERNAL: 'TRUE', ...Object.fromEntries(kept), ...properties[table.format] },
    PartitionKeys: table.partitionColumns.map(({ name }) => ({ Name: name.toLowerCase(), Type: 'string' })),
    StorageDescriptor: {
      ...storage,
      Columns: storage.Columns!.map((column) => {
        const comment = commentOf.get(column.Name)
        return comment === undefined ? column : { ...column, Comment: comment }
      }),
    },
  }
}

/** Whether Athena would read objects by the existing table otherwise than by the wanted one. */
export function isOtherwise(existing: Table, wanted: TableInput): boolean {
  const there = existing.StorageDescriptor
  const { SerdeInfo, InputFormat, Columns, Location } = wanted.StorageDescriptor!
  return (
    withoutSlash(there?.Location) !== withoutSlash(Location) ||
    there?.InputFormat !== InputFormat ||
    there?.SerdeInfo?.SerializationLibrary !== SerdeInfo?.SerializationLibrary ||
    Object.entries(SerdeInfo?.Parameters ?? {}).some(
      ([name, value]) => there?.SerdeInfo?.Parameters?.[name] !== value,
    ) ||
    !sameColumns(there?.Columns, Columns) ||
    ofFormats.some((name) => existing.Parameters?.[name] !== wanted.Parameters?.[name])
  )
}

/** Partition columns are for good: Glue cannot alter them. */
export function isPartedOtherwise(existing: Table, wanted: TableInput): boolean {
  return !sameColumns(existing.PartitionKeys, wanted.PartitionKeys)
}

function sameColumns(one: readonly Column[] | undefined, other: readonly Column[] | undefined): boolean {
  const told = (columns: readonly Column[] = []) => JSON.stringify(columns.map(({ Name, Type }) => [Name, Type]))
  return told(one) === told(other)
}

const withoutSlash = (location: string | undefined) => location?.replace(/\/+$/, '')
