import type { CatalogueSettings } from '../../lake/catalogue/catalogue-settings.ts'
import type { LakeSettings } from '../../lake/lake-settings.ts'

/** What a settings file of panorama-elt says, checked. `docs/elt.md` says what the names in the file are. */
export interface ExtractionSettings {
  /** Path of the file that was read: what errors and the commands that rewrite it call it. */
  readonly path: string
  readonly datalake: DatalakeSettings
  readonly datasources: readonly DatasourceSettings[]
}

export interface DatalakeSettings extends LakeSettings, CatalogueSettings {
  readonly basePartitions: CatalogueSettings['basePartitions']
  readonly format: LakeFormat
  /** `personal_data`: what becomes of what tells who somebody is. Null: the file does not say. */
  readonly personalData: PersonalDataPolicy | null
  /** `pseudonym_key`: what pseudonyms are made with, 32 characters or more. A secret. */
  readonly pseudonymKey: string | null
}

/**
 * - `keep`: it leaves the LMS as it is.
 * - `pseudonymise`: ids, usernames and mail addresses become pseudonyms, the same in all tables; all else is left empty.
 * - `leave_out`: it is left empty; ids and usernames leave, for rows of several tables belong together by them.
 */
export const personalDataPolicies = ['keep', 'pseudonymise', 'leave_out'] as const
export type PersonalDataPolicy = (typeof personalDataPolicies)[number]

/**
 * What a column tells of people.
 * - `plain`: nothing, or nothing but what is told of a row that has an identifier.
 * - `identifier`: whose row it is, by an id or a username.
 * - `personal`: who somebody is, or what they wrote.
 * - `secret`: it opens something, and never leaves the LMS.
 */
export const dataClasses = ['plain', 'identifier', 'personal', 'secret'] as const
export type DataClass = (typeof dataClasses)[number]

export type LakeFormat = 'csv' | 'parquet'

interface Datasource {
  /** What `--datasource` calls it. */
  readonly name: string
  readonly tables: readonly TableSettings[]
}

export type DatasourceSettings = Datasource &
  (
    | { readonly type: 'mysql'; readonly mysql: MysqlSettings }
    | {
        readonly type: 'openedx_course_structures'
        readonly mongodb: MongodbSettings | null
        /** Set: the index of the courses is the table `split_modulestore_django_splitmodulestorecourseindex`. */
        readonly mysql: MysqlSettings | null
        /** Set: structures come from the LMS's Blocks API. */
        readonly blocksApi: BlocksApiSettings | null
      }
    | { readonly type: 'csv' | 'xls'; readonly location: string }
  )

export interface MysqlSettings {
  readonly host: string
  readonly port: number
  readonly username: string
  readonly password: string
  readonly database: string
  /** Null: not encrypted. `ca` is the path of a PEM file; null trusts what Node trusts. */
  readonly tls: { readonly ca: string | null; readonly isVerified: boolean } | null
}

export interface MongodbSettings {
  /** Host, or a whole `mongodb://` or `mongodb+srv://` URI. */
  readonly host: string
  readonly username: string | null
  readonly password: string | null
  readonly database: string
}

export interface BlocksApiSettings {
  /** Root URL of the LMS without a trailing slash. */
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface TableSettings {
  /** Of the table at the source, and of its folder in the lake. */
  readonly name: string
  readonly fields: readonly FieldSettings[]
  readonly partitions: {
    /** Columns whose values part the table, in the order of the folders. */
    readonly fields: readonly string[]
    /** Seconds. How far the watermark looks back. Null: every run takes the whole table. */
    readonly overlapSeconds: number | null
    /** Column that tells when a row was changed last. */
    readonly timestampField: string | null
  } | null
  /** Names in the catalogue, when they are not `<prefix>_raw_<table>` and `<prefix>_table_<table>`. */
  readonly rawTable: string | null
  readonly view: string | null
}

export interface FieldSettings {
  readonly name: string
  /** The source's name of the type: `bigint`, `varchar`, `datetime`. */
  readonly type: string
  /** Set: a constant in place of the column (null for SQL NULL), which is not read. */
  readonly constant?: string | number | null
  /** `data_class`: what the column tells of people, where the site knows better than Panorama's own list. */
  readonly dataClass?: DataClass
}
