import { type FileHandle, open } from 'node:fs/promises'
import type { FoundLog } from './find-logs.ts'
import { beginning, type Place } from './place.ts'
import { isPacked, placeInPacked, readPacked } from './read-packed.ts'
import { marksIfThey, type PlainReader, type Portion } from './read-plain.ts'
import type { StoredPlace } from './stored-place.ts'

/** A log that is read as it grows, or a packed one that is read once. */
export interface FollowedLog {
  /** Its name in the store. */
  readonly id: string
  /** Where it was when it was first seen. */
  readonly firstPath: string
  path: string
  readonly identity: string
  /** Bytes of the file, and when it was written to, as it was last looked at. */
  size: number
  modifiedAt: number
  /** Behind what was handed on. */
  place: Place
  /** Behind what is in the warehouse. */
  durable: Place
  /** Read to its end, and nothing more is to come. */
  isDone: boolean
  /** When it was found not to be at its path any more: rotated or deleted. Milliseconds of this process. */
  goneSince: number | undefined
  /** Keeps a plain file within reach when it is renamed or deleted; a packed one has none. */
  readonly file: FileHandle | undefined
  /** Not to be read before it changes: a packed one that is not whole. */
  isWaiting: boolean
  /** How often it was read from. */
  turn: number
  /** Where a packed one is being read. */
  portions: AsyncGenerator<Portion> | undefined
}

/** How long after it was rotated somebody may still write to a file. */
const graceMs = 5_000

/** The log at the place where it was left, opened; null where the file does not hold what was read. */
export async function openAt(found: FoundLog, id: string, stored: StoredPlace): Promise<FollowedLog | null> {
  if (await isPacked(found.path)) {
    const place = await placeInPacked(found.path, stored, stored)
    return place && followed(found, id, stored.path, place)
  }
  const file = await openAs(found)
  const { offset, lines, isSkipping } = stored
  const marks = file && (await marksIfThey(file, offset, stored))
  if (marks) return followed(found, id, stored.path, { offset, lines, isSkipping, marks }, file)
  await file?.close()
  return null
}

/** A log of which nothing was read, opened; null where another file has come to its path. */
export async function openNew(found: FoundLog, id: string, firstPath: string): Promise<FollowedLog | null> {
  if (await isPacked(found.path)) return followed(found, id, firstPath, beginning)
  const file = await openAs(found)
  return file ? followed(found, id, firstPath, beginning, file) : null
}

function followed(found: FoundLog, id: string, firstPath: string, place: Place, file?: FileHandle): FollowedLog {
  return {
    ...found,
    id,
    firstPath,
    place,
    durable: place,
    isDone: false,
    goneSince: undefined,
    file,
    isWaiting: false,
    turn: 0,
    portions: undefined,
  }
}

/** Opens the very file that was found; undefined where another has come to its path. */
async function openAs({ path, identity }: FoundLog): Promise<FileHandle | undefined> {
  const file = await open(path, 'r')
  const { dev, ino } = await file.stat({ bigint: true })
  if (`${dev}:${ino}` === identity) return file
  await file.close()
  return undefined
}

/**
 * The next lines of a log; null when there are none for now, `changed` when it does not hold any more what was read.
 * @throws PanoramaError `bad_input` for a packed log that is cut off, after all of it that is whole
 */
export async function nextPortion(log: FollowedLog, reader: PlainReader): Promise<Portion | 'changed' | null> {
  if (!log.file) {
    log.portions ??= readPacked(log.path, log.place)
    const next = await log.portions.next()
    if (!next.done) return next.value
    log.isDone = true
    return null
  }
  const portion = await reader.next(log.file, log.place)
  if (portion !== null || log.goneSince === undefined || performance.now() - log.goneSince < graceMs) return portion
  const rest = await reader.rest(log.file, log.place)
  log.isDone = rest === null
  return rest
}

/** Goes back to what is in the warehouse: what was handed on behind that was not taken. */
export async function rewind(log: FollowedLog): Promise<void> {
  log.place = log.durable
  log.isDone = false
  await stopReading(log)
}

export async function close(log: FollowedLog): Promise<void> {
  await stopReading(log)
  await log.file?.close()
}

/** Lets go of a packed log; it is read on from its place. */
export async function stopReading(log: FollowedLog): Promise<void> {
  await log.portions?.return(undefined)
  log.portions = undefined
}
