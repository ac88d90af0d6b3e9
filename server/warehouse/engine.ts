import type { Readable } from 'node:stream'

/**
 * The engine under the warehouse: ClickHouse, embedded (`embedded-engine.ts`) or remote (`remote-engine.ts`).
 * Values are bound to `{name: Type}` placeholders; identifiers never come from outside the code.
 */
export interface Engine {
  readonly kind: 'embedded' | 'remote'

  /** Whether it reads files by the paths that they have for us: it runs on this machine, and as the same person. */
  readonly readsFiles: boolean

  /**
   * Answers a query with rows as plain objects. 64-bit integers arrive as numbers, dates as text.
   * @throws PanoramaError `too_expensive` over a memory, row or time limit; `unavailable` when the engine is out of reach
   */
  rows(query: EngineQuery): Promise<Record<string, unknown>[]>

  /**
   * Answers a query in a format of ClickHouse's, for programs that read it themselves. The answer is held whole.
   * @throws as `rows`
   */
  bytes(query: EngineQuery, format: string): Promise<Buffer>

  /** Runs DDL or `INSERT … SELECT`; resolves when the engine has done it. */
  command(query: EngineQuery): Promise<void>

  /**
   * Inserts `data`, in one piece, in several, or as it comes, into `table` (qualified). Acknowledged means durable. The first record of `CSVWithNames` names its columns:
   * they may stand in any order, and those that are not in `columns` are left out.
   */
  insert(
    table: string,
    columns: readonly string[],
    format: InsertFormat,
    data: Buffer | readonly Uint8Array[] | Readable,
  ): Promise<void>

  /** Differs after every change of the data: what was answered under another version may be outdated. */
  dataVersion(): Promise<string>

  close(): Promise<void>
}

export type InsertFormat = 'JSONEachRow' | 'TabSeparated' | 'CSVWithNames' | 'Native' | 'Parquet'

export interface EngineQuery {
  /** Becomes ClickHouse's `log_comment`: the question or job that asks. */
  readonly name: string
  readonly sql: string
  readonly params?: Readonly<Record<string, BoundValue>>
  /** Seconds after which the engine gives up; 0 or absent means no limit. */
  readonly maxSeconds?: number
  /** The engine refuses changes, and whatever is not in its tables: files, addresses, other servers. A single SELECT. */
  readonly readOnly?: boolean
  /** Aborting rejects the promise at once, with the signal's reason; the engine stops as soon as it can. */
  readonly signal?: AbortSignal
}

export type BoundValue = string | number | boolean | null | readonly string[] | readonly number[]
