import { createLms, type Lms, type LmsFacts } from '../events/lms.ts'
import { type RetiredList, retiredOf } from '../store/retired-list.ts'

/** All that the mapping must know of the LMS, as plain data that can be sent to a worker. */
export interface LmsTold extends Omit<LmsFacts, 'isRetired'> {
  readonly retired: RetiredList
}

/** An LMS, with what it was made from. */
export interface KnownLms extends Lms {
  readonly told: LmsTold
}

export function lmsOf(told: LmsTold): KnownLms {
  const { holds } = retiredOf(told.retired)
  return { ...createLms({ ...told, isRetired: holds }), told }
}
