import { z } from 'zod'

/** Which failure of its kind it is, and what it is about: with it a screen says it in the reader's language. */
export const whySchema = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Why = z.infer<typeof whySchema>

/** The one shape of every failed answer. `advice` tells the person what to do, in their language where there is one. */
export const failureSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    advice: z.string().optional(),
    requestId: z.string(),
    /** Where `message` and `advice` are in English alone. */
    why: whySchema.optional(),
    /** Field by field, for a request that was not well formed. */
    details: z.array(z.object({ field: z.string(), problem: z.string() })).optional(),
  }),
})
export type Failure = z.infer<typeof failureSchema>
