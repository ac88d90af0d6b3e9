import { type FileHandle, open } from 'node:fs/promises'
import { packingOf } from '../packing.ts'
import type { FoundLog } from './find-logs.ts'
import { beginning, type Place } from './place.ts'
import { placeInPacked, readPacked } from './read-packed.ts'
import { marksIfThey, type PlainReader, type Portion } from './read-plain.ts'
import type { StoredPlace } from './stored-place.ts'

/** A log that is read as it grows, or a packed one that is read once. */
export interface FollowedLog {
  /** Its name in the store. */
  readonly id: string
  /** Where it was when it was first seen. */
  readonly firstPath: string
  /** When it had last been written to as it was first seen, in milliseconds since 1970. */
  readonly firstModifiedAt: number
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
  /** When it was found not to be at its path any more, rotated or deleted, or last read since. Milliseconds of this process. */
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

/** How long nothing more must come after a file was rotated, until nobody writes to it any more. */
const graceMs = 5_000

/**
 * The log at the place where it was left, opened; null where the file does not hold what was read. Nothing is compared where
 * nothing was read.
 */
export async function openAt(found: FoundLog, id: string, stored: StoredPlace): Promise<FollowedLog | null> {
  const first = { firstPath: stored.path, firstModifiedAt: stored.firstModifiedAt }
  if (stored.offset === 0) return openAtBeginning(found, id, first)
  if ((await packingOf(found.path)) === 'gzip') {
    const place = await placeInPacked(found.path, stored, stored)
    return place && followed(found, id, first, place)
  }
  const file = await openAs(found)
  const { offset, lines, isSkipping } = stored
  const marks = file && (await marksIfThey(file, offset, stored))
  if (marks) return followed(found, id, first, { offset, lines, isSkipping, marks }, file)
  await file?.close()
  return null
}

/** A log of which nothing was read, opened; null where another file has come to its path. */
export function openNew(found: FoundLog, id: string, firstPath: string): Promise<FollowedLog | null> {
  return openAtBeginning(found, id, { firstPath, firstModifiedAt: found.modifiedAt })
}

type AsFirstSeen = Pick<FollowedLog, 'firstPath' | 'firstModifiedAt'>

async function openAtBeginning(found: FoundLog, id: string, first: AsFirstSeen): Promise<FollowedLog | null> {
  if ((await packingOf(found.path)) === 'gzip') return followed(found, id, first, beginning)
  const file = await openAs(found)
  return file ? followed(found, id, first, beginning, file) : null
}

function followed(found: FoundLog, id: string, first: AsFirstSeen, place: Place, file?: FileHandle): FollowedLog {
  return {
    ...found,
    ...first,
    id,
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
  if (log.goneSince === undefined) return portion
  // Somebody writes to it still, or it is being copied.
  if (portion !== null) log.goneSince = performance.now()
  if (portion !== null || performance.now() - log.goneSince < graceMs) return portion
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

/** Whether a log of which nothing was read is no more as it was first seen: it was written to, or emptied, or both. */
export async function isTouched({ file, firstModifiedAt }: FollowedLog): Promise<boolean> {
  return file !== undefined && Number((await file.stat({ bigint: true })).mtimeMs) !== firstModifiedAt
}

/** Lets go of a packed log; it is read on from its place. */
export async function stopReading(log: FollowedLog): Promise<void> {
  await log.portions?.return(undefined)
  log.portions = undefined
}
