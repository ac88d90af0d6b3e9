import type { CourseKey } from './course-key.ts'

/** A course run as it was published last, whichever way it was read. */
export interface PublishedCourse {
  readonly key: CourseKey
  /** ISO instant; null where the source does not tell. */
  readonly publishedAt: string | null
  /** Usage key of the block that all others hang below. */
  readonly root: string
  /** In the order of the source. Children are usage keys, of which some may lead nowhere. */
  readonly blocks: readonly CourseBlock[]
  readonly grading: GradingPolicy | null
  /** What the overview of the course says beside; null where the source does not tell it. */
  readonly about: CourseAbout | null
}

export interface CourseBlock {
  readonly key: string
  /** `problem`, `vertical`. */
  readonly type: string
  /** The last part of the usage key. */
  readonly id: string
  /** As the author typed it; null where they did not. */
  readonly displayName: string | null
  readonly children: readonly string[]
  /** Points that the block counts for; null: not known, or it has none. */
  readonly weight: number | null
  /** The author left the weight open, and the points of its answers were counted. */
  readonly isWeightInferred: boolean
  /** These four hold for all blocks below, too, that have none of their own. Null: as above it. Times are ISO instants. */
  readonly isGraded: boolean | null
  readonly format: string | null
  readonly start: string | null
  readonly due: string | null
  /** Only staff see it and all that is below it. */
  readonly isForStaffOnly: boolean
  readonly editedAt: string | null
}

export interface GradingPolicy {
  readonly assignmentTypes: readonly {
    readonly name: string
    readonly shortLabel: string | null
    readonly minimumCount: number | null
    readonly dropCount: number | null
    /** Share of the course grade, 0 to 1. */
    readonly weight: number | null
  }[]
  /** Letter, or `Pass`, and the least course grade that earns it, 0 to 1. */
  readonly cutoffs: readonly { readonly grade: string; readonly minimum: number }[]
}

/** Times are ISO instants. */
export interface CourseAbout {
  readonly courseEnd: string | null
  readonly enrollmentStart: string | null
  readonly enrollmentEnd: string | null
  readonly isSelfPaced: boolean
  readonly advertisedStart: string | null
  readonly announcement: string | null
  readonly isInvitationOnly: boolean
  readonly maxStudentEnrollmentsAllowed: number | null
  readonly effort: string | null
  readonly enableProctoredExams: boolean
  readonly entranceExamEnabled: boolean
  readonly language: string | null
}
