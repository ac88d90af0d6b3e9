import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { badInput } from '../../kernel/errors.ts'

/** How the text of a file is written. `windows-1252`: it is not UTF-8, so it was taken for what spreadsheets write in Western Europe. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface InspectedText {
  /** SHA-256 of the file as it lies there, in hexadecimal. */
  readonly sha256: string
  readonly isPacked: boolean
  readonly encoding: TextEncoding
  /** The beginning, as text. */
  readonly beginning: string
}

/** Bytes that are looked at for how the file is written: thousands of rows. */
const beginningBytes = 256 * 1024

/**
 * Reads a text file once, plain or gzip (told by its first bytes), to know whether it has changed and how it is written.
 * @throws PanoramaError `bad_input`, when it is not there, cut off or damaged
 */
export async function inspectTextFile(path: string): Promise<InspectedText> {
  const hash = createHash('sha256')
  const isUtf8 = createUtf8Check()
  const first: Buffer[] = []
  let size = 0

  async function look(content: AsyncIterable<Buffer>) {
    for await (const bytes of content) {
      isUtf8.push(bytes)
      if (size < beginningBytes) first.push(bytes)
      size += bytes.length
    }
  }

  const isPacked = await beginsPacked(path)
  try {
    const content = hashed(createReadStream(path), hash)
    await (isPacked ? pipeline(content, createGunzip(), look) : look(content))
  } catch (cause) {
    throw unreadable(path, cause)
  }
  const beginning = Buffer.concat(first).subarray(0, beginningBytes)
  const encoding = encodingOf(beginning, isUtf8.end())
  const text = new TextDecoder(encoding).decode(beginning, { stream: true })
  return { sha256: hash.digest('hex'), isPacked, encoding, beginning: text }
}

/**
 * The text of an inspected file, in pieces, without its byte order mark.
 * @throws PanoramaError `bad_input`, when it is cut off, damaged, or not the file that was inspected
 */
export async function* readText(path: string, { sha256, isPacked, encoding }: InspectedText): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const decoder = new TextDecoder(encoding)
  try {
    const content = Readable.from(hashed(createReadStream(path), hash))
    for await (const bytes of isPacked ? content.compose(createGunzip()) : content) {
      yield decoder.decode(bytes, { stream: true })
    }
    yield decoder.decode()
  } catch (cause) {
    throw unreadable(path, cause)
  }
  if (hash.digest('hex') !== sha256) {
    throw badInput(`${path}: it was changed while it was read.`, { advice: 'Run it again once the file is complete.' })
  }
}

async function* hashed(content: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const bytes of content) {
    hash.update(bytes)
    yield bytes
  }
}

async function beginsPacked(path: string): Promise<boolean> {
  try {
    for await (const bytes of createReadStream(path, { end: 1 })) return bytes[0] === 0x1f && bytes[1] === 0x8b
    return false
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

function encodingOf(beginning: Buffer, isUtf8: boolean): TextEncoding {
  if (beginning[0] === 0xff && beginning[1] === 0xfe) return 'utf-16le'
  if (beginning[0] === 0xfe && beginning[1] === 0xff) return 'utf-16be'
  return isUtf8 ? 'utf-8' : 'windows-1252'
}

function createUtf8Check() {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isUtf8 = true
  const decode = (bytes: Buffer, stream: boolean) => {
    if (!isUtf8) return
    try {
      decoder.decode(bytes, { stream })
    } catch {
      isUtf8 = false
    }
  }
  return {
    push: (bytes: Buffer) => decode(bytes, true),
    end() {
      decode(Buffer.alloc(0), false)
      return isUtf8
    },
  }
}

function unreadable(path: string, cause: unknown) {
  const { code } = cause as { code?: unknown }
  if (code === 'ENOENT') {
    return badInput(`${path}: there is no such file.`, { advice: 'Check the location in the settings file.', cause })
  }
  if (code === 'EACCES' || code === 'EISDIR') {
    return badInput(`${path}: it cannot be opened.`, { advice: 'It must be a file that this account may read.', cause })
  }
  return badInput(`${path}: it is cut off or damaged.`, { cause })
}
