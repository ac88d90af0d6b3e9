import type { Cell, ChartAnswer, Row } from '../../../server/contract/dashboard.ts'

/** Where a learner is in one course run. What the LMS has not told us is null, not zero. */
export interface LearningCourse {
  readonly courseKey: string
  readonly name: string
  readonly org: string
  readonly isEnrolled: boolean
  /** Blocks that the LMS marks complete, and how many of them the course has. */
  readonly completed: number
  readonly total: number | null
  /** 0..1 of the time between the course's start and end. */
  readonly elapsed: number | null
  /** 0..1 */
  readonly grade: number | null
  readonly passMark: number | null
  readonly passed: boolean
  readonly lastActivity: string | null
  readonly secondsLast7Days: number
  readonly next: NextBlock | null
}

export interface NextBlock {
  readonly blockKey: string
  readonly name: string
  readonly section: string | null
}

export interface LearningSection {
  readonly section: number
  readonly name: string
  readonly completed: number
  readonly total: number
}

export interface TriedProblem {
  readonly blockKey: string
  readonly name: string
  readonly attempts: number
  readonly isSolved: boolean
  /** 0..1 */
  readonly bestScore: number | null
}

export interface PlayedVideo {
  readonly blockKey: string
  readonly name: string
  /** Seconds. */
  readonly duration: number | null
  /** 0..1 of the video, every second counted once. */
  readonly covered: number | null
}

/** The middle of the class; the service sends it only for groups that are large enough. */
export interface ClassMiddle {
  readonly learners: number
  readonly grade: number | null
  readonly completed: number | null
  readonly weeklySeconds: number | null
}

export function readCourses(answer: ChartAnswer): readonly LearningCourse[] {
  return answer.rows.map((row) => {
    const blockKey = word(row.next_block_key)
    return {
      courseKey: text(row.course_key),
      name: text(row.name),
      org: text(row.org),
      isEnrolled: text(row.enrollment_status) === 'registered',
      completed: figure(row.blocks_completed) ?? 0,
      total: figure(row.blocks_total),
      elapsed: figure(row.elapsed_share),
      grade: figure(row.grade),
      passMark: figure(row.pass_mark),
      passed: row.passed === true,
      lastActivity: word(row.last_activity),
      secondsLast7Days: figure(row.seconds_last_7_days) ?? 0,
      next:
        blockKey === null
          ? null
          : { blockKey, name: word(row.next_block_name) ?? blockKey, section: word(row.next_section_name) },
    }
  })
}

export function readSections(answer: ChartAnswer): readonly LearningSection[] {
  return answer.rows.map((row) => ({
    section: figure(row.section) ?? 0,
    name: text(row.name),
    completed: figure(row.completed) ?? 0,
    total: figure(row.total) ?? 0,
  }))
}

export function readProblems(answer: ChartAnswer): readonly TriedProblem[] {
  return answer.rows.map((row) => ({
    blockKey: text(row.block_key),
    name: text(row.name),
    attempts: figure(row.attempts) ?? 0,
    isSolved: row.solved === true,
    bestScore: figure(row.best_score),
  }))
}

export function readVideos(answer: ChartAnswer): readonly PlayedVideo[] {
  return answer.rows.map((row) => ({
    blockKey: text(row.block_key),
    name: text(row.name),
    duration: figure(row.duration),
    covered: figure(row.covered_share),
  }))
}

export function readClassMiddle(answer: ChartAnswer): ClassMiddle | null {
  const row: Row | undefined = answer.rows[0]
  if (!row) return null
  return {
    learners: figure(row.learners) ?? 0,
    grade: figure(row.median_grade),
    completed: figure(row.median_blocks_completed),
    weeklySeconds: figure(row.median_weekly_seconds),
  }
}

/**
 * The one course in which to go on: among those that are running and have something left, the one last worked in.
 * @returns null when there is nothing left to do anywhere, or no course at all
 */
export function chooseNext(courses: readonly LearningCourse[]): LearningCourse | null {
  const open = courses.filter((course) => course.isEnrolled && !hasEnded(course) && !isDone(course))
  const latestFirst = open.toSorted((left, right) => (right.lastActivity ?? '').localeCompare(left.lastActivity ?? ''))
  return latestFirst.find(({ next }) => next !== null) ?? latestFirst[0] ?? null
}

export const isDone = (course: LearningCourse): boolean => course.total !== null && course.completed >= course.total
export const hasEnded = (course: LearningCourse): boolean => course.elapsed !== null && course.elapsed >= 1

/** Whether the learner has what is needed to pass, as far as anybody knows. */
export const isPassing = ({ passed, grade, passMark }: LearningCourse): boolean =>
  passed || (grade !== null && passMark !== null && grade >= passMark)

const text = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '')
const word = (cell: Cell | undefined): string | null => (typeof cell === 'string' && cell !== '' ? cell : null)
const figure = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null)
