import { createReadStream } from 'node:fs'

/** Records of a CSV file of the lake, its header among them: each is one line. */
export async function countRecords(file: string): Promise<number> {
  let records = 0
  for await (const bytes of createReadStream(file, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) records += 1
  }
  return records
}
