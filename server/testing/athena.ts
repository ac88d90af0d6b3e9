import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import {
  CreateTableCommand,
  GetPartitionsCommand,
  GetTablesCommand,
  GlueClient,
  type StorageDescriptor,
  type Table,
  UpdateTableCommand,
} from '@aws-sdk/client-glue'
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { readByOpenCsvSerde } from '../lake/testing/open-csv-serde.ts'
import type { TestMoto } from './moto.ts'
import { type RawPart, startStatementEngine } from './statement-engine.ts'

/** A request that came, in IAM's words. */
export interface AskedAction {
  /** `glue:CreateTable`, `s3:PUT` (a method: S3 has no names of actions in its requests). */
  readonly action: string
  /** Of S3: path and query. */
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

/** How a statement goes that does not go well. */
export interface StatementEnd {
  readonly state: 'FAILED' | 'CANCELLED' | 'RUNNING'
  readonly reason?: string
  readonly isRetryable?: boolean
}

export interface Refusal {
  /** `glue:UpdateTable` */
  readonly action: string
  /** Only where the request names a table with this in its name. */
  readonly of?: string
  /** Once unless told. */
  readonly times?: number
  /** So many requests are answered before. */
  readonly after?: number
  /** Name of the exception. */
  readonly type: string
  readonly message?: string
}

/** moto's S3 and Glue, and an Athena that reads what lies in them as the catalogue says. */
export interface TestAthena {
  /** Endpoint of all three. */
  readonly url: string
  /** Everything that was asked, in its order. */
  readonly asked: AskedAction[]
  /** Rows as Athena shows them, by the raw tables, partitions and views that are in a database of the catalogue at this moment. */
  query(database: string, sql: string): Promise<Record<string, string | null>[]>
  /** Types of a statement's columns. */
  typesOf(database: string, sql: string): Promise<Record<string, string>>
  /** The next requests for an action fail. */
  refuse(refusal: Refusal): void
  /** How the next statements end, one after the other. */
  nextStatements(...ends: readonly StatementEnd[]): void
  /** What was asked, and what was to fail. */
  forget(): void
  stop(): Promise<void>
}

/**
 * Athena speaks its own protocol here, before moto, which has the other two services. It runs statements as the catalogue has tables:
 * CSV by the rules of OpenCSV's SerDe and by position, Parquet by name, partitions from where the catalogue says they lie. What was not
 * registered is not seen. A view that is made is in the catalogue as Athena would have it.
 */
export async function startAthena(moto: TestMoto, workgroup: string): Promise<TestAthena> {
  const engine = startStatementEngine(moto.environment)
  const { url: endpoint, region, credentials } = moto
  const glue = new GlueClient({ endpoint, region, credentials })
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  const directory = await mkdtemp(join(tmpdir(), 'panorama-athena-'))
  const asked: AskedAction[] = []
  const refusals: (Refusal & { left: number; waits: number })[] = []
  const ends: StatementEnd[] = []
  const statements = new Map<string, { State: string; StateChangeReason?: string; AthenaError?: object }>()

  /** @param withRows false: for making views, which looks at columns alone */
  async function refill(database: string, withRows: boolean): Promise<void> {
    const { TableList = [] } = await glue.send(new GetTablesCommand({ DatabaseName: database }))
    for (const table of TableList.filter(({ TableType }) => TableType === 'EXTERNAL_TABLE')) {
      const keys = table.PartitionKeys ?? []
      await engine.fill({
        database,
        name: table.Name!,
        columns: (table.StorageDescriptor?.Columns ?? []).map(({ Name, Type }) => ({ name: Name!, type: Type! })),
        partition_columns: keys.map(({ Name }) => Name!),
        parts: withRows ? await partsOf(table) : [],
      })
    }
  }

  async function partsOf(table: Table): Promise<RawPart[]> {
    if ((table.PartitionKeys ?? []).length === 0) return [await partOf(table, [], table.StorageDescriptor)]
    const parts: RawPart[] = []
    let NextToken: string | undefined
    do {
      const page = await glue.send(
        new GetPartitionsCommand({ DatabaseName: table.DatabaseName, TableName: table.Name, NextToken }),
      )
      for (const { Values, StorageDescriptor } of page.Partitions ?? []) {
        parts.push(await partOf(table, Values ?? [], StorageDescriptor))
      }
      NextToken = page.NextToken
    } while (NextToken !== undefined)
    return parts
  }

  async function partOf(
    { StorageDescriptor: whole }: Table,
    values: readonly string[],
    storage: StorageDescriptor | undefined,
  ): Promise<RawPart> {
    const [, bucket, prefix] = /^s3:\/\/([^/]+)\/(.*)$/.exec(storage?.Location ?? '') ?? []
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }))
    const rows: (string | null)[][] = []
    const files: string[] = []
    for (const { Key } of Contents) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }))
      if (storage?.SerdeInfo?.SerializationLibrary === 'org.apache.hadoop.hive.serde2.OpenCSVSerde') {
        rows.push(...readByOpenCsvSerde(await Body!.transformToString(), whole?.Columns?.length ?? 0))
      } else {
        const file = join(directory, randomUUID())
        await writeFile(file, await Body!.transformToByteArray())
        files.push(file)
      }
    }
    return { values, rows, files }
  }

  const operations: Record<string, (body: StatementRequest) => Promise<object> | object> = {
    async StartQueryExecution({ QueryString, WorkGroup, QueryExecutionContext }) {
      if (WorkGroup !== workgroup) throw refused('InvalidRequestException', `WorkGroup ${WorkGroup} is not found.`)
      const id = randomUUID()
      const end = ends.shift()
      const database = QueryExecutionContext?.Database
      statements.set(id, end === undefined ? await runToEnd(QueryString, database) : stateOf(end))
      return { QueryExecutionId: id }
    },
    GetQueryExecution({ QueryExecutionId }) {
      return { QueryExecution: { QueryExecutionId, Status: statements.get(QueryExecutionId) } }
    },
    StopQueryExecution({ QueryExecutionId }) {
      statements.set(QueryExecutionId, { State: 'CANCELLED' })
      return {}
    },
    GetWorkGroup({ WorkGroup }) {
      if (WorkGroup !== workgroup) throw refused('InvalidRequestException', `WorkGroup ${WorkGroup} is not found.`)
      const ResultConfiguration = { OutputLocation: 's3://results/athena/' }
      return { WorkGroup: { Name: WorkGroup, State: 'ENABLED', Configuration: { ResultConfiguration } } }
    },
  }

  async function runToEnd(sql: string, database: string | undefined) {
    try {
      if (database !== undefined) await refill(database, false)
      await engine.run(sql)
      const [, inDatabase, view] = /^CREATE OR REPLACE VIEW "([^"]+)"\."([^"]+)"/.exec(sql) ?? []
      if (view !== undefined) await registerView(inDatabase!, view)
      return { State: 'SUCCEEDED' }
    } catch (failure) {
      return { State: 'FAILED', StateChangeReason: (failure as Error).message }
    }
  }

  async function registerView(DatabaseName: string, Name: string): Promise<void> {
    const TableInput = { Name, TableType: 'VIRTUAL_VIEW', Parameters: { presto_view: 'true' } }
    await glue.send(new CreateTableCommand({ DatabaseName, TableInput })).catch(async (failure) => {
      if (failure.name !== 'AlreadyExistsException') throw failure
      await glue.send(new UpdateTableCommand({ DatabaseName, TableInput }))
    })
  }

  const server = createServer((message, response) => {
    void answer(message, response).catch((failure) => {
      response.writeHead(500).end(String(failure))
    })
  })

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const [service, operation] = String(message.headers['x-amz-target'] ?? '').split('.')
    if (operation === undefined) {
      asked.push({ action: `s3:${message.method}`, path: message.url!, body: {} })
      forward(message, response)
      return
    }
    const action = `${service === 'AmazonAthena' ? 'athena' : 'glue'}:${operation}`
    const sent = await text(message)
    const body = JSON.parse(sent)
    asked.push({ action, path: '/', body })
    const refusal = refusals.find((each) => each.left > 0 && each.action === action && sent.includes(each.of ?? ''))
    if (refusal !== undefined && refusal.waits-- <= 0) {
      refusal.left -= 1
      tell(response, refused(refusal.type, refusal.message ?? refusal.type))
    } else if (service === 'AmazonAthena') {
      try {
        tell(response, { status: 200, body: await operations[operation]!(body) })
      } catch (failure) {
        tell(response, failure as ReturnType<typeof refused>)
      }
    } else {
      forward(message, response, sent)
    }
  }

  function forward(message: IncomingMessage, response: ServerResponse, sent?: string): void {
    const { method, url, headers } = message
    const { hostname, port } = new URL(endpoint)
    const onward = request({ hostname, port, method, path: url, headers }, (come) => {
      response.writeHead(come.statusCode!, come.headers)
      come.pipe(response)
    })
    onward.on('error', () => response.destroy())
    if (sent === undefined) message.pipe(onward)
    else onward.end(sent)
  }

  async function run(database: string, sql: string) {
    await refill(database, true)
    return engine.run(sql)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async query(database, sql) {
      const { names, rows } = await run(database, sql)
      return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])))
    },
    async typesOf(database, sql) {
      const { names, types } = await run(database, sql)
      return Object.fromEntries(names.map((name, index) => [name, types[index]!]))
    },
    refuse: (refusal) => refusals.push({ ...refusal, left: refusal.times ?? 1, waits: refusal.after ?? 0 }),
    nextStatements: (...next) => ends.push(...next),
    forget() {
      for (const list of [asked, refusals, ends]) list.length = 0
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await engine.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

interface StatementRequest {
  readonly QueryString: string
  readonly QueryExecutionId: string
  readonly WorkGroup: string
  readonly QueryExecutionContext?: { readonly Database?: string }
}

function stateOf({ state, reason, isRetryable = false }: StatementEnd) {
  return {
    State: state,
    ...(reason !== undefined && { StateChangeReason: reason }),
    AthenaError: { ErrorCategory: 2, Retryable: isRetryable, ErrorMessage: reason },
  }
}

function refused(type: string, message: string) {
  return { status: /Throttling|TooMany/.test(type) ? 429 : 400, body: { __type: type, message } }
}

function tell(response: ServerResponse, { status, body }: { status: number; body: object }): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
}
