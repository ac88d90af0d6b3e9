import { z } from 'zod'

/** One thing that events come from: a log that is followed, a program that sends them. */
export const flowSourceSchema = z.object({
  name: z.string(),
  kind: z.enum(['file', 'program']),
  state: z.enum(['following', 'behind', 'missing', 'silent']),
  /** Bytes of a file that are still to be read. */
  bytesBehind: z.number().int().nullable(),
  lastReadAt: z.iso.datetime().nullable(),
})

/** `GET api/flow`: how events flow into the warehouse, for the admin console and `panorama load monitor`. */
export const flowSchema = z.object({
  at: z.iso.datetime(),
  dataSet: z.enum(['demo', 'real']),
  statements: z.number().int(),
  /** Since the sample before; null on the first. */
  statementsPerSecond: z.number().nullable(),
  lastEvent: z.iso.datetime().nullable(),
  /** Seconds from the newest event until now. */
  lagSeconds: z.number().nullable(),
  /** Learners whose figures are still to be recomputed. */
  pendingLearners: z.number().int(),
  quarantinedLines: z.number().int(),
  sources: z.array(flowSourceSchema),
  tables: z.array(
    z.object({ table: z.string(), rows: z.number().int(), bytes: z.number().int(), parts: z.number().int() }),
  ),
  runningMerges: z.number().int(),
})
export type Flow = z.infer<typeof flowSchema>
