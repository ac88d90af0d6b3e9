import { setTimeout } from 'node:timers/promises'
import {
  BatchCreatePartitionCommand,
  BatchDeletePartitionCommand,
  BatchUpdatePartitionCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteTableCommand,
  GetDatabaseCommand,
  GetTableCommand,
  type GlueClient,
  type PartitionError,
  paginateGetPartitions,
  type Table,
  type TableInput,
  UpdateTableCommand,
} from '@aws-sdk/client-glue'
import { misconfigured, type PanoramaError, toolSilent } from '../../kernel/errors.ts'
import { awsFailure, isPassing, isPassingCode } from './aws-failure.ts'
import type { CatalogueTable } from './catalogue-table.ts'
import type { CataloguePartition } from './partitions.ts'
import { storageOf } from './raw-table.ts'

/** As many partitions go into one request as the service takes. */
const createdAtOnce = 100
const updatedAtOnce = 100
const droppedAtOnce = 25
/** How often what passes is tried again, beyond what the client itself does. */
const attempts = 5
const pauseMs = 200

/** Parameter of a partition that tells which columns its objects have. */
const formParameter = 'panorama.form'

/** The Glue Data Catalog, in one database. What fails names the object. */
export interface Glue {
  hasDatabase(): Promise<boolean>
  /** @returns false when it was there */
  createDatabase(): Promise<boolean>
  table(name: string): Promise<Table | null>
  createTable(input: TableInput): Promise<void>
  updateTable(input: TableInput): Promise<void>
  /** @returns false when there was none */
  deleteTable(name: string): Promise<boolean>
  /** @param where values that the partitions must have in columns */
  partitions(table: string, where: CatalogueTable['site']): Promise<readonly CataloguePartition[]>
  createPartitions(table: CatalogueTable, partitions: readonly CataloguePartition[]): Promise<void>
  updatePartitions(table: CatalogueTable, partitions: readonly CataloguePartition[]): Promise<void>
  dropPartitions(table: CatalogueTable, partitions: readonly CataloguePartition[]): Promise<void>
}

export function openGlue(client: GlueClient, database: string): Glue {
  const DatabaseName = database

  /** Undefined when it is not there. */
  async function ask<T>(about: string, request: () => Promise<T>): Promise<T | undefined> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await request()
      } catch (cause) {
        if (cause instanceof Error && cause.name === 'EntityNotFoundException') return undefined
        if (attempt >= attempts || !isPassing(cause)) throw awsFailure(cause, about)
        await setTimeout(pauseMs * 2 ** attempt)
      }
    }
  }

  /** @throws PanoramaError `not_found` */
  async function demand<T>(about: string, request: () => Promise<T>): Promise<T> {
    const answer = await ask(about, request)
    if (answer !== undefined) return answer
    throw awsFailure(Object.assign(new Error(), { name: 'EntityNotFoundException' }), about)
  }

  /**
   * Sends partitions in pieces. Those that fail for what passes are sent again; `settles` tells of a code whether the partition is as
   * it should be nevertheless.
   */
  async function inPieces(
    table: CatalogueTable,
    partitions: readonly CataloguePartition[],
    atOnce: number,
    send: (piece: readonly CataloguePartition[]) => Promise<readonly PartitionError[]>,
    settles: string,
  ): Promise<void> {
    for (let from = 0; from < partitions.length; from += atOnce) {
      let left = partitions.slice(from, from + atOnce)
      for (let attempt = 1; left.length > 0; attempt++) {
        const errors = await demand(`the partitions of ${table.raw}`, () => send(left))
        const refused = errors.filter(({ ErrorDetail }) => ErrorDetail?.ErrorCode !== settles)
        const lasting = refused.find(({ ErrorDetail }) => attempt >= attempts || !isPassingCode(ErrorDetail?.ErrorCode))
        if (lasting !== undefined) throw partitionFailure(table, left, lasting)
        const again = new Set(refused.map(({ PartitionValues }) => JSON.stringify(PartitionValues)))
        left = left.filter(({ values }) => again.has(JSON.stringify(values)))
        if (left.length > 0) await setTimeout(pauseMs * 2 ** attempt)
      }
    }
  }

  const input = (table: CatalogueTable, { values, location, form }: CataloguePartition) => ({
    Values: [...values],
    StorageDescriptor: storageOf(table, location),
    Parameters: { [formParameter]: form },
  })

  return {
    async hasDatabase() {
      const about = `the database ${database}`
      return (await ask(about, () => client.send(new GetDatabaseCommand({ Name: database })))) !== undefined
    },

    async createDatabase() {
      try {
        await client.send(new CreateDatabaseCommand({ DatabaseInput: { Name: database } }))
        return true
      } catch (cause) {
        if (cause instanceof Error && cause.name === 'AlreadyExistsException') return false
        throw awsFailure(cause, `the database ${database}`)
      }
    },

    async table(name) {
      const answer = await ask(name, () => client.send(new GetTableCommand({ DatabaseName, Name: name })))
      return answer?.Table ?? null
    },

    async createTable(TableInput) {
      await demand(`the database ${database}`, () => client.send(new CreateTableCommand({ DatabaseName, TableInput })))
    },

    async updateTable(TableInput) {
      // Versions of the past are of no use to anybody, and there is a limit to them.
      const command = () => new UpdateTableCommand({ DatabaseName, TableInput, SkipArchive: true })
      await demand(`the table ${TableInput.Name}`, () => client.send(command()))
    },

    async deleteTable(name) {
      return (await ask(name, () => client.send(new DeleteTableCommand({ DatabaseName, Name: name })))) !== undefined
    },

    async partitions(table, where) {
      const Expression = where.map(({ name, value }) => `${name} = '${value.replaceAll("'", "''")}'`).join(' AND ')
      const request = {
        DatabaseName,
        TableName: table,
        ExcludeColumnSchema: true,
        ...(Expression !== '' && { Expression }),
      }
      return demand(`the partitions of ${table}`, async () => {
        const found: CataloguePartition[] = []
        for await (const page of paginateGetPartitions({ client, pageSize: 1000 }, request)) {
          for (const { Values = [], StorageDescriptor, Parameters } of page.Partitions ?? []) {
            const location = `${(StorageDescriptor?.Location ?? '').replace(/\/+$/, '')}/`
            found.push({ values: Values, location, form: Parameters?.[formParameter] ?? '' })
          }
        }
        return found
      })
    },

    async createPartitions(table, partitions) {
      const known: CataloguePartition[] = []
      await inPieces(
        table,
        partitions,
        createdAtOnce,
        async (piece) => {
          const PartitionInputList = piece.map((partition) => input(table, partition))
          const TableName = table.raw
          const command = new BatchCreatePartitionCommand({ DatabaseName, TableName, PartitionInputList })
          const { Errors = [] } = await client.send(command)
          for (const { PartitionValues, ErrorDetail } of Errors) {
            if (ErrorDetail?.ErrorCode !== 'AlreadyExistsException') continue
            known.push(...piece.filter(({ values }) => JSON.stringify(values) === JSON.stringify(PartitionValues)))
          }
          return Errors
        },
        'AlreadyExistsException',
      )
      // Somebody else has made them meanwhile, and perhaps otherwise.
      await this.updatePartitions(table, known)
    },

    async updatePartitions(table, partitions) {
      await inPieces(
        table,
        partitions,
        updatedAtOnce,
        async (piece) => {
          const Entries = piece.map((partition) => ({
            PartitionValueList: [...partition.values],
            PartitionInput: input(table, partition),
          }))
          const command = new BatchUpdatePartitionCommand({ DatabaseName, TableName: table.raw, Entries })
          const { Errors = [] } = await client.send(command)
          return Errors.map(({ PartitionValueList, ErrorDetail }) => ({
            PartitionValues: PartitionValueList,
            ErrorDetail,
          }))
        },
        '',
      )
    },

    async dropPartitions(table, partitions) {
      await inPieces(
        table,
        partitions,
        droppedAtOnce,
        async (piece) => {
          const PartitionsToDelete = piece.map(({ values }) => ({ Values: [...values] }))
          const command = new BatchDeletePartitionCommand({ DatabaseName, TableName: table.raw, PartitionsToDelete })
          return (await client.send(command)).Errors ?? []
        },
        'EntityNotFoundException',
      )
    },
  }
}

function partitionFailure(
  table: CatalogueTable,
  piece: readonly CataloguePartition[],
  { PartitionValues, ErrorDetail }: PartitionError,
): PanoramaError {
  const { ErrorCode = 'no reason', ErrorMessage = '' } = ErrorDetail ?? {}
  const refused = piece.find(({ values }) => JSON.stringify(values) === JSON.stringify(PartitionValues))
  const about = `the partition of ${table.raw} at ${refused?.location ?? table.location}`
  if (isPassingCode(ErrorCode)) {
    return toolSilent(`${about}: Glue cannot take it at the moment (${ErrorCode}).`, {
      advice: 'Run it again: it goes on where it is.',
    })
  }
  return misconfigured(`${about}: Glue refuses it (${ErrorCode}). ${ErrorMessage}`.trim())
}
