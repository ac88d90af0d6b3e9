import { useIntl } from 'react-intl'
import type { Course } from '../../../server/contract/course.ts'
import { Select } from '../../ui/select.tsx'
import styles from './course-dashboard-page.module.css'
import { courseMessages, periodMessages } from './messages.ts'
import type { PeriodChoice } from './period.ts'
import { PeriodFilter } from './period-filter.tsx'

interface CourseFiltersProps {
  readonly course: Course
  readonly courses: readonly Course[]
  readonly period: PeriodChoice
  /** The page chose all time itself, because the last weeks were silent. */
  readonly isSilent: boolean
  readonly zone: string
  readonly onCourse: (courseKey: string) => void
  readonly onPeriod: (period: PeriodChoice) => void
}

/** What the whole page looks at: which course run, and which days. */
export function CourseFilters({ course, courses, period, isSilent, zone, onCourse, onPeriod }: CourseFiltersProps) {
  const intl = useIntl()
  return (
    <div className={styles.filters}>
      {courses.length > 1 && (
        <Select
          label={intl.formatMessage(courseMessages.switch)}
          options={courses.map(({ courseKey, name, run }) => ({
            value: courseKey,
            label: name === courseKey || run === '' ? name : `${name} · ${run}`,
          }))}
          value={course.courseKey}
          onChange={onCourse}
        />
      )}
      <div>
        <PeriodFilter value={period} onChange={onPeriod} zone={zone} />
        {isSilent && <p className={styles.note}>{intl.formatMessage(periodMessages.silent)}</p>}
      </div>
    </div>
  )
}
