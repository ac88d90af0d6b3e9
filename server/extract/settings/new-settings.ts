import { type ListedByDefault, listedByDefault } from './default-tables.ts'
import { referenceTo } from './references.ts'
import type { FieldSettings } from './settings.ts'
import { inYaml } from './splice.ts'

/** What is known of a site before it has a settings file. */
export interface Site {
  /** Host of the LMS, `lms.example.org`; null when nobody said. */
  readonly lmsHost: string | null
  readonly lake:
    | {
        readonly bucket: string
        readonly basePrefix: string
        readonly region: string
        readonly database: string
        readonly workgroup: string
        /** Variables that hold the key of AWS; null: AWS finds the role of the machine. */
        readonly keyNames: { readonly id: string; readonly secret: string } | null
      }
    | { readonly directory: string }
  /** The index of the courses is in MySQL. */
  readonly usesSplitMongo: boolean
}

/**
 * A settings file for an Open edX site: the tables that panorama-elt lists and those that Panorama's own dashboards use, and no
 * secret. The structure of courses is listed with the columns of `structures`.
 */
export function newSettings(site: Site, structures: Readonly<Record<string, readonly FieldSettings[]>>): string {
  return [
    ...datalake(site),
    '',
    'datasources:',
    '  # MySQL or MariaDB of the LMS, better a replica of it. Panorama only reads: GRANT SELECT is enough.',
    '  - name: lms',
    '    type: mysql',
    ...mysql('    '),
    '    tables:',
    ...listedByDefault.flatMap((table) => (table.isOptional ? commentedTable(table) : tableLines(table))),
    '',
    '  # What courses are made of. Without access to MongoDB, the LMS can be asked instead: docs/elt.md, "Course structures".',
    '  - name: courses',
    '    type: openedx_course_structures',
    '    mongodb_host: mongodb',
    '    # mongodb_username: panorama',
    `    # mongodb_password: ${referenceTo('MONGODB_PASSWORD')}`,
    '    mongodb_database: openedx',
    ...(site.usesSplitMongo
      ? ['    # Which courses there are is told by MySQL.', ...mysql('    ')]
      : ['    # Which courses there are is told by MongoDB; name mysql_host where it is told by MySQL.']),
    '    tables:',
    ...Object.entries(structures).flatMap(([name, fields]) =>
      tableLines({ name, fields, partitions: undefined, isOptional: false }),
    ),
    '',
  ].join('\n')
}

function datalake({ lake, lmsHost }: Site): string[] {
  return [
    '# What Panorama extracts from the LMS, and where it puts it: docs/elt.md tells of every line.',
    `# Secrets are not written here: ${referenceTo('NAME')} stands for the variable NAME of the environment,`,
    '# or for what is in the file whose path is in NAME_FILE.',
    'datalake:',
    ...('directory' in lake
      ? [
          '  # A folder of this machine. For S3, replace it by panorama_raw_data_bucket and aws_region.',
          `  directory: ${inYaml(lake.directory)}`,
        ]
      : [
          `  panorama_raw_data_bucket: ${inYaml(lake.bucket)}`,
          `  base_prefix: ${inYaml(lake.basePrefix)}`,
          `  aws_region: ${inYaml(lake.region)}`,
          ...(lake.keyNames === null
            ? [
                '  # AWS finds the role of the machine or container. With a key instead: aws_access_key, aws_secret_access_key.',
              ]
            : [
                `  aws_access_key: ${referenceTo(lake.keyNames.id)}`,
                `  aws_secret_access_key: ${referenceTo(lake.keyNames.secret)}`,
              ]),
          '  # Athena. Without these two, no catalogue is kept.',
          `  datalake_database: ${inYaml(lake.database)}`,
          `  datalake_workgroup: ${inYaml(lake.workgroup)}`,
        ]),
    '  # Every table has this partition, so that several sites can share a lake.',
    '  base_partitions:',
    `    - {name: lms, type: varchar, value: ${inYaml(lmsHost ?? 'lms.example.org')}}`,
    '  # What tells who somebody is: keep, pseudonymise or leave_out. docs/elt.md, "What leaves the LMS".',
    '  personal_data: leave_out',
  ]
}

/** The names of Tutor. */
function mysql(indent: string): string[] {
  return [
    'mysql_host: mysql',
    'mysql_port: 3306',
    'mysql_username: panorama',
    `mysql_password: ${referenceTo('MYSQL_PASSWORD')}`,
    'mysql_database: openedx',
  ].map((line) => `${indent}${line}`)
}

function tableLines({ name, fields, partitions }: ListedByDefault): string[] {
  return [
    `      - name: ${inYaml(name)}`,
    ...(partitions === undefined
      ? []
      : [
          '        # A folder for each course. Changed rows are looked for from so long before the last run on.',
          '        partitions:',
          `          partition_fields: [${partitions.fields.map(inYaml).join(', ')}]`,
          `          interval: ${partitions.interval}`,
          `          timestamp_field: ${partitions.timestampField}`,
        ]),
    '        fields:',
    ...fields.map(({ name: field, type }) => `          - {name: ${inYaml(field)}, type: ${inYaml(type)}}`),
  ]
}

/** For sites that have the plugin. */
function commentedTable(table: ListedByDefault): string[] {
  return tableLines(table).map((line) => `      # ${line.slice(6)}`)
}
