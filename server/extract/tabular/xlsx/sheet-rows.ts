import { readXml } from './read-xml.ts'
import { createTextCollector, type TextCollector } from './rich-text.ts'

/** A cell as it is stored. */
export interface StoredCell {
  /** From 0. */
  readonly column: number
  /** `s`, `str`, `inlineStr`, `b`, `e`, `d`, `n`. */
  readonly type: string
  readonly style: number
  /** Null: there is none, as of a formula that was never calculated. */
  readonly value: string | null
  readonly hasFormula: boolean
}

export interface StoredRow {
  /** From 1, as people see it. */
  readonly number: number
  readonly isHidden: boolean
  readonly cells: readonly StoredCell[]
}

export interface SheetFacts {
  mergedRanges: number
  hiddenColumns: number
}

/**
 * The rows of a sheet, one after the other; those that have no cells are not stored.
 * @param facts filled in on the way: some stand behind the rows
 */
export async function* readSheetRows(content: AsyncIterable<Uint8Array>, facts: SheetFacts): AsyncGenerator<StoredRow> {
  let rows: StoredRow[] = []
  let row: { number: number; isHidden: boolean; cells: StoredCell[] } | undefined
  let cell: { column: number; type: string; style: number; hasFormula: boolean } | undefined
  let value: string | null = null
  let isInValue = false
  let inline: TextCollector | undefined
  let lastRow = 0
  let lastColumn = -1

  const pieces = readXml<StoredRow>(content, {
    open(name, attribute) {
      if (name === 'row') {
        const number = Number(attribute('r') ?? lastRow + 1)
        const hidden = attribute('hidden')
        row = { number, isHidden: hidden === '1' || hidden === 'true', cells: [] }
        lastColumn = -1
      } else if (name === 'c') {
        const column = columnOf(attribute('r')) ?? lastColumn + 1
        cell = { column, type: attribute('t') ?? 'n', style: Number(attribute('s') ?? 0), hasFormula: false }
        value = null
      } else if (name === 'v' && cell) {
        isInValue = true
        value = ''
      } else if (name === 'f' && cell) {
        cell.hasFormula = true
      } else if (name === 'is' && cell) {
        inline = createTextCollector()
      } else if (name === 'mergeCell') {
        facts.mergedRanges += 1
      } else if (name === 'col') {
        const hidden = attribute('hidden')
        const isHidden = hidden === '1' || hidden === 'true'
        if (isHidden) facts.hiddenColumns += 1 + Number(attribute('max') ?? 0) - Number(attribute('min') ?? 0)
      } else {
        inline?.open(name)
      }
    },
    text(text) {
      if (isInValue) value += text
      else inline?.text(text)
    },
    close(name) {
      if (name === 'v') {
        isInValue = false
      } else if (name === 'is') {
        value = inline?.end() ?? null
        inline = undefined
      } else if (name === 'c' && cell && row) {
        row.cells.push({ ...cell, value })
        lastColumn = cell.column
        cell = undefined
      } else if (name === 'row' && row) {
        lastRow = row.number
        rows.push(row)
        row = undefined
      } else {
        inline?.close(name)
      }
    },
    take() {
      const taken = rows
      rows = []
      return taken
    },
  })
  for await (const some of pieces) yield* some
}

/** `AB12` is in column 27. */
function columnOf(reference: string | undefined): number | null {
  const [letters] = /^[A-Z]+/.exec(reference ?? '') ?? []
  if (letters === undefined) return null
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
