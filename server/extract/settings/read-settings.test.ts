import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PanoramaError } from '../../kernel/errors.ts'
import { readSettings, type SettingsRead } from './read-settings.ts'
import type { LookUp } from './references.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-settings-'))
})
afterAll(() => rm(directory, { recursive: true }))

const variables: Readonly<Record<string, string>> = { MYSQL_PASSWORD: 'from the environment', KEY_ID: 'AKIA' }
const lookUp: LookUp = (name) =>
  variables[name] === undefined ? { problem: `${name} is not set` } : { text: variables[name] }

async function read(yaml: string): Promise<SettingsRead> {
  const path = join(directory, 'settings.yaml')
  await writeFile(path, yaml)
  return readSettings(path, lookUp)
}
/** What is wrong, without the folder of the file. */
async function problemsOf(yaml: string): Promise<string[]> {
  const failure = await read(yaml).catch((error: unknown) => error)
  if (!(failure instanceof PanoramaError)) throw new Error('It was read.')
  expect(failure.exitCode).toBe(78)
  return failure.message
    .split('\n')
    .slice(1)
    .map((line) => line.trim().replace(`${directory}/`, ''))
}

/** As panorama-elt reads it: every section, and every kind of value that its templates write. */
const ofPanoramaElt = `
datalake:
  type: aws
  panorama_raw_data_bucket: acme-lake
  base_prefix: campus
  aws_access_key: "AKIA"
  aws_secret_access_key: 'very secret'
  aws_region: eu-west-1
  datalake_database: campus_db
  datalake_workgroup: analytics
  base_partitions:
    - {name: lms, type: varchar, value: learn.acme.test}
datasources:
  - name: lms-sql
    type: mysql
    mysql_host: db.internal
    mysql_username: reporter
    mysql_password: 0123
    mysql_database: openedx
    tables:
      - name: courseware_studentmodule
        datalake_table_name: modules_raw
        datalake_table_view: modules
        partitions: {partition_fields: [course_id], interval: 3 hour, timestamp_field: modified}
        fields:
          - {name: id, type: bigint}
          - {name: course_id, type: varchar}
          - {name: modified, type: datetime}
      - name: auth_userprofile
        fields:
          - {name: user_id, type: int}
          - {name: allow_certificate, type: tinyint, value: null}
          - {name: kind, type: varchar, value: yes}
          - {name: note, type: varchar, value: ""}
  - name: blocks
    type: openedx_course_structures
    mongodb_host: mongo.internal
    mongodb_username:
    mongodb_password: ''
    mysql_host: db.internal
    tables: [{name: course_structures, fields: [{name: module_location, type: varchar}]}]
  - name: targets
    type: xls
    location: /data/targets.xlsx
    tables: [{name: Sheet1, fields: [{name: org, type: string}]}]
`

describe('a settings file of panorama-elt', () => {
  test('is read as it is', async () => {
    const { settings, remarks } = await read(ofPanoramaElt)
    expect(remarks).toEqual([])
    expect(settings.datalake).toEqual({
      place: { bucket: 'acme-lake' },
      basePrefix: 'campus',
      region: 'eu-west-1',
      credentials: { accessKeyId: 'AKIA', secretAccessKey: 'very secret' },
      endpoint: null,
      database: 'campus_db',
      workgroup: 'analytics',
      basePartitions: [{ name: 'lms', type: 'varchar', value: 'learn.acme.test' }],
      format: 'csv',
      encryption: null,
      bucketOwner: null,
      personalData: null,
      pseudonymKey: null,
    })
    const [mysql, structures, sheet] = settings.datasources
    expect(mysql).toEqual({
      name: 'lms-sql',
      type: 'mysql',
      mysql: {
        host: 'db.internal',
        port: 3306,
        username: 'reporter',
        // A password of digits is a text: its first zero stays.
        password: '0123',
        database: 'openedx',
        tls: null,
      },
      tables: [
        {
          name: 'courseware_studentmodule',
          rawTable: 'modules_raw',
          view: 'modules',
          partitions: { fields: ['course_id'], overlapSeconds: 10_800, timestampField: 'modified' },
          fields: [
            { name: 'id', type: 'bigint' },
            { name: 'course_id', type: 'varchar' },
            { name: 'modified', type: 'datetime' },
          ],
        },
        {
          name: 'auth_userprofile',
          rawTable: null,
          view: null,
          partitions: null,
          fields: [
            { name: 'user_id', type: 'int' },
            { name: 'allow_certificate', type: 'tinyint', constant: null },
            { name: 'kind', type: 'varchar', constant: 'yes' },
            { name: 'note', type: 'varchar', constant: '' },
          ],
        },
      ],
    })
    expect(structures).toMatchObject({
      type: 'openedx_course_structures',
      mongodb: { host: 'mongo.internal', username: null, password: null, database: 'edxapp' },
      mysql: { host: 'db.internal', username: 'root', database: 'edxapp' },
      blocksApi: null,
    })
    expect(sheet).toMatchObject({ type: 'xls', location: '/data/targets.xlsx' })
  })

  test('has defaults where it says nothing, and a base partition needs no type (panorama-elt 13)', async () => {
    const { settings } = await read(`
datalake: {panorama_raw_data_bucket: b, base_partitions: [{name: lms, value: x}]}
datasources: [{type: mysql}, {type: openedx_course_structures}]`)
    expect(settings.datalake).toMatchObject({ region: 'us-east-1', basePrefix: null, credentials: null, format: 'csv' })
    expect(settings.datalake.basePartitions).toEqual([{ name: 'lms', type: 'varchar', value: 'x' }])
    expect(settings.datasources).toMatchObject([
      { name: 'mysql', mysql: { host: '127.0.0.1', port: 3306, username: 'root', database: 'edxapp' } },
      { name: 'openedx_course_structures', mysql: null, mongodb: { host: '127.0.0.1' } },
    ])
  })

  test('may share parts by anchors and merged keys, as YAML 1.1 has them', async () => {
    const { settings } = await read(`
datalake: {directory: lake}
datasources:
  - &lms
    name: one
    type: mysql
    mysql_host: db
    tables: &tables [{name: a, fields: [{name: id, type: int}]}]
  - <<: *lms
    name: two
    mysql_port: 3307
    tables: [{name: b}]`)
    expect(settings.datasources).toMatchObject([
      { name: 'one', mysql: { host: 'db', port: 3306 }, tables: [{ name: 'a' }] },
      { name: 'two', mysql: { host: 'db', port: 3307 }, tables: [{ name: 'b', fields: [] }] },
    ])
  })
})

test('what panorama-elt has no setting for', async () => {
  const { settings } = await read(`
datalake:
  panorama_raw_data_bucket: b
  endpoint: http://127.0.0.1:9000/
  aws_region: garage
  format: parquet
  encryption: aws:kms
  encryption_key: alias/lake
  bucket_owner: 000123456789
  personal_data: pseudonymise
  pseudonym_key: 0123456789abcdef0123456789abcdef
datasources:
  - {type: mysql, name: lms, mysql_tls_ca: ca.pem, tables: [{name: t, fields: [{name: a, data_class: personal}]}]}
  - {type: mysql, name: replica, mysql_tls: on, mysql_tls_verify: no}
  - type: openedx_course_structures
    blocks_api_url: https://lms.example.org/
    blocks_api_client_id: panorama
    blocks_api_client_secret: \${MYSQL_PASSWORD}
  - {type: csv, location: targets.csv}`)
  expect(settings.datalake).toMatchObject({
    endpoint: 'http://127.0.0.1:9000',
    region: 'garage',
    format: 'parquet',
    encryption: { algorithm: 'aws:kms', keyId: 'alias/lake' },
    bucketOwner: '000123456789',
    personalData: 'pseudonymise',
    pseudonymKey: '0123456789abcdef0123456789abcdef',
  })
  expect(settings.datasources).toMatchObject([
    {
      mysql: { tls: { ca: join(directory, 'ca.pem'), isVerified: true } },
      tables: [{ fields: [{ dataClass: 'personal' }] }],
    },
    { mysql: { tls: { ca: null, isVerified: false } } },
    {
      mongodb: null,
      blocksApi: { url: 'https://lms.example.org', clientId: 'panorama', clientSecret: 'from the environment' },
    },
    { location: join(directory, 'targets.csv') },
  ])
})

test('secrets are given by reference; a doubled $ stands for itself, and lower case is no reference', async () => {
  const { settings } = await read(`
datalake: {directory: lake}
datasources:
  - {type: mysql, name: a, mysql_password: "\${MYSQL_PASSWORD}"}
  - {type: mysql, name: b, mysql_password: "pre-\${MYSQL_PASSWORD}-\${KEY_ID}"}
  - {type: mysql, name: c, mysql_password: "$\${MYSQL_PASSWORD} \${lower} $PLAIN {}"}`)
  const passwords = settings.datasources.map((datasource) => 'mysql' in datasource && datasource.mysql?.password)
  expect(passwords).toEqual([
    'from the environment',
    'pre-from the environment-AKIA',
    `${'$'}{MYSQL_PASSWORD} ${'$'}{lower} $PLAIN {}`,
  ])
})

test('all that is wrong is told at once, each with its place and what to do', async () => {
  const told = await problemsOf(`
datalake:
  panorama_raw_data_bucket: b
  aws_access_key: AKIA
  bucket_onwer: 123456789012
  encryption: rot13
datasources:
  - type: mysql
    mysql_port: many
    mysql_pasword: geheim
    mysql_username: \${NO_SUCH_NAME}
    tables:
      - name: t
        partitions: {partition_fields: [course], interval: soon, timestamp_field: modified}
        fields: [{name: id, type: int}, {name: id}]
      - fields: []
  - type: mysq
  - name: sheet
    type: xls
  - type: csv
    location: targets.csv
    tables: {name: x}`)
  expect(told).toEqual([
    'settings.yaml:4:3: datalake.aws_access_key needs aws_secret_access_key beside it',
    'settings.yaml:5:3: datalake.bucket_onwer is not known: did you mean bucket_owner?',
    'settings.yaml:6:3: datalake.encryption must be AES256 or aws:kms',
    'settings.yaml:9:5: datasources[0].mysql_port must be a whole number from 1 to 65535',
    'settings.yaml:10:5: datasources[0].mysql_pasword is not known: did you mean mysql_password?',
    'settings.yaml:11:5: datasources[0].mysql_username: NO_SUCH_NAME is not set',
    'settings.yaml:14:22: course is not among the fields of t: list it there, too',
    'settings.yaml:14:50: interval must be an amount and a unit, as in 2 hour',
    'settings.yaml:15:42: t lists the field id twice: remove one',
    'settings.yaml:16:9: datasources[0].tables[1].name is missing: name the table',
    'settings.yaml:17:5: there is no type mysq: did you mean mysql?',
    'settings.yaml:18:5: datasources[2].location is missing: give the path of the file',
    'settings.yaml:22:5: datasources[3].tables must be a list: begin each of its entries with "- "',
  ])
})

test.each([
  ['nothing at all', '', 'settings.yaml:1:1: must begin with the sections datalake: and datasources:'],
  ['a list', '- datalake', 'settings.yaml:1:1: must begin with the sections datalake: and datasources:'],
  ['no lake', 'datasources: []', 'settings.yaml:1:1: the section datalake: is missing: it says where the lake is'],
  ['a lake that is a word', 'datalake: here', 'settings.yaml:1:1: datalake must be a section with keys of its own'],
  [
    'no place',
    'datalake: {base_prefix: campus}',
    'settings.yaml:1:1: datalake.panorama_raw_data_bucket is missing: name the S3 bucket of the lake, or a folder of this machine as directory',
  ],
  [
    'two places',
    'datalake: {panorama_raw_data_bucket: b, directory: d}',
    'settings.yaml:1:41: the lake is either a bucket or a directory: remove panorama_raw_data_bucket or this',
  ],
  [
    'two datasources of one name',
    'datalake: {directory: d}\ndatasources:\n  - {type: mysql, name: lms}\n  - {name: lms, type: mysql}',
    'settings.yaml:4:6: there are two datasources lms: give each a name of its own',
  ],
  [
    'two tables for one folder',
    'datalake: {directory: d}\ndatasources:\n  - {type: mysql, tables: [{name: t}]}\n  - {type: csv, location: x, tables: [{name: t}]}',
    'settings.yaml:4:30: csv and mysql both list t, and a folder of the lake holds one table',
  ],
  [
    'a table that climbs out of the lake',
    'datalake: {directory: d}\ndatasources: [{type: mysql, tables: [{name: ../t}]}]',
    'settings.yaml:2:39: the table "../t" has no name for a folder: no slash in it, no _ or . before it',
  ],
  [
    'a partition of all tables that is one of a table, too',
    'datalake: {directory: d, base_partitions: [{name: lms, value: x}]}\ndatasources:\n - {type: mysql, tables: [{name: t, fields: [{name: lms}], partitions: {partition_fields: [lms]}}]}',
    'settings.yaml:3:73: lms parts all tables already, in base_partitions: remove it here',
  ],
  [
    'pseudonyms without a key',
    'datalake: {directory: d, personal_data: pseudonymise}',
    'settings.yaml:1:26: personal_data: pseudonymise needs pseudonym_key beside it: a secret of 32 characters or more',
  ],
  [
    'a key twice',
    'datalake: {directory: d}\ndatalake: {directory: e}',
    'settings.yaml:2:1: is given twice in the same section: keep one',
  ],
  ['a tab', 'datalake:\n\tdirectory: d', 'settings.yaml:2:1: begins with a tab: YAML takes only blanks there'],
])('%s is told', async (_, yaml, problem) => {
  expect(await problemsOf(yaml)).toContain(problem)
})

test('a key that is like none of ours is told, and hinders nobody', async () => {
  const { settings, remarks } = await read('datalake:\n  directory: d\n  contact: ops@example.org\nx-notes: [1]')
  expect(settings.datasources).toEqual([])
  expect(remarks.map(({ line, says }) => `${line}: ${says}`)).toEqual([
    '3: datalake.contact is not known and does nothing: remove it',
    '4: x-notes is not known and does nothing: remove it',
  ])
})

test('half a catalogue is told, and none is kept', async () => {
  const { settings, remarks } = await read('datalake: {panorama_raw_data_bucket: b, datalake_database: d}')
  expect(settings.datalake).toMatchObject({ database: null, workgroup: null })
  expect(remarks.map(({ says }) => says)).toEqual(['no catalogue is kept: datalake_workgroup is missing'])
})

test('a file that is not there says how to get one', async () => {
  await expect(readSettings(join(directory, 'none.yaml'), lookUp)).rejects.toMatchObject({
    message: expect.stringContaining('There is no settings file'),
    advice: expect.stringContaining('panorama elt init'),
    exitCode: 78,
  })
})

test('whatever is broken in a file, no error tells a secret that stands in it', async () => {
  const secret = 'hunter2-never-told'
  const whole = `
datalake:
  panorama_raw_data_bucket: b
  aws_access_key: ${secret}
  aws_secret_access_key: "${secret}"
  pseudonym_key: ${secret}${secret}
datasources:
  - {type: mysql, mysql_password: '${secret}', mysql_username: ${secret}}
  - type: openedx_course_structures
    mongodb_password: ${secret}
    blocks_api_client_secret: ${secret}
`
  const piece = fc.constantFrom(
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ':',
    ': ',
    '- ',
    '\t',
    '\n',
    '&a ',
    '*a ',
    '!',
    '#',
    '%',
    '@',
    '\\',
    '0',
  )
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), piece, fc.boolean(), async (at, broken, isCut) => {
      const failure = await read(`${whole.slice(0, at)}${broken}${isCut ? '' : whole.slice(at)}`).catch(
        (error) => error,
      )
      if (failure instanceof Error) {
        expect(failure).toBeInstanceOf(PanoramaError)
        expect(failure.message).not.toContain(secret)
      }
    }),
  )
})
