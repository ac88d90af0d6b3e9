import type { ConnectionFinding } from '../source.ts'

/** Which structure of each course is the published one. */
export interface CourseIndex {
  /** How the index itself was reached; nothing where the structures' own database is asked. */
  test(): Promise<readonly ConnectionFinding[]>
  /** @throws PanoramaError `unavailable`, `misconfigured` */
  entries(): Promise<readonly IndexEntry[]>
  /** Coaches' own runs (CCX) of courses in the index. They have no structure: theirs is that of the course, under keys of their own. */
  coachRuns(): Promise<readonly CoachRun[]>
}

export interface IndexEntry {
  /** The key as text; it may be one of a library. */
  readonly course: string
  /** Id of the structure, 24 hexadecimal digits. */
  readonly structure: string
  /** ISO instant; null where it is not told. */
  readonly publishedAt: string | null
}

export interface CoachRun {
  /** Number of the run. */
  readonly id: string
  /** Key of the course that it is a run of. */
  readonly course: string
  readonly name: string
}
