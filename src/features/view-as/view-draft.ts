import type { ViewKind, ViewWanted } from '../../../server/contract/view.ts'

/** What was chosen in the dialog so far. */
export interface ViewDraft {
  readonly as: ViewKind
  readonly course: string | null
  /** A learner of the course. */
  readonly learner: string | null
  /** Somebody of the LMS, as typed. */
  readonly username: string
}

/** What is still missing before somebody can look; null when it is the view to ask for. */
export type Missing = 'course' | 'learner' | 'username'

/** What to ask the service for, or what is missing for it. */
export function viewOf({ as, course, learner, username }: ViewDraft): ViewWanted | Missing {
  if (as === 'admin') return { as }
  if (as === 'person') return username.trim() === '' ? 'username' : { as, username: username.trim() }
  if (course === null) return 'course'
  if (as !== 'one-learner') return { as, course }
  return learner === null ? 'learner' : { as, course, username: learner }
}
