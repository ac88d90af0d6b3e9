import { basename } from 'node:path'
import { PanoramaError } from '../../kernel/errors.ts'
import type { Source } from '../source.ts'
import { openCsvContent } from './csv-content.ts'
import { extractTabular, fieldsOfHeader, headerOf } from './extract-tabular.ts'
import { inspectTextFile } from './inspect-text-file.ts'

/**
 * A CSV file, plain or gzip. The file is the table; a settings file may call it as it likes.
 * @param location path of the file
 */
export function openCsvSource(location: string): Source {
  const open = async () => openCsvContent(location, await inspectTextFile(location))
  return {
    async test() {
      const what = basename(location)
      try {
        const header = await headerOf(open)
        return [{ what, isOk: true, says: `${header.length} columns.` }]
      } catch (cause) {
        if (!(cause instanceof PanoramaError)) throw cause
        return [{ what, isOk: false, says: [cause.message, cause.advice].filter(Boolean).join(' ') }]
      }
    },
    tables: async () => [
      basename(location)
        .replace(/\.gz$/i, '')
        .replace(/\.(csv|tsv|txt)$/i, ''),
    ],
    fields: async () => fieldsOfHeader(await headerOf(open)),
    async extract(request) {
      const inspected = await inspectTextFile(location)
      return extractTabular(request, inspected.sha256, () => openCsvContent(location, inspected))
    },
    close: async () => undefined,
  }
}
