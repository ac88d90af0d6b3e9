import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { badInput } from '../kernel/errors.ts'

export interface Bytes {
  readonly bytes: Buffer
  /** How far into the file itself, compressed or not. */
  readonly bytesRead: number
}

/** Small enough that the process answers others in between, large enough that reading costs nothing. */
const chunkSize = 256 * 1024

/**
 * The content of a file, plain or gzip (told by its first bytes, whatever the file is called); of `-`, standard input.
 * @throws PanoramaError `bad_input`, after everything that could be read, when the file is cut off or damaged
 */
export async function* readBytes(path: string): AsyncGenerator<Bytes> {
  yield* unpacked(contentOf(path), path)
}

async function* contentOf(path: string): AsyncGenerator<Buffer> {
  try {
    yield* path === '-' ? process.stdin : createReadStream(path, { highWaterMark: chunkSize })
  } catch (cause) {
    throw badInput(`${path}: could not be read to its end.`, { cause })
  }
}

/**
 * What comes from a file or from elsewhere, plain or gzip.
 * @param content its first piece has two bytes at least, where there are two; whatever it throws is thrown on
 * @param name what it is called in an error
 * @throws PanoramaError `bad_input`, after everything that could be read, when it is cut off or damaged
 */
export async function* unpacked(content: AsyncIterable<Buffer>, name: string): AsyncGenerator<Bytes> {
  let inflate: Inflate | undefined
  let bytesRead = 0
  for await (const chunk of content) {
    if (bytesRead === 0 && chunk[0] === 0x1f && chunk[1] === 0x8b) inflate = createInflate()
    bytesRead += chunk.length
    if (!inflate) yield { bytes: chunk, bytesRead }
    else for (const bytes of await inflate.write(chunk)) yield { bytes, bytesRead }
    if (inflate?.failure) break
  }
  for (const bytes of (await inflate?.end()) ?? []) yield { bytes, bytesRead }
  if (inflate?.failure) {
    throw badInput(`${name}: the compressed data is cut off or damaged.`, {
      advice: 'What could be read was imported. Import the file again once it is whole.',
      cause: inflate.failure,
    })
  }
}

interface Inflate {
  /** Set when the data is cut off or damaged. */
  failure: Error | undefined
  write(chunk: Buffer): Promise<Buffer[]>
  end(): Promise<Buffer[]>
}

/** A pipe would throw away what it has unpacked when it meets an error; this hands it over first. */
function createInflate(): Inflate {
  const gunzip = createGunzip({ chunkSize })
  let pieces: Buffer[] = []
  const take = () => {
    const taken = pieces
    pieces = []
    return taken
  }
  const inflate: Inflate = {
    failure: undefined,
    write: (chunk) => new Promise((resolve) => gunzip.write(chunk, () => resolve(take()))),
    end: () =>
      new Promise((resolve) => {
        gunzip.once('close', () => resolve(take()))
        if (inflate.failure) resolve([])
        else gunzip.end()
      }),
  }
  gunzip.on('data', (bytes: Buffer) => pieces.push(bytes))
  gunzip.on('error', (cause) => {
    inflate.failure = cause
  })
  return inflate
}
