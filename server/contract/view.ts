import { z } from 'zod'

const course = z.string().min(1).max(255)
const username = z.string().trim().min(1).max(150)

/**
 * As whom somebody looks at Panorama.
 * - `admin`, `staff` (of a course), `learner` (of a course): in that role, as nobody in particular.
 * - `one-learner`: as somebody who takes a course.
 * - `person`: as somebody of the LMS, by their username.
 */
export const viewKinds = ['admin', 'staff', 'learner', 'one-learner', 'person'] as const
export const viewKindSchema = z.enum(viewKinds)
export type ViewKind = z.infer<typeof viewKindSchema>

/** `POST api/view`: look at Panorama as somebody else. */
export const viewWantedSchema = z.discriminatedUnion('as', [
  z.object({ as: z.literal('admin') }),
  z.object({ as: z.literal('staff'), course }),
  z.object({ as: z.literal('learner'), course }),
  z.object({ as: z.literal('one-learner'), course, username }),
  z.object({ as: z.literal('person'), username }),
])
export type ViewWanted = z.infer<typeof viewWantedSchema>

/** The view in force, as the screen tells it to whoever looks. */
export const viewSchema = z.object({
  as: viewKindSchema,
  /** Whom they look at, as far as they may be told; null in a role. */
  name: z.string().nullable(),
  course: z.object({ courseKey: z.string(), name: z.string() }).nullable(),
  /** When it ends by itself. */
  until: z.iso.datetime(),
  /** What whoever looks is called. */
  onlooker: z.string(),
})
export type View = z.infer<typeof viewSchema>

/** `POST api/view/learners`: whom one may look at in a course run. */
export const learnersWantedSchema = z.object({ course, text: z.string().trim().max(150).default('') })
export const foundLearnersSchema = z.object({
  /** Whether learners are found by parts of their names; else by their whole username alone. */
  byName: z.boolean(),
  learners: z.array(
    z.object({
      username: z.string(),
      /** Null where it may not be told, or is not known. */
      name: z.string().nullable(),
    }),
  ),
  /** Whether there are more than these. */
  more: z.boolean(),
})
export type FoundLearners = z.infer<typeof foundLearnersSchema>
