import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { chartQuery, sessionQuery } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { Card } from '../../ui/card.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { Skeleton, SkeletonLines } from '../../ui/skeleton.tsx'
import { EmptyState } from '../../ui/state.tsx'
import { CourseCard } from './course-card.tsx'
import { chooseNext, type LearningCourse, readCourses } from './learning.ts'
import { studentMessages as texts } from './messages.ts'
import { NextStep } from './next-step.tsx'
import { Part } from './part.tsx'
import styles from './student.module.css'
import { WeeklyRhythm } from './weekly-rhythm.tsx'

/** The learner's own page: where they are, what is next, and the rhythm of their weeks. */
export function StudentPage() {
  const intl = useIntl()
  const { data: session } = useQuery(sessionQuery())
  const courses = useQuery(chartQuery('student', 'my-courses', { tz: intl.timeZone }))
  const name = session?.user.name.trim().split(/\s+/)[0] || session?.user.username
  const hello = name ? intl.formatMessage(texts.hello, { name }) : intl.formatMessage(texts.helloNobody)

  return (
    <>
      <PageHeading title={hello} lead={<Lead answer={courses.data} />} />
      <Part query={courses} shape={<PanelShape />}>
        {(answer) => <Panel courses={readCourses(answer)} />}
      </Part>
    </>
  )
}

function Lead({ answer }: { readonly answer: Parameters<typeof readCourses>[0] | undefined }) {
  const intl = useIntl()
  const format = useFormat()
  if (!answer) return <Skeleton height="1.25rem" width="18rem" />
  const taken = readCourses(answer).filter(({ isEnrolled }) => isEnrolled)
  if (taken.length === 0) return intl.formatMessage(texts.leadNone)
  const seconds = taken.reduce((sum, { secondsLast7Days }) => sum + secondsLast7Days, 0)
  return seconds > 0
    ? intl.formatMessage(texts.lead, { courses: taken.length, time: format.duration(seconds) })
    : intl.formatMessage(texts.leadQuiet, { courses: taken.length })
}

function Panel({ courses }: { readonly courses: readonly LearningCourse[] }) {
  const intl = useIntl()
  if (courses.length === 0) {
    return (
      <Card>
        <EmptyState title={intl.formatMessage(texts.noCourses)}>
          <p>{intl.formatMessage(texts.noCoursesAdvice)}</p>
        </EmptyState>
      </Card>
    )
  }
  const taken = courses.filter(({ isEnrolled }) => isEnrolled)
  const earlier = courses.filter(({ isEnrolled }) => !isEnrolled)
  return (
    <div className={styles.panel}>
      {taken.length > 0 && (
        <div className={styles.courses}>
          <CourseList title={intl.formatMessage(texts.myCourses)} courses={taken} />
        </div>
      )}
      <div className={styles.side}>
        <NextStep course={chooseNext(courses)} />
        <WeeklyRhythm />
      </div>
      {earlier.length > 0 && (
        <div className={styles.courses}>
          <CourseList title={intl.formatMessage(texts.earlier)} courses={earlier} />
        </div>
      )}
    </div>
  )
}

function CourseList({ title, courses }: { readonly title: string; readonly courses: readonly LearningCourse[] }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <div className={styles.cards}>
        {courses.map((course) => (
          <CourseCard key={course.courseKey} course={course} />
        ))}
      </div>
    </section>
  )
}

function PanelShape() {
  return (
    <div className={styles.panel}>
      <div className={styles.cards}>
        {['first', 'second'].map((card) => (
          <Card key={card}>
            <SkeletonLines count={4} />
          </Card>
        ))}
      </div>
      <Skeleton height="10rem" />
    </div>
  )
}
