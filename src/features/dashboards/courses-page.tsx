import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { Link, useSearchParams } from 'react-router'
import type { Course } from '../../../server/contract/course.ts'
import { coursesQuery } from '../../data/queries.ts'
import { PageHeading } from '../../ui/page-heading.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Select } from '../../ui/select.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, FailureState } from '../../ui/state.tsx'
import { CourseItem } from './course-item.tsx'
import { type CourseOrder, courseOrders, findCourses, sortCourses } from './course-order.ts'
import styles from './courses-page.module.css'
import { Freshness } from './freshness.tsx'
import { comparisonMessages, coursesMessages as texts } from './messages.ts'

/** The course runs that the viewer may look into, most recently active first. */
export function CoursesPage() {
  const intl = useIntl()
  const { data, error, refetch } = useQuery(coursesQuery())
  const lead = data && {
    active: data.courses.filter(({ activeLast7Days }) => activeLast7Days > 0).length,
    courses: data.courses.length,
    enrolled: data.courses.reduce((sum, { enrolled }) => sum + enrolled, 0),
  }
  return (
    <>
      <PageHeading
        title={intl.formatMessage(texts.title)}
        lead={
          lead && lead.courses > 0
            ? intl.formatMessage(data.asOf === null && data.lmsAsOf ? texts.leadEnrolled : texts.lead, lead)
            : undefined
        }
      />
      {data ? (
        <>
          <Freshness asOf={data.asOf} lmsAsOf={data.lmsAsOf} />
          {data.courses.length > 0 ? (
            <CourseList courses={data.courses} isComparable={data.asOf !== null && data.courses.length > 1} />
          ) : (
            <EmptyState title={intl.formatMessage(texts.none)}>{intl.formatMessage(texts.noneWhy)}</EmptyState>
          )}
        </>
      ) : error ? (
        <FailureState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading>
          <Skeleton height="22rem" />
        </Loading>
      )}
    </>
  )
}

/** The list with its search and order, both kept in the address. */
function CourseList({
  courses,
  isComparable,
}: {
  readonly courses: readonly Course[]
  /** There is more than one, and it is known what learners do in them. */
  readonly isComparable: boolean
}) {
  const intl = useIntl()
  const [search, setSearch] = useSearchParams()
  const words = search.get('q') ?? ''
  const order = courseOrders.find((each) => each === search.get('sort')) ?? 'activity'
  const found = sortCourses(findCourses(courses, words), order, intl.locale)

  const change = (key: string, value: string) => {
    const next = new URLSearchParams(search)
    if (value === '') next.delete(key)
    else next.set(key, value)
    setSearch(next, { replace: true })
  }
  return (
    <>
      <search className={styles.tools}>
        <SearchField label={intl.formatMessage(texts.search)} value={words} onChange={(value) => change('q', value)} />
        <Select<CourseOrder>
          label={intl.formatMessage(texts.sort)}
          options={courseOrders.map((value) => ({ value, label: intl.formatMessage(texts[value]) }))}
          value={order}
          onChange={(value) => change('sort', value)}
        />
      </search>
      {isComparable && (
        <p className={styles.compare}>
          <Link to="/courses/compare">{intl.formatMessage(comparisonMessages.title)}</Link>
        </p>
      )}
      {found.length > 0 ? (
        <ul className={styles.list}>
          {found.map((course) => (
            <CourseItem key={course.courseKey} course={course} />
          ))}
        </ul>
      ) : (
        <EmptyState title={intl.formatMessage(texts.notFound, { search: words })}>
          {intl.formatMessage(texts.notFoundAdvice)}
        </EmptyState>
      )}
    </>
  )
}
