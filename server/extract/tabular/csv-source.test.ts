import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PublishedTable } from '../../lake/manifest.ts'
import { type Extracting, startExtracting, tableOf } from '../testing/extracting.ts'
import { openCsvSource } from './csv-source.ts'

let directory: string
let extracting: Extracting
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-csv-'))
  extracting = await startExtracting()
})
afterAll(async () => {
  await extracting.close()
  await rm(directory, { recursive: true, force: true })
})

let files = 0
async function file(content: string | Buffer, name = 'targets.csv'): Promise<string> {
  const path = join(directory, `${++files}-${name}`)
  await writeFile(path, content)
  return path
}

const targets = tableOf('targets', [
  { name: 'org', type: 'varchar' },
  { name: 'goal', type: 'int' },
])

const read = (path: string, table = targets, previous?: PublishedTable) =>
  extracting.extract(openCsvSource(path), table, { previous })

test('columns are found by their names, whatever their order and capital letters; constants and what is missing is told', async () => {
  const path = await file('Goal,ignored,org\n7,x,Alpha\n,x,Beta\n"",x,Gamma\n')
  const table = tableOf('targets', [
    ...targets.fields,
    { name: 'site', type: 'varchar', constant: 'north' },
    { name: 'color', type: 'varchar' },
  ])
  const { rows, extracted } = await read(path, table)
  expect(rows).toEqual([
    { org: 'Alpha', goal: '7', site: 'north', color: null },
    { org: 'Beta', goal: null, site: 'north', color: null },
    { org: 'Gamma', goal: '', site: 'north', color: null },
  ])
  expect(extracted.warnings).toEqual(['The header has no column color: it is empty.'])
})

test('the table is one, called after its file, with a field for each column (panorama-elt 21)', async () => {
  const source = openCsvSource(await file(gzipSync('org,goal,,org\nAlpha,7,x,y\n'), 'targets.csv.gz'))
  expect(await source.tables()).toEqual([`${files}-targets`])
  expect(await source.fields('targets')).toEqual([
    { name: 'org', type: 'string' },
    { name: 'goal', type: 'string' },
  ])
  const { rows, extracted } = await extracting.extract(source, targets)
  expect(rows).toEqual([{ org: 'Alpha', goal: '7' }])
  expect(extracted.parts[0]?.partition).toEqual({})
  expect(extracted.warnings).toEqual([
    'Named twice in the header, the first counts: org.',
    'Columns without a name in the header, left out: 1.',
  ])
})

test('values come through the lake as they are: quotes, line ends, backslashes, the text NULL (panorama-elt 10)', async () => {
  const values = ['a "quoted" one', 'two\r\nlines', 'back\\slash\\', 'NULL', '\\N', ' space ', 'ñ 日本 🎓', ',;\t|']
  const text = values.map((value) => `"${value.replaceAll('"', '""')}",1\r\n`).join('')
  const { rows } = await read(await file(`org,goal\r\n${text}`))
  expect(rows.map(({ org }) => org)).toEqual(values)
})

test.each([
  ['semicolons', ';'],
  ['tabs', '\t'],
  ['bars', '|'],
])('fields that %s part are told apart, also where texts hold commas', async (name, delimiter) => {
  const text = ['org|goal', '"one, two"|1', 'three, four|2'].join('\n').replaceAll('|', delimiter)
  const { rows, extracted } = await read(await file(text))
  expect(rows).toEqual([
    { org: 'one, two', goal: '1' },
    { org: 'three, four', goal: '2' },
  ])
  expect(extracted.warnings).toEqual([`Fields are parted by ${name}.`])
})

test.each([
  ['UTF-8 with a mark', Buffer.from('\uFEFForg,goal\nÑandú,1\n'), []],
  ['UTF-16, little endian', Buffer.from('\uFEFForg,goal\nÑandú,1\n', 'utf16le'), []],
  ['UTF-16, big endian', Buffer.from('\uFEFForg,goal\nÑandú,1\n', 'utf16le').swap16(), []],
  ['Windows-1252', Buffer.from('org,goal\nÑandú,1\n', 'latin1'), [expect.stringContaining('read as Windows-1252')]],
])('letters of %s are read as such', async (_, content, warnings) => {
  const { rows, extracted } = await read(await file(content))
  expect(rows).toEqual([{ org: 'Ñandú', goal: '1' }])
  expect(extracted.warnings).toEqual(warnings)
})

test('rows that are longer or shorter than the header are left out with their lines; a stray quote is kept as it stands', async () => {
  const path = await file('org,goal\nA,1\nB\n\nC,2\nD,3,4\n"two\nlines",5\nE"x",6\n"F"x,7\nG,8\n')
  const { rows, extracted } = await read(path)
  expect(rows.map(({ org, goal }) => `${org} ${goal}`)).toEqual([
    'A 1',
    'C 2',
    'two\nlines 5',
    'E"x" 6',
    '"F"x 7',
    'G 8',
  ])
  expect(extracted.warnings).toEqual(['2 rows: not of 2 fields as the header is, and left out (line 3, 6).'])
})

test('a file that is not one says so, and what to do', async () => {
  const failures: [string, RegExp][] = [
    [join(directory, 'nowhere.csv'), /there is no such file/],
    [directory, /cannot be opened/],
    [await file(''), /it is empty/],
    [await file('org,goal\n"never closed,1\nB,2\n'), /a quote is opened and never closed/],
    [await file(gzipSync('org,goal\nA,1\n'.repeat(1000)).subarray(0, -20), 'cut.csv.gz'), /cut off or damaged/],
  ]
  for (const [path, words] of failures) {
    await expect(read(path), path).rejects.toThrow(words)
    expect(await openCsvSource(path).test()).toMatchObject(
      /closed/.test(words.source) ? [{ isOk: true }] : [{ isOk: false, says: expect.stringMatching(words) }],
    )
  }
})

test('the same file, and a file that says the same, is not written again; new columns are told', async () => {
  const path = await file('org,goal\nA,1\n')
  const first = await read(path)
  const second = await read(path, targets, first.published)
  expect(second.extracted).toMatchObject({ parts: [], isWhole: false, warnings: [] })
  await writeFile(path, 'goal;org;color\n1;A;red\n')
  const third = await read(path, targets, second.published)
  expect(third.extracted).toMatchObject({ parts: [], isWhole: false })
  expect(third.extracted.warnings).toContain(
    'New in the header: color. `set-tables-fields` takes them into the settings.',
  )
  await writeFile(path, 'org,goal\nA,1\nB,2\n')
  const fourth = await read(path, targets, third.published)
  expect(fourth.extracted.isWhole).toBe(true)
  expect(fourth.rows).toHaveLength(2)
  expect((await read(path)).rows).toHaveLength(2)
})

test('a file can be parted by a column of it', async () => {
  const { extracted, rows } = await read(
    await file('org,goal\nA,1\nB,2\nA,3\n'),
    tableOf('targets', targets.fields, ['org']),
  )
  expect(extracted.parts.map(({ partition, rows: count }) => [partition.org, count])).toEqual([
    ['A', 2],
    ['B', 1],
  ])
  expect(extracted.columns.map(({ name }) => name)).toEqual(['goal'])
  expect(rows).toHaveLength(3)
})
