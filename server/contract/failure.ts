import { z } from 'zod'

/** The one shape of every failed answer. `advice` tells the person what to do, in their language where there is one. */
export const failureSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    advice: z.string().optional(),
    requestId: z.string(),
    /** Field by field, for a request that was not well formed. */
    details: z.array(z.object({ field: z.string(), problem: z.string() })).optional(),
  }),
})
export type Failure = z.infer<typeof failureSchema>
