import { literal } from '../../warehouse/literal.ts'

/**
 * The CSV of the lake. Every value stands in double quotes, a quote in it is doubled, and what would end a record or an escape is
 * written with a backslash, itself doubled since OpenCSV takes one away:
 *
 * | value           | in the file | as OpenCSV reads it |
 * |-----------------|-------------|---------------------|
 * | NULL            | `"\\N"`     | `\N`                |
 * | empty           | `""`        |                     |
 * | line feed       | `\\n`       | `\n`                |
 * | carriage return | `\\r`       | `\r`                |
 * | backslash       | `\\b`       | `\b`                |
 * | quote           | `""`        | `"`                 |
 *
 * A backslash becomes a letter like the others, and not two backslashes: so three plain replacements, the backslash last, read a
 * value, whatever it holds. Hive splits lines before it looks at quotes, hence no line ends within values. Readers that know no
 * backslash (ClickHouse, pandas, spreadsheets) see it twice.
 */
const escapes = [
  ['n', '\n'],
  ['r', '\r'],
  ['b', '\\'],
] as const
const nullMark = 'N'

/** Format of ClickHouse in which files are written and read, with a header. */
export const csvFormat = 'CSVWithNames'

/**
 * What stands in the file for a value of ClickHouse's `Nullable(String)`; the engine adds the quotes.
 * @param expression SQL of ClickHouse's
 * @param mayNeedEscape false for digits, whose text needs none
 */
export function writtenInCsv(expression: string, mayNeedEscape: boolean): string {
  let written = expression
  // The backslash first: those that the others bring are no part of the value.
  for (const [letter, character] of mayNeedEscape ? escapes.toReversed() : []) {
    written = `replaceAll(${written}, ${literal(character)}, ${literal(`\\\\${letter}`)})`
  }
  return `ifNull(${written}, ${literal(`\\\\${nullMark}`)})`
}

/**
 * The value of a column as ClickHouse reads it from the file (a `String`): a `Nullable(String)`.
 * @param mayNeedEscape as in `writtenInCsv`
 */
export function readByClickHouse(expression: string, mayNeedEscape: boolean): string {
  let read = `nullIf(${expression}, ${literal(`\\\\${nullMark}`)})`
  for (const [letter, character] of mayNeedEscape ? escapes : []) {
    read = `replaceAll(${read}, ${literal(`\\\\${letter}`)}, ${literal(character)})`
  }
  return read
}

/**
 * The value of a column as Athena's OpenCSV SerDe hands it over, in Athena's SQL (Trino).
 * @param mayNeedEscape as in `writtenInCsv`
 */
export function readByAthena(expression: string, mayNeedEscape: boolean): string {
  let read = `nullif(${expression}, '\\${nullMark}')`
  for (const [letter, character] of mayNeedEscape ? escapes : []) {
    const replacement = character === '\\' ? `'\\'` : `chr(${character.charCodeAt(0)})`
    read = `replace(${read}, '\\${letter}', ${replacement})`
  }
  return read
}

/** What the SerDe of a raw table is told in the catalogue. */
export const openCsvProperties = { separatorChar: ',', quoteChar: '"', escapeChar: '\\' } as const
