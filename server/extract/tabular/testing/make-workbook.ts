import { strToU8, zipSync } from 'fflate'

/** Parts of a workbook as spreadsheet programs write them. Rows are the XML inside of `sheetData`. */
export interface WorkbookToMake {
  readonly sheets: readonly {
    readonly name: string
    readonly rows: string
    readonly state?: 'hidden' | 'veryHidden'
    /** What stands before the rows, as `<cols>`, and behind them, as `<mergeCells>`. */
    readonly before?: string
    readonly after?: string
  }[]
  /** The XML of each `si`. */
  readonly sharedStrings?: readonly string[]
  /** Codes of number formats; a cell with `s="1"` has the first of them. A number is the id of a built-in one. */
  readonly formats?: readonly (string | number)[]
  readonly date1904?: boolean
  /** Of the elements, as some programs write it: `x:`. */
  readonly prefix?: string
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships'

export function makeWorkbook({
  sheets,
  sharedStrings = [],
  formats = [],
  date1904 = false,
  prefix = '',
}: WorkbookToMake): Buffer {
  const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  const document = (name: string, content: string) => {
    const space = prefix === '' ? `xmlns="${main}"` : `xmlns:${prefix.slice(0, -1)}="${main}"`
    const text = `<${name} ${space} xmlns:r="${relationships}">${content}</${name}>`
    return declaration + (prefix === '' ? text : text.replace(/<(\/?)(?=[a-zA-Z])/g, `<$1${prefix}`))
  }
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${relationships}/${kind}" Target="${target}"/>`
  const related = (content: string) => `${declaration}<Relationships xmlns="${packages}">${content}</Relationships>`
  const custom = formats.flatMap((format, index) =>
    typeof format === 'string' ? [`<numFmt numFmtId="${164 + index}" formatCode="${escaped(format)}"/>`] : [],
  )
  const cellFormats = formats.map(
    (format, index) => `<xf numFmtId="${typeof format === 'number' ? format : 164 + index}"/>`,
  )
  const files: Record<string, string> = {
    '_rels/.rels': related(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': document(
      'workbook',
      `<workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
        .map(({ name, state }, index) => {
          const visible = state === undefined ? '' : ` state="${state}"`
          return `<sheet name="${escaped(name)}" sheetId="${index + 1}"${visible} r:id="rId${index + 1}"/>`
        })
        .join('')}</sheets>`,
    ),
    'xl/_rels/workbook.xml.rels': related(
      sheets.map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)).join('') +
        relation('rId90', 'styles', '/xl/styles.xml') +
        relation('rId91', 'sharedStrings', 'sharedStrings.xml'),
    ),
    'xl/styles.xml': document(
      'styleSheet',
      `<numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${cellFormats.join('')}</cellXfs>`,
    ),
    'xl/sharedStrings.xml': document('sst', sharedStrings.map((text) => `<si>${text}</si>`).join('')),
  }
  for (const [index, { rows, before = '', after = '' }] of sheets.entries()) {
    files[`xl/worksheets/sheet${index + 1}.xml`] = document(
      'worksheet',
      `${before}<sheetData>${rows}</sheetData>${after}`,
    )
  }
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))))
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** A row of texts and numbers; null is no cell. */
export function plainRow(number: number, values: readonly (string | number | null)[]): string {
  const cells = values.map((value, index) => {
    const reference = `${String.fromCharCode(65 + index)}${number}`
    if (value === null) return ''
    if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`
    return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
  })
  return `<row r="${number}">${cells.join('')}</row>`
}
