import { z } from 'zod'
import { hashed, type Place } from './place.ts'

const storedPlaceSchema = z.object({
  /** Where the log was first seen; what is left of it after rotation has this name and a suffix. */
  path: z.string(),
  identity: z.string(),
  /** Bytes of the file. */
  size: z.number(),
  /** When the file had last been written to as it was first seen, in milliseconds since 1970; 0 in places of older versions. */
  firstModifiedAt: z.number().default(0),
  offset: z.number().int().nonnegative(),
  lines: z.number().int().nonnegative(),
  isSkipping: z.boolean(),
  head: z.string(),
  tail: z.string(),
  /** Nothing more is to come. */
  isDone: z.boolean(),
  /** Who read it, in words. */
  follower: z.string(),
})

/** How far a log was read, as the store keeps it. */
export type StoredPlace = z.infer<typeof storedPlaceSchema>

/** @returns null for what a newer version has written: the log is then read from its beginning */
export function parseStoredPlace(value: string): StoredPlace | null {
  const read = storedPlaceSchema.safeParse(JSON.parse(value))
  return read.success ? read.data : null
}

export function storedPlace(
  { path, identity, size, firstModifiedAt, isDone }: Omit<StoredPlace, keyof Place | 'head' | 'tail' | 'follower'>,
  { offset, lines, isSkipping, marks }: Place,
  follower: string,
): StoredPlace {
  return { path, identity, size, firstModifiedAt, offset, lines, isSkipping, ...hashed(marks), isDone, follower }
}
