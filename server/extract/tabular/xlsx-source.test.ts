import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PublishedTable } from '../../lake/manifest.ts'
import { type Extracting, startExtracting, tableOf } from '../testing/extracting.ts'
import { makeWorkbook, plainRow, type WorkbookToMake } from './testing/make-workbook.ts'
import { openXlsxSource } from './xlsx-source.ts'

let directory: string
let extracting: Extracting
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-xlsx-'))
  extracting = await startExtracting()
})
afterAll(async () => {
  await extracting.close()
  await rm(directory, { recursive: true, force: true })
})

let files = 0
async function file(content: Buffer | string, name = 'targets.xlsx'): Promise<string> {
  const path = join(directory, `${++files}-${name}`)
  await writeFile(path, content)
  return path
}

const make = (workbook: WorkbookToMake) => file(makeWorkbook(workbook))

const targets = tableOf('Targets', [
  { name: 'org', type: 'varchar' },
  { name: 'goal', type: 'varchar' },
])

const read = (path: string, table = targets, previous?: PublishedTable) =>
  extracting.extract(openXlsxSource(path), table, { previous })

/** What becomes of cells, given as XML: those of column `goal`. */
async function goalsOf(cells: readonly string[], more: Omit<WorkbookToMake, 'sheets'> = {}) {
  const rows = cells.map((cell, index) => `<row r="${index + 2}"><c r="A${index + 2}"><v>1</v></c>${cell}</row>`)
  const path = await make({
    sheets: [{ name: 'Targets', rows: plainRow(1, ['org', 'goal']) + rows.join('') }],
    ...more,
  })
  const { rows: read, extracted } = await extracting.extract(openXlsxSource(path), targets)
  return { goals: read.map(({ goal }) => goal), warnings: extracted.warnings }
}

test('columns are found by their names, blank rows end nothing, and a blank name ends no header (panorama-elt 22)', async () => {
  const rows = [
    plainRow(2, ['goal', null, 'org', 'color']),
    plainRow(3, [1, 'note', 'Alpha', 'red']),
    '<row r="4"/>',
    '<row r="5"><c r="A5" s="1"/></row>',
    plainRow(6, [null, null, 'Beta']),
    plainRow(7, [null, 'only a note']),
    // Without references, as some programs write them.
    '<row><c><v>3</v></c><c/><c t="inlineStr"><is><t>Gamma</t></is></c></row>',
  ]
  const path = await make({ sheets: [{ name: 'Targets', rows: rows.join('') }] })
  const { rows: found, extracted } = await read(path)
  expect(found).toEqual([
    { org: 'Alpha', goal: '1' },
    { org: 'Beta', goal: null },
    { org: 'Gamma', goal: '3' },
  ])
  expect(extracted.warnings).toEqual(['Columns without a name in the header, left out: 1.'])
  expect(await openXlsxSource(path).fields('Targets')).toEqual(
    ['goal', 'org', 'color'].map((name) => ({ name, type: 'string' })),
  )
})

test('each sheet is a table under its own name, also one that looks like a number; hidden ones are not listed (panorama-elt 22)', async () => {
  const sheet = (name: string, state?: 'hidden') => ({
    name,
    rows: plainRow(1, ['org', 'goal']) + plainRow(2, [name, 1]),
    ...(state && { state }),
  })
  const source = openXlsxSource(
    await make({ sheets: [sheet('2026'), sheet('Hidden & odd', 'hidden'), sheet('Año "nuevo"')], prefix: 'x:' }),
  )
  expect(await source.tables()).toEqual(['2026', 'Año "nuevo"'])
  const { rows } = await extracting.extract(source, { ...targets, name: '2026' })
  expect(rows).toEqual([{ org: '2026', goal: '1' }])
  const hidden = await extracting.extract(source, { ...targets, name: 'Hidden & odd' })
  expect(hidden.rows).toEqual([{ org: 'Hidden & odd', goal: '1' }])
  expect(hidden.extracted.warnings).toEqual(['The sheet Hidden & odd is hidden in the workbook.'])
  await expect(extracting.extract(source, { ...targets, name: 'nowhere' })).rejects.toThrow('there is no sheet nowhere')
})

test('formulas count by the value that was calculated last; errors and what never was calculated are told (panorama-elt 22)', async () => {
  const { goals, warnings } = await goalsOf([
    '<c r="B2"><f>SUM(A1:A9)</f><v>42</v></c>',
    '<c r="B3" t="str"><f>A1&amp;"x"</f><v>1x</v></c>',
    '<c r="B4" t="b"><f>A1=1</f><v>1</v></c>',
    '<c r="B5" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    '<c r="B6"><f>A1+1</f></c>',
    '<c r="B7"><f>A1+1</f><v/></c>',
  ])
  expect(goals).toEqual(['42', '1x', 'TRUE', null, null, null])
  expect(warnings).toEqual([
    'One row: cells that show an error such as #N/A are empty (row 5).',
    expect.stringContaining('2 rows: formulas that were never calculated are empty'),
  ])
})

test('numbers are as people wrote them, days and times in ISO form', async () => {
  const formats = ['yyyy\\-mm\\-dd', '[h]:mm', '00000', '0.00%', '[$-409]d\\ mmmm', '"day" 0', 14, 22, 20]
  const cells: [style: number, value: string, text: string][] = [
    [0, '0.30000000000000004', '0.3'],
    [0, '1E-3', '0.001'],
    [0, '1.2345678901234E+19', '12345678901234000000'],
    [0, '-1.5E-10', '-0.00000000015'],
    [0, '123456789012345', '123456789012345'],
    [1, '46082', '2026-03-01'],
    [1, '46082.354166666664', '2026-03-01 08:30:00'],
    [7, '61', '1900-03-01'],
    [7, '59', '1900-02-28'],
    [7, '60', '60'],
    [7, '-1', '-1'],
    [8, '46082.999999999', '2026-03-02'],
    [9, '0.5', '12:00:00'],
    [2, '1.0902777777777777', '26:10:00'],
    [3, '42', '00042'],
    [4, '0.5', '0.5'],
    [5, '46082', '2026-03-01'],
    [6, '7', '7'],
  ]
  const { goals } = await goalsOf(
    cells.map(([style, value], index) => `<c r="B${index + 2}" s="${style}"><v>${value}</v></c>`),
    { formats },
  )
  expect(goals).toEqual(cells.map(([, , text]) => text))
  const from1904 = await goalsOf(['<c r="B2" s="1"><v>44620</v></c>'], { formats, date1904: true })
  expect(from1904.goals).toEqual(['2026-03-01'])
  const iso = await goalsOf(['<c r="B2" t="d"><v>2026-03-01T08:30:00</v></c>'])
  expect(iso.goals).toEqual(['2026-03-01 08:30:00'])
})

test('texts come as they are: shared, in several looks, with what XML cannot hold (panorama-elt 10)', async () => {
  const sharedStrings = [
    '<t>plain &amp; simple</t>',
    '<r><rPr><b/></rPr><t xml:space="preserve">two </t></r><r><t>looks</t></r>',
    '<t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh><phoneticPr fontId="1"/>',
    '<t>two\nlines, "quoted" back\\slash _x000D_ _x005F_x000D_</t>',
    '<t/>',
  ]
  const { goals } = await goalsOf(
    sharedStrings.map((_, index) => `<c r="B${index + 2}" t="s"><v>${index}</v></c>`),
    { sharedStrings },
  )
  expect(goals).toEqual(['plain & simple', 'two looks', '東京', 'two\nlines, "quoted" back\\slash \r _x000D_', null])
})

test('what is hidden is taken, what is merged has its value in the first cell, and both are told', async () => {
  const rows = `${plainRow(1, ['org', 'goal'])}<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>A</t></is></c><c r="B2"><v>1</v></c></row>${plainRow(3, [null, 2])}`
  const path = await make({
    sheets: [
      {
        name: 'Targets',
        rows,
        before: '<cols><col min="2" max="3" hidden="1"/></cols>',
        after: '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
      },
    ],
  })
  const { rows: found, extracted } = await read(path)
  expect(found).toEqual([
    { org: 'A', goal: '1' },
    { org: null, goal: '2' },
  ])
  expect(extracted.warnings).toEqual([
    'One row: hidden in the sheet, and taken like all others (row 2).',
    'Columns that are hidden in the sheet, and taken like all others: 2.',
    'Merged cells, with the value in the first of each range and nothing in the others: 1.',
  ])
})

test('twenty thousand rows pass by; none is dropped (panorama-elt 22)', async () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, index) => `<row r="${index + 2}"><c r="A${index + 2}"><v>${index}</v></c></row>`,
  )
  const path = await make({ sheets: [{ name: 'Targets', rows: plainRow(1, ['org', 'goal']) + rows.join('') }] })
  const told: number[] = []
  const { rows: found } = await extracting.extract(openXlsxSource(path), targets, {
    onProgress: (progress) => told.push(progress.rows),
  })
  expect(found).toHaveLength(20_000)
  expect(found.at(-1)).toEqual({ org: '19999', goal: null })
  expect(told.at(-1)).toBe(20_000)
})

test('what is no workbook of today says so, and what to do', async () => {
  const whole = makeWorkbook({ sheets: [{ name: 'Targets', rows: plainRow(1, ['org']) }] })
  const failures: [string, RegExp][] = [
    [join(directory, 'nowhere.xlsx'), /there is no such file/],
    [directory, /it is a directory/],
    [await file('org,goal\n'), /it is no workbook/],
    [await file(Buffer.from('d0cf11e0a1b11ae1', 'hex')), /before Excel 2007 \(\.xls\), or has a password/],
    [await file(whole.subarray(0, whole.length - 100)), /cut off or damaged/],
    [await make({ sheets: [{ name: 'Targets', rows: '' }] }), /the sheet Targets is blank/],
    [
      await make({ sheets: [{ name: 'Targets', rows: `${plainRow(1, ['org'])}<row></c></row>` }] }),
      /damaged, or no workbook/,
    ],
  ]
  for (const [path, words] of failures) {
    await expect(read(path), path).rejects.toThrow(words)
  }
  expect(await openXlsxSource(join(directory, 'nowhere.xlsx')).test()).toMatchObject([{ isOk: false }])
})

test('a workbook that was saved again without a change to the sheet is not written again', async () => {
  const workbook = (other: number) =>
    makeWorkbook({
      sheets: [
        { name: 'Targets', rows: plainRow(1, ['org', 'goal']) + plainRow(2, ['A', 1]) },
        { name: 'Other', rows: plainRow(1, ['x']) + plainRow(2, [other]) },
      ],
    })
  const path = await file(workbook(1))
  const first = await read(path)
  expect((await read(path, targets, first.published)).extracted.parts).toEqual([])
  await writeFile(path, workbook(2))
  const second = await read(path, targets, first.published)
  expect(second.extracted).toMatchObject({ parts: [], isWhole: false })
})
