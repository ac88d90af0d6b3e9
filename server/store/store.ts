import type { AccessRules, Assignment, ConfiguredPerson, DashboardType, ListedDashboard } from '../contract/access.ts'
import type { AuditEntry } from '../contract/audit.ts'
import type { Credential, CredentialScope } from '../contract/credential.ts'
import type { ExtractionRun } from '../contract/extraction.ts'
import type { ImportReport, ImportRun } from '../contract/pipeline.ts'
import type { Certificate } from '../contract/retirement.ts'
import type { DataSet } from '../contract/scope.ts'
import type { ViewKind } from '../contract/view.ts'
import type { MarkedBy, Retired } from './retired-list.ts'

/** What is small, changes at run time and must not be lost: settings, the audit log, how imports went. */
export interface Store {
  /** A setting changed at run time, or null when it never was. Read afresh each time: another process may have changed it. */
  setting(key: string): Promise<{ value: string; changedAt: string; changedBy: string } | null>

  /**
   * Changes a setting and records it in the audit log, both or neither.
   * `initial` is the value in force as long as nobody changed it: the audit log's `before` of the first change.
   */
  changeSetting(change: {
    key: string
    value: string
    by: string
    action: string
    initial?: string
    requestId?: string
  }): Promise<void>

  record(entry: { actor: string; action: string; before?: string; after?: string; requestId?: string }): Promise<void>

  /** Newest first; `next` is the cursor of the following page, null on the last. */
  auditEntries(page: { before?: string; limit: number }): Promise<{ entries: AuditEntry[]; next: string | null }>

  /** Records that an import began; returns the run's id. */
  startRun(run: { what: string; dataSet: 'demo' | 'real'; sources: readonly string[] }): Promise<string>
  /** @throws PanoramaError `not_found` when no such run was started */
  updateRun(id: string, report: ImportReport, outcome: 'running' | 'done' | 'failed'): Promise<void>
  /** Newest first. One that nobody has heard of for some minutes has failed: its process was killed. */
  runs(limit: number): Promise<ImportRun[]>

  /**
   * Records that an extraction began, unless one is under way: there is one at a time, whoever starts it.
   * @returns the run's id; null while another is under way
   */
  startExtraction(startedBy: ExtractionRun['startedBy']): Promise<string | null>
  /**
   * Goes on with a run that another process of this site has started for this one.
   * @throws PanoramaError `not_found` when there is none of that id under way
   */
  takeUpExtraction(id: string): Promise<void>
  /**
   * Records how an extraction stands. What has ended stays as it ended.
   * @throws PanoramaError `not_found` when no such extraction was started
   */
  updateExtraction(id: string, standing: ExtractionStanding): Promise<void>
  /** Records that an extraction was due while another was under way, and did nothing. */
  recordOverlap(startedBy: ExtractionRun['startedBy']): Promise<void>
  /** Newest first. One that nobody has heard of for some minutes was interrupted: its process was killed. */
  extractions(limit: number): Promise<ExtractionRun[]>
  /** @throws PanoramaError `not_found` */
  extraction(id: string): Promise<ExtractionRun>

  /**
   * Claims what is due at a time, for this process alone.
   * @param due ISO 8601
   * @returns whether it is ours: false when it was claimed before, or something later was
   */
  claimDue(job: string, due: string): Promise<boolean>
  /** The newest time that was claimed; null before the first. */
  lastClaimed(job: string): Promise<string | null>

  /** How far sources of one kind were read. */
  positions(kind: PositionKind, dataSet: DataSet): Promise<Position[]>
  /** Keeps how far sources were read, together with what a run has counted by then: all of it or nothing. */
  saveProgress(progress: Progress): Promise<void>

  /** Which of the objects with keys from one to another were read, in no order. */
  logObjects(
    dataSet: DataSet,
    bucket: string,
    keys: { readonly from: string; readonly to: string },
  ): Promise<Pick<LogObject, 'key' | 'etag' | 'outcome'>[]>
  /** Those that were read last, the newest first; on demand only those that were not read to their end. */
  lastLogObjects(
    dataSet: DataSet,
    wanted: { readonly limit: number; readonly isOnlyFaulty: boolean },
  ): Promise<(LogObject & { readonly bucket: string; readonly at: string })[]>
  countLogObjects(dataSet: DataSet): Promise<LogObjectCount[]>
  /** Keeps that objects were read, together with what a run has counted by then: all of it or nothing. */
  saveLogObjects(read: {
    readonly dataSet: DataSet
    readonly bucket: string
    readonly objects: readonly LogObject[]
    /** What the run under way has counted. */
    readonly run: { readonly id: string; readonly report: ImportReport }
  }): Promise<void>

  /** Who was retired from a data set, as of now. Cheap enough to ask for every batch; what it returns does not change. */
  retired(dataSet: DataSet): Promise<Retired>
  /** Puts what people are known by on the list; whoever is there stays there. */
  addRetired(dataSet: DataSet, people: readonly MarkedBy[]): Promise<void>
  /**
   * Under whose id the statements of a person go on who is being retired: made at random, and the same until the
   * retirement is recorded, so that one that was cut off is completed under it. After that nothing leads there.
   */
  standInOf(dataSet: DataSet, people: readonly MarkedBy[]): Promise<string>
  /** Takes the names of people out of the record of who changed what. @returns the rows that were theirs, by table */
  forgetUsernames(usernames: readonly string[]): Promise<{ readonly table: string; readonly rows: number }[]>
  /** Keeps a certificate under a new id, records it in the audit log and forgets the stand-in: all of it or nothing. */
  recordRetirement(
    certificate: Omit<Certificate, 'id'>,
    about: { readonly standIn?: string | undefined; readonly requestId?: string | undefined },
  ): Promise<Certificate>
  /** Newest first. */
  retirements(limit: number): Promise<Certificate[]>

  /** Keeps a program's key under a new id, and records it in the audit log, both or neither. */
  createCredential(wanted: {
    name: string
    scopes: readonly CredentialScope[]
    secretHash: string
    by: string
    requestId?: string
  }): Promise<Credential>
  /** Newest first, revoked ones too. */
  credentials(): Promise<Credential[]>
  credential(id: string): Promise<{ credential: Credential; secretHash: string } | null>
  /** @param at ISO 8601 */
  noteCredentialUse(id: string, at: string): Promise<void>
  /**
   * Takes a key away, and records it in the audit log; again changes nothing.
   * @throws PanoramaError `not_found`
   */
  revokeCredential(id: string, by: string, requestId?: string): Promise<Credential>

  /** All that says who gets which dashboards, as of one moment. */
  accessRules(): Promise<AccessRules>
  /**
   * Makes changes and records each in the audit log with what was before: all of it or nothing. What others refer to comes
   * first, and goes last.
   * @throws PanoramaError `conflict` when it contradicts what somebody else changed meanwhile
   */
  changeAccess(changes: readonly AccessChange[], about: { by: string; requestId?: string | undefined }): Promise<void>

  /** Keeps that somebody looks as somebody else from now on, and records it in the audit log: both or neither. */
  beginView(key: string, view: KeptView, requestId?: string): Promise<void>
  /** Null when there is none of that key; also one whose time is over. */
  view(key: string): Promise<KeptView | null>
  /** Forgets a view, and records that it has ended; one that is not there changes nothing. */
  endView(key: string, requestId?: string): Promise<void>

  close(): Promise<void>
}

/** How an extraction stands. */
export type ExtractionStanding = Pick<ExtractionRun, 'outcome' | 'tables' | 'failure'>

/** That somebody looks at Panorama as somebody else. */
export interface KeptView {
  readonly onlookerId: number
  /** Their username. */
  readonly onlooker: string
  readonly dataSet: DataSet
  readonly seenAs: {
    readonly as: ViewKind
    readonly course?: { readonly courseKey: string; readonly name: string }
    readonly userId?: number
    readonly username?: string
    /** As far as the onlooker may be told. */
    readonly name?: string
  }
  /** ISO 8601. */
  readonly until: string
}

/** One thing that says who gets what: `after` is what it is from now on, null when it goes. */
export type AccessChange =
  | { readonly kind: 'dashboard'; readonly id: string; readonly after: ListedDashboard | null }
  | { readonly kind: 'type'; readonly id: string; readonly after: DashboardType | null }
  | { readonly kind: 'person'; readonly id: string; readonly after: ConfiguredPerson | null }
  | { readonly kind: 'assignment'; readonly id: string; readonly after: Assignment | null }

/** Files that are followed; tables that are imported; folders of buckets that are followed. */
export type PositionKind = 'file' | 'table' | 'bucket'

/** An object of a bucket with lines of a tracking log, as it was read. */
export interface LogObject {
  readonly key: string
  /** What S3 knows its content by: another one is another content. */
  readonly etag: string
  /** Of the object as it lies there. */
  readonly bytes: number
  /** That were read of it, and that brought something new. */
  readonly lines: number
  readonly kept: number
  /**
   * - `done`: read to its end.
   * - `damaged`: cut off, or packed as nothing here can read it; what could be read was taken. Read again when it has changed.
   * - `unreadable`: S3 does not give it. Tried again now and then.
   */
  readonly outcome: 'done' | 'damaged' | 'unreadable'
  /** Why it was not read to its end. */
  readonly reason: string | null
}

/** What was read of a bucket. */
export interface LogObjectCount {
  readonly bucket: string
  readonly objects: number
  readonly bytes: number
  readonly lines: number
  readonly kept: number
  readonly damaged: number
  readonly unreadable: number
  /** ISO 8601. */
  readonly lastAt: string
}

/** How far a source of events was read. */
export interface Position {
  readonly source: string
  /** JSON; its shape is the reader's. */
  readonly value: string
  readonly savedAt: string
}

export interface Progress {
  readonly kind: PositionKind
  readonly dataSet: DataSet
  readonly positions: readonly Pick<Position, 'source' | 'value'>[]
  /** Sources that are there no more. */
  readonly forgotten?: readonly string[]
  /** What the run under way has counted. */
  readonly run: { readonly id: string; readonly report: ImportReport }
}
