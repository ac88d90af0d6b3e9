import type { LakeColumn, PublishedTable } from '../lake/manifest.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { FieldSettings, LakeFormat, TableSettings } from './settings/settings.ts'

/** Where rows come from: MySQL, course structures, CSV, XLSX. */
export interface Source {
  /** Tries each connection; never throws. */
  test(): Promise<readonly ConnectionFinding[]>
  /** Names of all tables that could be extracted. */
  tables(): Promise<readonly string[]>
  /** The columns of a table, as `set-tables-fields` writes them. @throws PanoramaError `not_found` */
  fields(table: string): Promise<readonly FieldSettings[]>
  extract(request: ExtractRequest): Promise<Extracted>
  close(): Promise<void>
}

export interface ConnectionFinding {
  /** What was tried: `MySQL`, `MongoDB`. */
  readonly what: string
  readonly isOk: boolean
  /** One sentence: what was found or what to do. */
  readonly says: string
}

export interface ExtractRequest {
  readonly table: TableSettings
  /** What the lake holds of it. Undefined: nothing yet, or `--force`: all of it is read. */
  readonly previous: PublishedTable | undefined
  /** A directory of this extraction alone. It is removed afterwards, whatever happens. */
  readonly directory: string
  /** An embedded engine of this run alone, for streaming and for writing the files. */
  readonly engine: Engine
  readonly format: LakeFormat
  /**
   * Goes around the SELECT that the files are written from, which has the fields by their names: pseudonyms take the place of
   * ids and names, and people who were retired are left out.
   */
  readonly guard: (select: string) => string
  readonly now: Date
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: { rows: number; bytes: number }) => void
}

export interface Extracted {
  readonly columns: readonly LakeColumn[]
  /** Whole partitions, of all or of those that changed. A table that is not parted is one part with an empty partition. */
  readonly parts: readonly ExtractedPart[]
  /** The parts are all there is: published partitions that are not among them are gone. */
  readonly isWhole: boolean
  /** Partitions that no longer exist at the source, when the parts are not all there is. */
  readonly gone: readonly Readonly<Record<string, string | null>>[]
  readonly asOf: Date
  readonly progress: unknown
  /** Sentences for the report: a column that has disappeared, a row that could not be read. */
  readonly warnings: readonly string[]
}

export interface ExtractedPart {
  /** The value of each of the table's own partition columns. */
  readonly partition: Readonly<Record<string, string | null>>
  /** Path of a file in the request's directory, in the request's format, with all columns but those that part the table. */
  readonly file: string
  readonly rows: number
}
