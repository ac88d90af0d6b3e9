import { z } from 'zod'

/**
 * One message of `GET api/changes` (server-sent events, event `change`): figures of these course runs are new. Only runs
 * that the viewer may see are named; null means that anything may be new, so that everything on screen is asked again.
 *
 * A stream ends with the event `replaced` when the same person has opened too many others: come back when somebody looks
 * at the page again. It ends without a word when the sign-in expires or the service stops: come back at once.
 */
export const changeSchema = z.object({ courses: z.array(z.string()).nullable() })
export type Change = z.infer<typeof changeSchema>
