import type { ConnectionFinding } from '../source.ts'
import type { CourseKey } from './course-key.ts'
import type { PublishedCourse } from './published-course.ts'

/** A way to published course runs: the split modulestore, or the LMS's Blocks API. */
export interface CourseReader {
  test(): Promise<readonly ConnectionFinding[]>
  /**
   * Every published course run, each once, libraries left out.
   * @throws PanoramaError `unavailable`, when the source does not answer; `misconfigured`, when it refuses
   */
  list(signal?: AbortSignal): Promise<ListedCourses>
  /**
   * @returns the course run, or the sentence that says why it cannot be read though the source answers
   * @throws as `list`
   */
  read(course: ListedCourse, signal?: AbortSignal): Promise<PublishedCourse | Unreadable>
  close(): Promise<void>
}

export interface ListedCourses {
  readonly courses: readonly ListedCourse[]
  readonly warnings: readonly string[]
}

export interface ListedCourse {
  readonly key: CourseKey
  /** Another one after each publishing; null where only reading the course tells. */
  readonly version: string | null
  /** ISO instant; null where the source does not tell. */
  readonly publishedAt: string | null
  /** Of a coach's own run (CCX): its name, in place of that of the course that it is a run of. */
  readonly name: string | null
}

export interface Unreadable {
  readonly unreadable: string
}
