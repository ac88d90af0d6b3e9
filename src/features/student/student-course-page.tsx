import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { Link, useParams } from 'react-router'
import { chartQuery } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { Card } from '../../ui/card.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ClassComparison } from './class-comparison.tsx'
import { CoursePicture } from './course-picture.tsx'
import { CourseSections } from './course-sections.tsx'
import { type LearningCourse, readCourses } from './learning.ts'
import { studentMessages as texts } from './messages.ts'
import { NextStep } from './next-step.tsx'
import { Part } from './part.tsx'
import { ProblemsToRevisit } from './problems-to-revisit.tsx'
import styles from './student.module.css'
import { VideosToFinish } from './videos-to-finish.tsx'
import { WeeklyRhythm } from './weekly-rhythm.tsx'

/** One course of the learner's: where they are in it, what is next, and what is worth another look. */
export function StudentCoursePage() {
  const intl = useIntl()
  const { courseKey = '' } = useParams()
  const courses = useQuery(chartQuery('student', 'my-courses', { tz: intl.timeZone }))
  return (
    <Part query={courses} shape={<Skeleton height="20rem" />}>
      {(answer) => {
        const course = readCourses(answer).find((each) => each.courseKey === courseKey)
        return course ? <CoursePanel course={course} /> : <NotMine />
      }}
    </Part>
  )
}

function CoursePanel({ course }: { readonly course: LearningCourse }) {
  const intl = useIntl()
  const format = useFormat()
  const { courseKey, name, lastActivity } = course
  const lead = lastActivity
    ? intl.formatMessage(texts.lastHere, { when: format.ago(lastActivity, new Date()) })
    : intl.formatMessage(texts.neverHere)
  return (
    <div className={styles.coursePage}>
      <PageHeading title={name} before={<BackLink />} lead={lead} />
      <div className={styles.panel}>
        <div className={styles.courses}>
          <Card title={intl.formatMessage(texts.myCourses)}>
            <CoursePicture course={course} />
          </Card>
        </div>
        <div className={styles.side}>
          <NextStep course={course} />
          <WeeklyRhythm courseKey={courseKey} />
        </div>
        <div className={styles.courses}>
          <CourseSections courseKey={courseKey} />
          <ProblemsToRevisit courseKey={courseKey} />
          <VideosToFinish courseKey={courseKey} />
          <ClassComparison course={course} />
        </div>
      </div>
    </div>
  )
}

function NotMine() {
  const intl = useIntl()
  return (
    <PageHeading
      title={intl.formatMessage(texts.notMine)}
      before={<BackLink />}
      lead={intl.formatMessage(texts.notMineAdvice)}
    />
  )
}

function BackLink() {
  const intl = useIntl()
  return <Link to="/student">{intl.formatMessage(texts.back)}</Link>
}
