import { z } from 'zod'

/**
 * What rows a question may touch. The warehouse turns a scope into table filters that the engine applies,
 * so a question without a scope does not compile and a scope can only narrow.
 *
 * - `self`: the rows of one learner, and class figures of their own courses above the minimum group size; with `within`
 *   only in these course runs, and in every run of these organisations.
 * - `courses`: the rows of these course runs, and of every run of these organisations.
 * - `site`: everything.
 */
const someCourses = { courseKeys: z.array(z.string()), orgs: z.array(z.string()) }
export const scopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('self'), actorId: z.string().min(1), within: z.object(someCourses).optional() }),
  z.object({ kind: z.literal('courses'), ...someCourses }),
  z.object({ kind: z.literal('site') }),
])
export type Scope = z.infer<typeof scopeSchema>

/** Demo data and real data live in separate databases and never mix. */
export const dataSetSchema = z.enum(['demo', 'real'])
export type DataSet = z.infer<typeof dataSetSchema>
