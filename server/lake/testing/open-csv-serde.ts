/**
 * Reads a text file as Athena does with Hive's text input format and OpenCSV SerDe (`separatorChar` `,`, `quoteChar` `"`, `escapeChar`
 * `\`), after their documented behaviour:
 *
 * - Hadoop splits the file into records at line feeds, carriage returns and both together, before anybody looks at quotes.
 * - The SerDe gives each record to a reader of its own, of opencsv 2.3 with strict quotes off and leading white space ignored.
 * - Within quotes, a backslash before a quote or backslash is taken away and what follows stands for itself; any other backslash is
 *   taken away, too. Outside of quotes a backslash is taken away. Two quotes within quotes are one.
 * - A quote in the middle of text is kept as text and still changes whether separators part.
 * - Columns that a record lacks are null, and more than there are columns are left out. Nothing else is null.
 *
 * @returns for each record after the header the value of each of `columns` columns
 */
export function readByOpenCsvSerde(file: string, columns: number): (string | null)[][] {
  // What follows the last line end is a record only when there is something.
  const records = file.split(/\r\n|\r|\n/)
  if (records.at(-1) === '') records.pop()
  return records.slice(1).map((record) => {
    const fields = fieldsOf(record)
    return Array.from({ length: columns }, (_, index) => fields?.[index] ?? null)
  })
}

/** @returns null for an empty record, and for one whose last quotes never end: the reader waits for a next line in vain */
function fieldsOf(record: string): string[] | null {
  if (record === '') return null
  const fields: string[] = []
  let field = ''
  let isQuoted = false
  // The parser asks for either at an escape: a quote that began a field, and text that came since the last quote or separator.
  let isInField = false
  for (let at = 0; at < record.length; at += 1) {
    const character = record[at]!
    const next = record[at + 1]
    if (character === '\\') {
      if ((isQuoted || isInField) && (next === '"' || next === '\\')) {
        field += next
        at += 1
      }
    } else if (character === '"') {
      if ((isQuoted || isInField) && next === '"') {
        field += next
        at += 1
      } else {
        isQuoted = !isQuoted
        const isInTheMiddle = at > 2 && record[at - 1] !== ',' && next !== undefined && next !== ','
        if (isInTheMiddle) field = field !== '' && /^\s*$/.test(field) ? '' : `${field}"`
      }
      isInField = !isInField
    } else if (character === ',' && !isQuoted) {
      fields.push(field)
      field = ''
      isInField = false
    } else {
      field += character
      isInField = true
    }
  }
  if (isQuoted) return null
  fields.push(field)
  return fields
}
