import { useIntl } from 'react-intl'
import { Link } from 'react-router'
import { Card } from '../../ui/card.tsx'
import { OnwardIcon } from '../../ui/icons.tsx'
import { studentCoursePath } from './course-links.ts'
import { CoursePicture } from './course-picture.tsx'
import type { LearningCourse } from './learning.ts'
import { studentMessages as texts } from './messages.ts'
import styles from './student.module.css'

/** One course on the learner's page, with the way to its own page. */
export function CourseCard({ course }: { readonly course: LearningCourse }) {
  const intl = useIntl()
  return (
    <Card level={3} title={<bdi>{course.name}</bdi>} subtitle={course.org}>
      <CoursePicture course={course} />
      <Link
        className={styles.open}
        to={studentCoursePath(course.courseKey)}
        aria-label={intl.formatMessage(texts.openCourse, { course: course.name })}
      >
        {intl.formatMessage(texts.open)}
        <OnwardIcon size={16} />
      </Link>
    </Card>
  )
}
