import { badInput } from '../../../kernel/errors.ts'
import { createRowNotes, type TabularContent } from '../tabular-content.ts'
import { numberText } from './number-text.ts'
import { damaged, openWorkbook, type Workbook } from './open-workbook.ts'
import { readSheetRows, type SheetFacts, type StoredCell, type StoredRow } from './sheet-rows.ts'

/**
 * A sheet of a workbook by its header, which is the first row that is not blank. Formulas count by the value that was calculated
 * last, numbers and days by what they mean, not by how they look. Blank rows are passed over, wherever they stand.
 * @throws PanoramaError `bad_input`, when it is no workbook, or the sheet is blank; `not_found`, when there is no such sheet
 */
export async function openSheetContent(path: string, sheet: string): Promise<TabularContent> {
  const workbook = await openWorkbook(path)
  const facts: SheetFacts = { mergedRanges: 0, hiddenColumns: 0 }
  const found = { errors: createRowNotes('row'), uncalculated: createRowNotes('row'), hidden: createRowNotes('row') }
  try {
    const texts = await workbook.sharedStrings()
    const stored = readSheetRows(await workbook.sheet(sheet), facts)

    /** @returns by column; undefined at the end */
    async function next(): Promise<{ row: StoredRow; values: Map<number, string> } | undefined> {
      for (;;) {
        const { value: row, done } = await stored.next().catch((cause) => {
          throw damaged(path, cause)
        })
        if (done === true) return undefined
        const values = valuesOf(row)
        if (values.size > 0) return { row, values }
      }
    }

    function valuesOf(row: StoredRow): Map<number, string> {
      const values = new Map<number, string>()
      for (const cell of row.cells) {
        const text = cellText(cell, workbook, texts)
        if (text !== null && text !== '') values.set(cell.column, text)
        if (cell.type === 'e') found.errors.add(row.number)
        // Programs that do not calculate leave the value out, or empty.
        if (cell.hasFormula && (cell.value ?? '') === '' && cell.type !== 'str') found.uncalculated.add(row.number)
      }
      return values
    }

    const first = await next()
    if (first === undefined) {
      throw badInput(`${path}: the sheet ${sheet} is blank.`, { advice: 'Its first row must name the columns.' })
    }
    const width = Math.max(...first.values.keys()) + 1
    const header = Array.from({ length: width }, (_, column) => first.values.get(column)?.trim() ?? '')

    async function* rows() {
      for (let read = await next(); read !== undefined; read = await next()) {
        const { row, values } = read
        // What stands beside the table, under no name, makes no row of it.
        const cells = header.map((name, column) => (name === '' ? null : (values.get(column) ?? null)))
        if (cells.every((cell) => cell === null)) continue
        if (row.isHidden) found.hidden.add(row.number)
        yield cells
      }
    }

    return {
      header,
      rows: rows(),
      warnings: () => [
        ...found.errors.tell('cells that show an error such as #N/A are empty'),
        ...found.uncalculated.tell(
          'formulas that were never calculated are empty: open the workbook in a spreadsheet program and save it',
        ),
        ...found.hidden.tell('hidden in the sheet, and taken like all others'),
        ...tellFacts(workbook, sheet, facts),
      ],
      close: async () => workbook.close(),
    }
  } catch (cause) {
    workbook.close()
    throw damaged(path, cause)
  }
}

function tellFacts({ sheets }: Workbook, sheet: string, { mergedRanges, hiddenColumns }: SheetFacts): string[] {
  const isHidden = sheets.some(({ name, isHidden: hidden }) => name === sheet && hidden)
  return [
    ...(isHidden ? [`The sheet ${sheet} is hidden in the workbook.`] : []),
    ...(hiddenColumns > 0
      ? [`Columns that are hidden in the sheet, and taken like all others: ${hiddenColumns}.`]
      : []),
    ...(mergedRanges > 0
      ? [`Merged cells, with the value in the first of each range and nothing in the others: ${mergedRanges}.`]
      : []),
  ]
}

/** @returns null where the cell has no value */
function cellText({ type, style, value }: StoredCell, { styles, isFrom1904 }: Workbook, texts: readonly string[]) {
  if (value === null) return null
  switch (type) {
    case 's':
      return texts[Number(value)] ?? null
    case 'b':
      return value === '1' || value === 'true' ? 'TRUE' : 'FALSE'
    case 'e':
      return null
    case 'd':
      return value.replace('T', ' ')
    case 'str':
    case 'inlineStr':
      return value
    default:
      return numberText(value, styles[style] ?? { kind: 'number' }, isFrom1904)
  }
}
