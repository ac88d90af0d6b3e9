import { z } from 'zod'

/**
 * One message of `GET api/changes` (server-sent events, event `change`): figures of these course runs are new. Only runs
 * that the viewer may see are named; null means that anything may be new, so that everything on screen is asked again.
 */
export const changeSchema = z.object({ courses: z.array(z.string()).nullable() })
export type Change = z.infer<typeof changeSchema>
