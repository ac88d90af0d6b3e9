import { z } from 'zod'

/** How the extraction of one table ended. */
export const extractedTableSchema = z.object({
  datasource: z.string(),
  table: z.string(),
  outcome: z.enum(['done', 'unchanged', 'failed', 'skipped']),
  /** Rows of the objects that were written, and of the whole table as it is published now. */
  rowsWritten: z.number().int(),
  rows: z.number().int(),
  bytesWritten: z.number().int(),
  partitionsWritten: z.number().int(),
  partitionsGone: z.number().int(),
  seconds: z.number(),
  asOf: z.iso.datetime().nullable(),
  warnings: z.array(z.string()),
  /** Why it failed or was skipped, and what to do. */
  failure: z.string().nullable(),
})
export type ExtractedTable = z.infer<typeof extractedTableSchema>

/** One run of `panorama elt extract-and-load`, by hand or on schedule. */
export const extractionRunSchema = z.object({
  id: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** `overlapped`: another run was under way, so this one did nothing. */
  outcome: z.enum(['running', 'done', 'failed', 'interrupted', 'overlapped']),
  startedBy: z.enum(['command', 'schedule', 'person']),
  tables: z.array(extractedTableSchema),
  /** What went wrong with the run itself. */
  failure: z.string().nullable(),
})
export type ExtractionRun = z.infer<typeof extractionRunSchema>

/** How a table stands: what is published of it, and how its newest extraction ended. */
export const tableStandingSchema = z.object({
  datasource: z.string(),
  table: z.string(),
  /** When it was last tried. */
  at: z.iso.datetime(),
  outcome: extractedTableSchema.shape.outcome,
  rows: z.number().int(),
  asOf: z.iso.datetime().nullable(),
  warnings: z.array(z.string()),
  failure: z.string().nullable(),
})
export type TableStanding = z.infer<typeof tableStandingSchema>

/** `GET api/extraction`: the admin console's "Data from the LMS", and `panorama elt status`. */
export const extractionStateSchema = z.object({
  /** Whether the server knows what to extract (`PANORAMA_ELT_SETTINGS`). */
  isConfigured: z.boolean(),
  /** Whether the mode lets anything be extracted. */
  isAllowed: z.boolean(),
  /** Null: nothing is extracted by itself. */
  schedule: z
    .object({
      crontab: z.string(),
      /** IANA name. */
      timeZone: z.string(),
      /** Null: never again. */
      nextAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  /** Newest first; the first may be under way. */
  runs: z.array(extractionRunSchema),
  /** Of all that was extracted lately, in the order of their names. */
  tables: z.array(tableStandingSchema),
})
export type ExtractionState = z.infer<typeof extractionStateSchema>
