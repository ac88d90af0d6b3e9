import type { Readable, Transform } from 'node:stream'
import * as zlib from 'node:zlib'
import { badInput, PanoramaError } from '../kernel/errors.ts'

/** Zstandard came with Node 22.15. */
const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform }

const unpackers: Readonly<Record<string, (() => Transform) | undefined>> = {
  gzip: zlib.createGunzip,
  'x-gzip': zlib.createGunzip,
  deflate: zlib.createInflate,
  br: zlib.createBrotliDecompress,
  zstd: createZstdDecompress,
}

/** Bytes of all bodies that are being read or worked on at a time: memory stays in bounds however many programs send. */
const mostTogether = 200_000_000
let together = 0

export interface Body {
  readonly bytes: Buffer
  /** Gives the room back, when nothing of the body is needed any more. */
  release(): void
}

/**
 * Reads the body of a request and unpacks it.
 * @param encoding the header `Content-Encoding`
 * @param limit bytes that it may have, unpacked
 * @throws PanoramaError `too_large` (413); `unsupported_encoding` (415); `bad_input` (400) when it is cut off or damaged;
 *   `too_many_bodies` (503) when too much is being read already
 */
export function readBody(payload: Readable, encoding: string | undefined, limit: number): Promise<Body> {
  const name = (encoding ?? 'identity').trim().toLowerCase()
  const unpacker = unpackers[name]?.()
  if (!unpacker && name !== 'identity' && name !== '') {
    payload.resume()
    return Promise.reject(unsupported())
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const release = () => {
      together -= size
      size = 0
    }
    const source = unpacker ? payload.pipe(unpacker) : payload
    /** What is still to come is read and thrown away, so that the sender hears the answer. */
    const fail = (cause: PanoramaError) => {
      release()
      chunks.length = 0
      source.removeListener('data', keep)
      payload.unpipe()
      unpacker?.destroy()
      payload.resume()
      reject(cause)
    }
    const keep = (chunk: Buffer) => {
      size += chunk.length
      together += chunk.length
      chunks.push(chunk)
      if (size > limit) fail(tooLarge(limit))
      else if (together > mostTogether) fail(tooManyBodies())
    }
    source.on('data', keep)
    source.on('end', () => resolve({ bytes: Buffer.concat(chunks), release }))
    unpacker?.on('error', (cause) => fail(damaged(cause)))
    payload.on('error', (cause) => fail(damaged(cause)))
    payload.on('close', () => {
      if (!payload.readableEnded) fail(damaged(undefined))
    })
  })
}

function tooLarge(limit: number): PanoramaError {
  return new PanoramaError('too_large', 413, `The body has more than ${Math.floor(limit / 1_000_000)} MB.`, {
    advice: 'Send less at a time. Nothing of this was taken in.',
  })
}

function unsupported(): PanoramaError {
  const known = Object.keys(unpackers).filter((name) => unpackers[name] && name !== 'x-gzip')
  return new PanoramaError('unsupported_encoding', 415, 'The body is packed in a way that is not read here.', {
    advice: `Send it as it is, or with Content-Encoding ${known.join(', ')}.`,
  })
}

function tooManyBodies(): PanoramaError {
  return new PanoramaError('unavailable', 503, 'Too much is being sent at the same time.', {
    advice: 'Send it again in a moment.',
  })
}

function damaged(cause: unknown): PanoramaError {
  return badInput('The body is cut off or damaged.', { advice: 'Send it again.', cause })
}
