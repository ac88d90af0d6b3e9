import { readCsvRecords } from '../ingest/csv-records.ts'
import { badInput } from '../kernel/errors.ts'

/**
 * The rows of a small CSV file (RFC 4180, plain or gzip) as texts by column, whatever the order of its columns. Others than
 * these are left out.
 * @throws PanoramaError `bad_input`, when the file cannot be read, or its header does not name each of these columns once
 */
export async function* readCsvTable<Column extends string>(
  path: string,
  columns: readonly Column[],
): AsyncGenerator<Readonly<Record<Column, string>>> {
  let header: readonly string[] | undefined
  let line = 0
  for await (const block of readCsvRecords(path)) {
    for (const record of block) {
      line += 1
      const fields = fieldsOf(record.toString('utf8'))
      if (fields.length === 1 && fields[0] === '') continue
      if (!header) {
        header = headerOf(fields, columns, path)
        continue
      }
      if (fields.length !== header.length) {
        throw badInput(`${path}: record ${line} has ${fields.length} fields, not ${header.length}.`)
      }
      const places = header
      yield Object.fromEntries(columns.map((column) => [column, fields[places.indexOf(column)]])) as Record<
        Column,
        string
      >
    }
  }
  if (!header) throw wrongHeader(path, columns)
}

function headerOf<Column extends string>(
  fields: readonly string[],
  columns: readonly Column[],
  path: string,
): readonly string[] {
  const named = fields.map((field) =>
    field
      .trim()
      .replace(/^\uFEFF/, '')
      .toLowerCase(),
  )
  const isRight = columns.every((column) => named.filter((name) => name === column).length === 1)
  if (!isRight) throw wrongHeader(path, columns)
  return named
}

function wrongHeader(path: string, columns: readonly string[]) {
  return badInput(`${path}: its first line does not name the columns.`, {
    advice: `It must hold these, in any order: ${columns.join(',')}`,
  })
}

/** The fields of a record: a quoted one may hold commas, line ends and doubled quotes. */
function fieldsOf(record: string): string[] {
  const fields: string[] = []
  const text = record.replace(/\r?\n$/, '')
  const field = /"((?:[^"]|"")*)"(?=,|$)|([^,]*)/gy
  do {
    const [, quoted, plain] = field.exec(text) ?? []
    fields.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
  } while (text[field.lastIndex++] === ',')
  return fields
}
