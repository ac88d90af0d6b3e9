import { z } from 'zod'

/** One thing that events come from: a log that is followed, a folder of a bucket into which logs are shipped, a program that has a key. */
export const flowSourceSchema = z.object({
  name: z.string(),
  kind: z.enum(['file', 'bucket', 'program']),
  /**
   * - `following`: all that is in the log was read, or in the bucket when it was last looked through.
   * - `behind`: more is written than was read.
   * - `missing`: the log is not there, or the folder of the bucket is empty.
   * - `unreadable`: the bucket cannot be read, or what is in it cannot be taken in for now.
   * - `sending`, `silent`: the program was heard of in the last ten minutes, or not.
   */
  state: z.enum(['following', 'behind', 'missing', 'unreadable', 'sending', 'silent']),
  /** Bytes of a log, or of objects in a bucket, that are still to be read; null for a program, and where nobody knows. */
  bytesBehind: z.number().int().nullable(),
  /** When something was last read or heard of it. */
  lastReadAt: z.iso.datetime().nullable(),
})
export type FlowSource = z.infer<typeof flowSourceSchema>

export const flowTableSchema = z.object({
  table: z.string(),
  rows: z.number().int(),
  /** On disk, compressed. */
  bytes: z.number().int(),
  parts: z.number().int(),
  /** Merges of its parts that are under way. */
  merges: z.number().int(),
})
export type FlowTable = z.infer<typeof flowTableSchema>

/** `GET api/flow`: how events flow into the warehouse, for the admin console and `panorama load monitor`. */
export const flowSchema = z.object({
  at: z.iso.datetime(),
  dataSet: z.enum(['demo', 'real']),
  statements: z.number().int(),
  /** Written since the sample before; null on the first. */
  statementsPerSecond: z.number().nullable(),
  /** The newest event that does not claim to be of the future. */
  lastEvent: z.iso.datetime().nullable(),
  /** Seconds from the newest event until now: no event that is there took longer to arrive than the newest is old. */
  lagSeconds: z.number().nullable(),
  /** Statements by the minute in which they happened: the sixty minutes before `at`, the oldest first. */
  lastHour: z.array(z.number().int()).length(60),
  /** Learners whose figures are still to be recomputed. */
  pendingLearners: z.number().int(),
  quarantinedLines: z.number().int(),
  sources: z.array(flowSourceSchema),
  tables: z.array(flowTableSchema),
})
export type Flow = z.infer<typeof flowSchema>
