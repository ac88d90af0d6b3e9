import { z } from 'zod'

/** One thing that a look at another tool found, in the reader's language: a line of `doctor`, a line of "test connection". */
export const findingSchema = z.object({
  /** What was looked at. */
  subject: z.string(),
  /** `warning`: it works, but not all that was asked for; `problem`: something will not be shown. */
  outcome: z.enum(['ok', 'warning', 'problem']),
  says: z.string(),
  /** What to do about it. */
  remedy: z.string().optional(),
})
export type Finding = z.infer<typeof findingSchema>
