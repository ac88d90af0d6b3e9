import { z } from 'zod'

/** How one run of an import ended. `read` = `kept` + `duplicates` + all `dropped` + all `quarantined`. */
export const importReportSchema = z.object({
  read: z.number().int(),
  kept: z.number().int(),
  duplicates: z.number().int(),
  dropped: z.record(z.string(), z.number().int()),
  quarantined: z.record(z.string(), z.number().int()),
})
export type ImportReport = z.infer<typeof importReportSchema>

export const importRunSchema = z.object({
  id: z.string(),
  what: z.string(),
  dataSet: z.enum(['demo', 'real']),
  sources: z.array(z.string()),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  outcome: z.enum(['running', 'done', 'failed']),
  report: importReportSchema,
})
export type ImportRun = z.infer<typeof importRunSchema>

/** `GET api/pipeline`: the admin console's "is the data fresh?". */
export const pipelineSchema = z.object({
  dataSet: z.enum(['demo', 'real']),
  statements: z.number().int(),
  courses: z.number().int(),
  learners: z.number().int(),
  firstEvent: z.iso.datetime().nullable(),
  lastEvent: z.iso.datetime().nullable(),
  /** Learners whose figures are still to be recomputed. */
  pendingLearners: z.number().int(),
  quarantined: z.array(
    z.object({ reason: z.string(), lines: z.number().int(), example: z.string(), lastSeen: z.iso.datetime() }),
  ),
  /** The tables that were filled from the LMS, and of what moment of it each is. */
  lmsTables: z.array(
    z.object({ table: z.string(), asOf: z.iso.datetime(), rows: z.number().int(), loadedAt: z.iso.datetime() }),
  ),
  runs: z.array(importRunSchema),
})
export type Pipeline = z.infer<typeof pipelineSchema>
