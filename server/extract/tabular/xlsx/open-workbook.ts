import { open, stat } from 'node:fs/promises'
import { posix } from 'node:path'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { badInput, notFound, PanoramaError } from '../../../kernel/errors.ts'
import type { NumberMeaning } from './number-format.ts'
import { readRelationships, readSharedStrings, readStyles, readWorkbook } from './workbook-parts.ts'

/** An Excel workbook (.xlsx, .xlsm), of which only what is asked for is read. */
export interface Workbook {
  /** In the order of their tabs. */
  readonly sheets: readonly { readonly name: string; readonly isHidden: boolean }[]
  readonly isFrom1904: boolean
  /** What the numbers in cells of each style mean. */
  readonly styles: readonly NumberMeaning[]
  /** Texts that cells refer to by their number; read when it is first called. */
  sharedStrings(): Promise<readonly string[]>
  /** The XML of a sheet. @throws PanoramaError `not_found`, with the names that there are */
  sheet(name: string): Promise<AsyncIterable<Uint8Array>>
  close(): void
}

/** Characters of all texts of a workbook together: what it may take of the memory. */
const longestTexts = 200_000_000

/**
 * @throws PanoramaError `bad_input`, when it is not there, or is no workbook of today
 */
export async function openWorkbook(path: string): Promise<Workbook> {
  await checkKind(path)
  const zip = await openPromise(path, { autoClose: false }).catch((cause) => {
    throw badInput(`${path}: it is cut off or damaged.`, { cause })
  })
  try {
    return await readIndex(path, zip)
  } catch (cause) {
    zip.close()
    throw damaged(path, cause)
  }
}

/** What went wrong with a workbook, for a person. */
export function damaged(path: string, cause: unknown): PanoramaError {
  if (cause instanceof PanoramaError) return cause
  return badInput(`${path}: it is damaged, or no workbook.`, {
    advice: 'Open it in a spreadsheet program and save it as .xlsx again.',
    cause,
  })
}

async function readIndex(path: string, zip: ZipFile): Promise<Workbook> {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry)

  async function part(name: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const entry = entries.get(name.toLowerCase())
    return entry && zip.openReadStreamPromise(entry)
  }

  /** What a part refers to, by the end of its type: schemas of the standard have two names. */
  async function relationshipsOf(name: string) {
    const { dir, base } = posix.parse(name)
    const content = await part(posix.join(dir, '_rels', `${base}.rels`))
    const found = content === undefined ? [] : await readRelationships(content)
    return found.map(({ id, type, target }) => ({
      id,
      kind: type.slice(type.lastIndexOf('/') + 1),
      target: target.startsWith('/') ? target.slice(1) : posix.join(dir, target),
    }))
  }

  const main = (await relationshipsOf('')).find(({ kind }) => kind === 'officeDocument')?.target ?? 'xl/workbook.xml'
  const content = await part(main)
  if (content === undefined) throw new Error('no workbook in it')
  const index = await readWorkbook(content)
  const relationships = await relationshipsOf(main)
  const targetOf = (kind: string) => relationships.find((known) => known.kind === kind)?.target
  const sheets = index.flatMap((entry) => {
    const found = entry.kind === 'sheet' ? relationships.find(({ id }) => id === entry.relationship) : undefined
    // Others are charts, which hold no cells.
    return entry.kind === 'sheet' && found?.kind === 'worksheet' ? [{ ...entry, target: found.target }] : []
  })
  const styles = await part(targetOf('styles') ?? '')
  let texts: Promise<readonly string[]> | undefined

  async function readTexts(): Promise<readonly string[]> {
    const strings = await part(targetOf('sharedStrings') ?? '')
    const read: string[] = []
    let length = 0
    for await (const some of strings === undefined ? [] : readSharedStrings(strings)) {
      for (const text of some) {
        read.push(text)
        length += text.length
      }
      if (length > longestTexts) {
        throw badInput(`${path}: it holds more text than can be kept at once.`, {
          advice: 'Save the sheet as CSV, and use the type csv for it in the settings file.',
        })
      }
    }
    return read
  }

  return {
    sheets,
    isFrom1904: index.some((entry) => entry.kind === 'properties' && entry.isFrom1904),
    styles: styles === undefined ? [] : await readStyles(styles),
    sharedStrings() {
      texts ??= readTexts()
      return texts
    },
    async sheet(name) {
      const found = sheets.find((sheet) => sheet.name === name)
      const stream = found && (await part(found.target))
      if (stream !== undefined) return stream
      throw notFound(`${path}: there is no sheet ${name}.`, {
        advice: `These are in it: ${sheets.map((sheet) => sheet.name).join(', ')}.`,
      })
    },
    close: () => zip.close(),
  }
}

/** Old workbooks and those with a password are told by how they begin. */
async function checkKind(path: string): Promise<void> {
  const file = await open(path).catch((cause) => {
    throw badInput(`${path}: ${cause.code === 'ENOENT' ? 'there is no such file' : 'it cannot be opened'}.`, {
      advice: 'Check the location in the settings file.',
      cause,
    })
  })
  try {
    if ((await stat(path)).isDirectory()) throw badInput(`${path}: it is a directory.`, { advice: 'Name a workbook.' })
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0)
    if (buffer.readUInt32BE(0) === 0xd0cf11e0) {
      throw badInput(`${path}: it is a workbook of before Excel 2007 (.xls), or has a password.`, {
        advice: 'Open it in a spreadsheet program and save it as .xlsx without a password.',
      })
    }
    if (buffer.toString('latin1', 0, 2) !== 'PK') {
      throw badInput(`${path}: it is no workbook.`, { advice: 'Save it as .xlsx; for CSV use the type csv.' })
    }
  } finally {
    await file.close()
  }
}
