import type { DashboardDefinition } from './definition.ts'
import { courseComparison } from './native/course-comparison.ts'
import { courseOverview } from './native/course-overview.ts'
import { studentPanel } from './native/student.ts'

/** Every dashboard there is, in the order in which they are offered. */
export const catalogue: readonly DashboardDefinition[] = [courseOverview, courseComparison, studentPanel]
