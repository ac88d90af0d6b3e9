import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { effort } from '../../testing/effort.ts'
import { settingsOf } from './read-settings.ts'
import { replaceFile } from './replace-file.ts'
import { setTables } from './set-tables.ts'
import { setTablesFields } from './set-tables-fields.ts'
import type { FieldSettings } from './settings.ts'
import { editableRoot, mapsOf, type Splice, spliced } from './splice.ts'
import { readYamlFile } from './yaml-file.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-edit-'))
})
afterAll(() => rm(directory, { recursive: true }))

async function open(yaml: string) {
  const path = join(directory, 'settings.yaml')
  await writeFile(path, yaml)
  const file = await readYamlFile(path)
  return { file, ...settingsOf(file, () => ({ text: 'secret' })) }
}

/** The file after all tables of `found` were listed, for each datasource by its name. */
async function withTables(
  yaml: string,
  found: Readonly<Record<string, readonly string[]>>,
  names: string[] | null = null,
) {
  const { file, settings } = await open(yaml)
  const sections = mapsOf(editableRoot(file), 'datasources')
  const set = settings.datasources.map((datasource, index) =>
    setTables(sections[index]!, datasource, found[datasource.name] ?? [], names, new Set(['taken'])),
  )
  return {
    text: spliced(
      yaml,
      set.flatMap(({ splices }) => splices),
    ),
    reports: set.map(({ report }) => report),
  }
}

/** The file after the columns of `found` were listed, for each table by its name. */
async function withFields(
  yaml: string,
  found: Readonly<Record<string, readonly FieldSettings[]>>,
  removesMissing = false,
) {
  const { file, settings } = await open(yaml)
  const sections = mapsOf(editableRoot(file), 'datasources')
  const splices: Splice[] = []
  const reports = settings.datasources.flatMap((datasource, index) => {
    const tables = mapsOf(sections[index]!, 'tables')
    return datasource.tables.map((table, tableIndex) => {
      const set = setTablesFields(tables[tableIndex]!, table, found[table.name] ?? [], removesMissing)
      splices.push(...set.splices)
      return set.report
    })
  })
  return { text: spliced(yaml, splices), reports }
}

const withComments = `# The settings of our site.
datalake:   {directory: lake}   # on this machine

datasources:
    # All that is in MySQL.
    - name:   lms
      type: mysql
      mysql_password: \${MYSQL_PASSWORD}
      tables:
      - name: auth_user          # people
        # Without the password.
        fields:
          - {name: id, type: int}
          - {name: username, type: varchar}   # for the dashboards

      # Parted by course.
      - name: courseware_studentmodule
        partitions: {partition_fields: [course_id]}
        fields: [{name: id, type: bigint}, {name: course_id, type: varchar}]   # all that we need
    - {type: csv, location: targets.csv, tables: [{name: targets}]}

# The end.
`

test('tables are added in the style of the file, and all else stays to the letter (panorama-elt 34)', async () => {
  const { text, reports } = await withTables(withComments, {
    lms: ['auth_user', 'taken', 'student_courseenrollment', 'yes', 'courseware_studentmodule'],
    csv: ['targets', 'more'],
  })
  const expected = withComments
    .replace(
      '# all that we need\n',
      '# all that we need\n      - name: student_courseenrollment\n      - name: "yes"\n',
    )
    .replace('[{name: targets}]', '[{name: targets}, {name: more}]')
  expect(text).toBe(expected)
  expect(reports).toEqual([
    {
      datasource: 'lms',
      added: ['student_courseenrollment', 'yes'],
      kept: ['auth_user', 'courseware_studentmodule'],
      gone: [],
      elsewhere: ['taken'],
      unknown: [],
    },
    { datasource: 'csv', added: ['more'], kept: ['targets'], gone: [], elsewhere: [], unknown: [] },
  ])
})

test('with names only these are added, every datasource has its turn, and no table is lost (panorama-elt 20)', async () => {
  const { text, reports } = await withTables(withComments, { lms: ['auth_user', 'a', 'b'], csv: ['b2', 'c'] }, [
    'b',
    'b2',
    'auth_usr',
  ])
  const { settings } = await open(text)
  expect(settings.datasources.map(({ tables }) => tables.map(({ name }) => name))).toEqual([
    ['auth_user', 'courseware_studentmodule', 'b'],
    ['targets', 'b2'],
  ])
  expect(reports[0]).toMatchObject({ added: ['b'], unknown: [{ name: 'b2' }, { name: 'auth_usr', near: 'auth_user' }] })
})

test('fields are added and retyped, and all else stays to the letter', async () => {
  const { text, reports } = await withFields(withComments, {
    auth_user: [
      { name: 'id', type: 'bigint' },
      { name: 'password', type: 'varchar' },
      { name: 'is_active', type: 'tinyint' },
    ],
    courseware_studentmodule: [
      { name: 'id', type: 'BIGINT' },
      { name: 'course_id', type: 'varchar' },
      { name: 'grade', type: 'double' },
    ],
    targets: [{ name: 'Passing mark, %', type: 'string' }],
  })
  const expected = withComments
    .replace('{name: id, type: int}', '{name: id, type: bigint}')
    .replace('# for the dashboards\n', '# for the dashboards\n          - {name: is_active, type: tinyint}\n')
    .replace('type: varchar}]   # all', 'type: varchar}, {name: grade, type: double}]   # all')
    .replace('{name: targets}', '{name: targets, fields: [{name: "Passing mark, %", type: string}]}')
  expect(text).toBe(expected)
  expect(reports[0]).toEqual({
    table: 'auth_user',
    added: ['is_active'],
    retyped: ['id'],
    gone: ['username'],
    removed: [],
    withheld: ['password'],
  })
})

test('lists that are empty, blank or missing are filled; a file may end without a line end or have those of Windows', async () => {
  const field = [{ name: 'a', type: 'int' }]
  const empty =
    'datalake: {directory: d}\r\ndatasources:\r\n- type: mysql\r\n  tables:\r\n  - name: x\r\n    fields: # none\r\n  - name: y\r\n    fields: ~ # null\r\n  - {name: z, fields: }\r\n  - {fields, name: u}\r\n  - name: v\r\n    fields: []\r\n  - name: w'
  const { text } = await withFields(empty, { x: field, y: field, z: field, u: field, v: field, w: field })
  const { settings } = await open(text)
  expect(settings.datasources[0]?.tables).toMatchObject(Array.from('xyzuvw', (name) => ({ name, fields: field })))
  expect(text.replaceAll('\r\n', '')).not.toContain('\n')
  expect(text).toContain('# none')
  const { text: named } = await withTables('datalake: {directory: d}\ndatasources:\n- type: mysql\n  tables:', {
    mysql: ['t'],
  })
  expect((await open(named)).settings.datasources[0]?.tables).toMatchObject([{ name: 't' }])
})

test('fields that the source does not have are taken out when that is asked for, and no others', async () => {
  const columns = (...names: string[]) => names.map((name) => ({ name, type: 'int' }))
  const yaml = `datalake: {directory: d}
datasources:
- type: mysql
  tables:
  - name: x
    # All of them.
    fields:
      - {name: a, type: int} # gone
      # A comment of b.
      - {name: b, type: int}
      - name: c
        type: int
    partitions: {partition_fields: [b]}
  - name: y
    fields: [{name: a, type: int}, {name: b, type: int}, {name: c, type: int}, {name: d, type: int}, {name: e, type: int}]
  - {name: z, fields: [{name: a, type: int}, {name: k, type: int, value: 1}, {name: c, type: int}]}
`
  const { text, reports } = await withFields(yaml, { y: columns('c', 'f'), z: [] }, true)
  const after = yaml
    .replace('      - {name: a, type: int} # gone\n', '')
    .replace('      - name: c\n        type: int\n', '')
    .replace(
      '[{name: a, type: int}, {name: b, type: int}, {name: c, type: int}, {name: d, type: int}, {name: e, type: int}]',
      '[{name: c, type: int}, {name: f, type: int}]',
    )
    .replace('[{name: a, type: int}, {name: k', '[{name: k')
    .replace(', {name: c, type: int}]}', ']}')
  expect(text).toBe(after)
  expect(reports).toMatchObject([
    { removed: ['a', 'c'], gone: ['b'] },
    { removed: ['a', 'b', 'd', 'e'], added: ['f'] },
    { removed: ['a', 'c'] },
  ])
})

test('what an anchor shares is left alone, and its place is told', async () => {
  const sharing =
    'datalake: {directory: d}\ndatasources:\n- {type: mysql, name: a, tables: &t [{name: x}]}\n- {type: csv, location: l, tables: *t}'
  await expect(withTables(sharing.replace('{name: x}', ''), { csv: ['y'] })).rejects.toMatchObject({
    message: expect.stringMatching(/settings\.yaml:4: this part of the file is shared by an anchor/),
    exitCode: 65,
  })
})

test('whatever tables and columns are called, they are read back as they were, in every style of a file', async () => {
  const name = fc
    .string({ minLength: 1, unit: 'binary' })
    .filter((text) => !/[/\\\p{Cc}]|^[._]/u.test(text) && text.trim() !== '')
  const styles = [
    'tables: [{name: first, fields: [{name: id, type: int}]}]',
    'tables:\n      - name: first\n        fields:\n        - {name: id, type: int}',
    'tables:\n    - name: first # 1\n      fields:\n          - name: id\n            type: int # 2\n    # 3',
    'tables:\n    -\n      name: first\n      fields: [\n        {name: id, type: int},\n      ]',
  ]
  const names = fc.uniqueArray(name, { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...styles), names, names, async (style, tables, columns) => {
      fc.pre(!tables.includes('first') && !columns.includes('id'))
      const yaml = `datalake: {directory: d}\ndatasources:\n  - type: mysql\n    ${style}\n# end\n`
      const { text } = await withTables(yaml, { mysql: ['first', ...tables] })
      const found = [{ name: 'id', type: 'int' }, ...columns.map((column) => ({ name: column, type: 'varchar' }))]
      const { text: whole } = await withFields(
        text,
        Object.fromEntries(['first', ...tables].map((table) => [table, found])),
      )
      const { settings } = await open(whole)
      expect(settings.datasources[0]?.tables.map(({ name }) => name)).toEqual(['first', ...tables])
      for (const { fields } of settings.datasources[0]!.tables) expect(fields).toEqual(found)
      // Nothing but what was added is new.
      expect(await withTables(whole, { mysql: tables })).toMatchObject({ text: whole })
    }),
    { numRuns: 40 * effort },
  )
})

test('a file is replaced in one piece, keeps its mode, and a link to it stays a link', async () => {
  const [file, link] = [join(directory, 'kept.yaml'), join(directory, 'link.yaml')]
  await writeFile(file, 'before')
  await chmod(file, 0o640)
  await symlink(file, link)
  await replaceFile(link, 'before', 'after')
  expect(await readFile(file, 'utf8')).toBe('after')
  expect((await stat(file)).mode & 0o777).toBe(0o640)
  await expect(replaceFile(link, 'before', 'again')).rejects.toMatchObject({ code: 'conflict' })
  expect(await readFile(link, 'utf8')).toBe('after')
  expect((await readdir(directory)).filter((name) => name.includes('panorama-new'))).toEqual([])
})
