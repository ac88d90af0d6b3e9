import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { PanoramaError } from '../../kernel/errors.ts'
import type { Source } from '../source.ts'
import { extractTabular, fieldsOfHeader, headerOf } from './extract-tabular.ts'
import { openWorkbook, type Workbook } from './xlsx/open-workbook.ts'
import { openSheetContent } from './xlsx/sheet-content.ts'

/**
 * An Excel workbook: each sheet is a table, called as its tab. Hidden sheets are not listed, and extracted where the settings name
 * them.
 * @param location path of the workbook
 */
export function openXlsxSource(location: string): Source {
  return {
    async test() {
      const what = basename(location)
      try {
        const sheets = await withWorkbook(location, (workbook) => workbook.sheets)
        return [{ what, isOk: true, says: `sheets: ${sheets.map(({ name }) => name).join(', ')}.` }]
      } catch (cause) {
        if (!(cause instanceof PanoramaError)) throw cause
        return [{ what, isOk: false, says: [cause.message, cause.advice].filter(Boolean).join(' ') }]
      }
    },
    async tables() {
      const sheets = await withWorkbook(location, (workbook) => workbook.sheets)
      return sheets.filter(({ isHidden }) => !isHidden).map(({ name }) => name)
    },
    fields: async (table) => fieldsOfHeader(await headerOf(() => openSheetContent(location, table))),
    async extract(request) {
      // Says what is wrong with the file before anything is made of its bytes.
      await withWorkbook(location, () => undefined)
      const file = await hashOfFile(location)
      return extractTabular(request, file, () => openSheetContent(location, request.table.name))
    },
    close: async () => undefined,
  }
}

async function withWorkbook<T>(location: string, take: (workbook: Workbook) => T): Promise<T> {
  const workbook = await openWorkbook(location)
  try {
    return take(workbook)
  } finally {
    workbook.close()
  }
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes)
  return hash.digest('hex')
}
