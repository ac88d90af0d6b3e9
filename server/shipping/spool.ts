import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, readdir, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../kernel/clock.ts'
import { inTurn } from '../kernel/in-turn.ts'
import { objectKey } from './object-key.ts'
import { type ClosedFile, readSpoolState, type SpoolState, writeSpoolState } from './spool-state.ts'

/**
 * Events that were read and are not uploaded yet, in files of a directory. What is in them and how far logs were read is kept together:
 * after a crash, what was added since is thrown away, and is read once more.
 */
export interface Spool {
  /** How far each log was read, as it was last kept. */
  positions(): SpoolState['positions']
  /**
   * Adds events; they count from the next `keep` on.
   * @param texts one event each, without line ends
   * @param lines of logs that they came from, with those that hold no event
   */
  add(texts: readonly string[], lines: number): Promise<void>
  /**
   * Keeps what was added up to so many lines since the spool was opened, with the places behind them.
   * @param places changes: null for a log that is there no more
   */
  keep(
    lines: number,
    places: ReadonlyMap<string, { readonly value: string; readonly savedAt: string } | null>,
  ): Promise<void>
  /** Closes the file that grows when its time has come, or in any case. */
  close(when: 'due' | 'now'): Promise<void>
  /** Files that wait to be uploaded, the oldest first. */
  closed(): readonly ClosedFile[]
  pathOf(file: ClosedFile): string
  /** Forgets a file that was uploaded. */
  remove(file: ClosedFile): Promise<void>
  /** Bytes on disk. */
  size(): number
  end(): Promise<void>
}

export interface SpoolOptions {
  /** Held by this process alone. */
  readonly directory: string
  /** Of the bucket, with a slash at its end. */
  readonly folder: string
  readonly clock: Clock
  /** Bytes, unpacked, at which a file is closed. */
  readonly mostBytes: number
  /** Milliseconds after its first event at which a file is closed. */
  readonly mostMs: number
}

/** A file that grows, or has grown and is not kept as closed yet. */
interface Growing {
  readonly file: string
  readonly handle: FileHandle
  readonly since: string
  bytes: number
  /** Events. */
  lines: number
}

/** Behind which events of which file so many lines of logs end. */
interface Mark {
  readonly lines: number
  readonly growing: Growing | null
  readonly bytes: number
  readonly events: number
}

/** @throws PanoramaError `misconfigured` for a spool of another version */
export async function openSpool({ directory, folder, clock, mostBytes, mostMs }: SpoolOptions): Promise<Spool> {
  let state = await readSpoolState(directory)
  await removeOthers(directory, state)
  const owner = {}
  const alone = <T>(work: () => Promise<T>) => inTurn(owner, 'spool', work)

  let nextFile = state.nextFile
  /** In the order in which they were begun; the last one grows. */
  const growing: Growing[] = []
  let added = 0
  let marks: Mark[] = []

  async function write(next: SpoolState): Promise<void> {
    await writeSpoolState(directory, next)
    state = next
  }

  async function begin(): Promise<Growing> {
    const file = `events-${nextFile}.ndjson`
    nextFile += 1
    const handle = await open(join(directory, file), 'wx', 0o600)
    const begun = { file, handle, since: clock.now().toISOString(), bytes: 0, lines: 0 }
    growing.push(begun)
    return begun
  }

  /** To the file that grows, and to further ones where it is full. */
  async function append(texts: readonly string[]): Promise<void> {
    for (let first = 0; first < texts.length; ) {
      const last = growing.at(-1)
      const isRoom = last !== undefined && !isDue(last) && last.bytes + sizeOf(texts[first]!) <= mostBytes
      const file = isRoom || last?.bytes === 0 ? last! : await begin()
      let end = first + 1
      let bytes = file.bytes + sizeOf(texts[first]!)
      for (; end < texts.length && bytes + sizeOf(texts[end]!) <= mostBytes; end += 1) bytes += sizeOf(texts[end]!)
      const piece = Buffer.from(
        texts
          .slice(first, end)
          .map((text) => `${text}\n`)
          .join(''),
      )
      await writeAt(file.handle, piece, file.bytes)
      file.bytes += piece.length
      file.lines += end - first
      first = end
    }
  }

  async function closedOf({ file, bytes, lines }: Growing): Promise<ClosedFile> {
    const id = await contentId(join(directory, file), bytes)
    return { file, key: objectKey(folder, clock.now(), id), bytes, lines }
  }

  /** Keeps a state in which the first files grow no more, and wait to be uploaded. */
  async function closeFirst(count: number, next: SpoolState): Promise<void> {
    const closed: ClosedFile[] = []
    for (const each of growing.slice(0, count)) {
      await each.handle.sync()
      closed.push(await closedOf(each))
    }
    await write({ ...next, closed: [...state.closed, ...closed], nextFile })
    for (const { handle } of growing.splice(0, count)) await handle.close()
  }

  const isDue = ({ since }: Pick<Growing, 'since'>) => clock.now().getTime() - Date.parse(since) >= mostMs

  if (state.open) {
    const { file, bytes, lines, since } = state.open
    const handle = await open(join(directory, file), 'r+')
    growing.push({ file, handle, since, bytes, lines })
  }
  let kept: Mark = {
    lines: 0,
    growing: growing[0] ?? null,
    bytes: growing[0]?.bytes ?? 0,
    events: growing[0]?.lines ?? 0,
  }

  return {
    positions: () => state.positions,
    closed: () => state.closed,
    pathOf: ({ file }) => join(directory, file),
    size: () => [...state.closed, ...growing].reduce((sum, { bytes }) => sum + bytes, 0),

    add: (texts, lines) =>
      alone(async () => {
        const before = { files: growing.length, last: { ...growing.at(-1) } }
        try {
          await append(texts)
        } catch (cause) {
          for (const { handle } of growing.splice(before.files)) await handle.close()
          Object.assign(growing.at(-1) ?? {}, before.last)
          throw cause
        }
        const last = growing.at(-1) ?? null
        added += lines
        marks.push({ lines: added, growing: last, bytes: last?.bytes ?? 0, events: last?.lines ?? 0 })
      }),

    keep: (lines, places) =>
      alone(async () => {
        const mark = marks.findLast((each) => each.lines <= lines) ?? kept
        const positions = { ...state.positions }
        for (const [id, place] of places) {
          if (place === null) delete positions[id]
          else positions[id] = place
        }
        const index = mark.growing === null ? 0 : growing.indexOf(mark.growing)
        const { growing: file } = mark
        await file?.handle.sync()
        const openNow = file && { file: file.file, bytes: mark.bytes, lines: mark.events, since: file.since }
        await closeFirst(index, { ...state, positions, open: openNow })
        kept = mark
        marks = marks.filter((each) => each.lines > mark.lines)
      }),

    close: (when) =>
      alone(async () => {
        const [last] = growing
        // What is not kept yet belongs to no file for sure: its time comes with the next events that are kept.
        if (!last || growing.length > 1 || kept.growing !== last || kept.bytes < last.bytes || last.lines === 0) return
        if (when === 'due' && !isDue(last)) return
        await closeFirst(1, { ...state, open: null })
        const withoutFile = (mark: Mark): Mark => ({ ...mark, growing: null, bytes: 0, events: 0 })
        kept = withoutFile(kept)
        // Lines without events may have come since.
        marks = marks.map(withoutFile)
      }),

    remove: (file) =>
      alone(async () => {
        await write({ ...state, closed: state.closed.filter((each) => each.file !== file.file) })
        await rm(join(directory, file.file))
      }),

    async end() {
      await alone(async () => {
        for (const { handle } of growing) await handle.close()
      })
    },
  }
}

const sizeOf = (text: string) => Buffer.byteLength(text) + 1

/** Over what a try before may have left there. */
async function writeAt(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written)
    written += bytesWritten
  }
}

/** Takes away what was added and not kept, before a crash. */
async function removeOthers(directory: string, { open: file, closed }: SpoolState): Promise<void> {
  const known = new Set([file, ...closed].map((each) => each?.file))
  for (const name of await readdir(directory)) {
    if (name.startsWith('events-') && !known.has(name)) await rm(join(directory, name))
  }
  if (file) await truncate(join(directory, file.file), file.bytes)
}

/** What tells an object from others of the same second: the same for the same events. */
async function contentId(path: string, bytes: number): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { end: bytes - 1 })) hash.update(piece as Buffer)
  return hash.digest('hex').slice(0, 12)
}
