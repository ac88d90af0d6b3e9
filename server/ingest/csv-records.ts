import { badInput } from '../kernel/errors.ts'
import { readBytes } from './read-bytes.ts'

/** Whole records of a CSV file, each with its line end. The first block is the header alone. */
export type CsvBlock = readonly Buffer[]

/** Far beyond the longest field that an LMS holds; a quote that is never closed would swallow the file. */
const longestRecord = 16 * 1024 * 1024
const newline = 0x0a
const quote = 0x22

/**
 * Cuts a CSV file (RFC 4180, plain or gzip) into its records, and leaves the reading of them to the engine:
 * a line end ends a record where the number of quotes before it is even.
 * @throws PanoramaError `bad_input`, when a quote is never closed or the file is cut off
 */
export async function* readCsvRecords(path: string): AsyncGenerator<CsvBlock> {
  const cutter = createRecordCutter()
  let isHeader = true
  for await (const { bytes } of readBytes(path)) {
    const records = cutter.push(bytes)
    if (cutter.pending() > longestRecord) throw badInput(`${path}: a quote is opened and never closed.`)
    if (isHeader && records.length > 0) {
      yield records.splice(0, 1)
      isHeader = false
    }
    if (records.length > 0) yield records
  }
  if (cutter.pending() > 0) yield [cutter.end()]
}

function createRecordCutter() {
  let pieces: Buffer[] = []
  let pending = 0
  let isQuoted = false
  return {
    /** Bytes of the record that has not ended yet. */
    pending: () => pending,
    /** The last record, where the file does not end with a line end. */
    end: () => Buffer.concat([...pieces, Buffer.of(newline)]),
    push(bytes: Buffer): Buffer[] {
      const records: Buffer[] = []
      let start = 0
      for (let index = 0; index < bytes.length; index += 1) {
        if (bytes[index] === quote) isQuoted = !isQuoted
        if (bytes[index] !== newline || isQuoted) continue
        records.push(Buffer.concat([...pieces, bytes.subarray(start, index + 1)]))
        pieces = []
        pending = 0
        start = index + 1
      }
      if (start < bytes.length) pieces.push(bytes.subarray(start))
      pending += bytes.length - start
      return records
    },
  }
}
