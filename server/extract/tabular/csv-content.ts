import { Readable } from 'node:stream'
import { type CsvError, type Info, parse } from 'csv-parse'
import { badInput } from '../../kernel/errors.ts'
import { type InspectedText, readText } from './inspect-text-file.ts'
import { type Delimiter, sniffDelimiter } from './sniff-delimiter.ts'
import { createRowNotes, type TabularContent } from './tabular-content.ts'

/** Far beyond the longest cell that people write; a quote that is never closed would swallow the file. */
const longestRecord = 16 * 1024 * 1024

const delimiterNames: Readonly<Record<Delimiter, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
}

/** Failures of the parser that swallow what follows. */
const neverClosed: ReadonlySet<string> = new Set(['CSV_MAX_RECORD_SIZE', 'CSV_QUOTE_NOT_CLOSED'])

interface Parsed {
  readonly record: readonly (string | null)[]
  readonly info: Pick<Info, 'lines'>
}

/**
 * A CSV file by its header: RFC 4180 with any of the usual delimiters, in UTF-8, UTF-16 or, told, Windows-1252. A field with nothing in
 * it is null, `""` is an empty text. A quote in the middle of a field stands for itself. Records of another length than the header are
 * left out and told of.
 * @throws PanoramaError `bad_input`, when it has no header, cannot be read, or a quote is never closed
 */
export async function openCsvContent(path: string, inspected: InspectedText): Promise<TabularContent> {
  const delimiter = sniffDelimiter(inspected.beginning)
  const wrongLength = createRowNotes('line')
  const parser = Readable.from(readText(path, inspected)).compose(
    parse({
      delimiter,
      bom: true,
      cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
      info: true,
      max_record_size: longestRecord,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }),
  )
  const records: AsyncIterator<Parsed> = parser[Symbol.asyncIterator]()

  /** @returns undefined at the end */
  async function next(): Promise<Parsed | undefined> {
    try {
      const { value, done } = await records.next()
      return done === true ? undefined : value
    } catch (cause) {
      const { code, lines } = cause as Partial<CsvError> & { lines?: number }
      if (!neverClosed.has(code ?? '')) throw cause
      throw badInput(`${path}: a quote is opened and never closed; its end was looked for up to line ${lines}.`, {
        cause,
      })
    }
  }

  const first = await next()
  if (first === undefined) {
    parser.destroy()
    throw badInput(`${path}: it is empty.`, { advice: 'Its first line must name the columns.' })
  }
  const header = first.record.map((name) => name?.trim() ?? '')

  async function* rows() {
    for (let parsed = await next(); parsed !== undefined; parsed = await next()) {
      if (parsed.record.length === header.length) yield parsed.record
      else wrongLength.add(parsed.info.lines)
    }
  }

  return {
    header,
    rows: rows(),
    warnings: () => [
      ...(inspected.encoding === 'windows-1252'
        ? ['The file is not UTF-8: it was read as Windows-1252. Save it as UTF-8 if letters look wrong.']
        : []),
      ...(delimiter === ',' ? [] : [`Fields are parted by ${delimiterNames[delimiter]}.`]),
      ...wrongLength.tell(`not of ${header.length} fields as the header is, and left out`),
    ],
    async close() {
      parser.destroy()
    },
  }
}
