import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import type { Course, Courses } from '../../../server/contract/course.ts'
import { coursesQuery, dashboardQuery } from '../../data/queries.ts'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, FailureState } from '../../ui/state.tsx'
import { blockOnScreen } from './block-on-screen.ts'
import { Board } from './board.tsx'
import styles from './course-dashboard-page.module.css'
import { CourseFilters } from './course-filters.tsx'
import { CourseHeader } from './course-header.tsx'
import { courseMessages as texts } from './messages.ts'
import { OtherDashboards } from './other-dashboards.tsx'
import { defaultPeriod, readPeriod, withPeriod } from './period.ts'

/** The dashboard that a course run opens with. */
const slug = 'course-overview'

/** The dashboard of the course run in the address. Its address is its state: course, tab, period and choices. */
export function CourseDashboardPage() {
  const intl = useIntl()
  const { courseKey = '' } = useParams()
  const courses = useQuery(coursesQuery())
  if (!courses.data) {
    return courses.error ? <FailureState error={courses.error} onRetry={() => void courses.refetch()} /> : <PageShape />
  }
  const course = courses.data.courses.find((each) => each.courseKey === courseKey)
  if (!course) {
    return (
      <EmptyState
        title={intl.formatMessage(texts.unknown)}
        action={<Link to="/courses">{intl.formatMessage(texts.back)}</Link>}
      >
        <p>
          <code>{courseKey}</code>
        </p>
        <p>{intl.formatMessage(texts.unknownAdvice)}</p>
      </EmptyState>
    )
  }
  // Keyed: the numbers of one course never stand, even dimmed, under the name of another.
  return <CourseDashboard key={courseKey} course={course} courses={courses.data} />
}

function CourseDashboard({ course, courses }: { readonly course: Course; readonly courses: Courses }) {
  const intl = useIntl()
  // Settled once: new data must not exchange the period under somebody's eyes.
  const [byDefault] = useState(() => defaultPeriod(course.lastActivity, new Date()))
  const { tab } = useParams()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const dashboard = useQuery(dashboardQuery(slug))
  const chosen = readPeriod(search)
  const period = chosen ?? byDefault
  const zone = intl.timeZone ?? 'UTC'
  const block = dashboard.data && blockOnScreen(dashboard.data, tab, search)
  const pathOf = (courseKey: string, tabId: string | undefined) =>
    `/courses/${encodeURIComponent(courseKey)}${tabId === undefined ? '' : `/${tabId}`}`

  /** Another course keeps the tab and the period, but not the choices: a video belongs to its course. */
  const openCourse = (courseKey: string) => {
    const kept = chosen ? withPeriod(new URLSearchParams(), chosen) : new URLSearchParams()
    void navigate({ pathname: pathOf(courseKey, tab), search: kept.toString() })
  }
  const choose = (filterId: string, value: string) => {
    const next = new URLSearchParams(search)
    next.set(filterId, value)
    setSearch(next, { replace: true, preventScrollReset: true })
  }
  return (
    <>
      <CourseHeader course={course} asOf={courses.asOf} lmsAsOf={courses.lmsAsOf} />
      <OtherDashboards about={{ course: course.courseKey, ...(block !== undefined && { block }) }} />
      <CourseFilters
        course={course}
        courses={courses.courses}
        period={period}
        isSilent={courses.asOf !== null && chosen === null && period.kind === 'preset' && period.period === 'all'}
        zone={zone}
        onCourse={openCourse}
        onPeriod={(next) => setSearch(withPeriod(search, next), { preventScrollReset: true })}
      />
      {dashboard.data ? (
        <Board
          dashboard={dashboard.data}
          viewing={{ courseKey: course.courseKey, period, zone }}
          tab={tab}
          search={search}
          onTab={(id) =>
            navigate(
              { pathname: pathOf(course.courseKey, id), search: search.toString() },
              { preventScrollReset: true },
            )
          }
          onChoose={choose}
        />
      ) : dashboard.error ? (
        <FailureState error={dashboard.error} onRetry={() => void dashboard.refetch()} />
      ) : (
        <PageShape />
      )}
    </>
  )
}

/** Numbers in a row, then charts. */
function PageShape() {
  return (
    <Loading>
      <div className={styles.loading}>
        <Skeleton height="7rem" />
        <Skeleton height="2.75rem" />
        <Skeleton height="20rem" />
      </div>
    </Loading>
  )
}
