import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { Link, useSearchParams } from 'react-router'
import type { Row } from '../../../server/contract/dashboard.ts'
import { coursesQuery, dashboardQuery } from '../../data/queries.ts'
import { PageHeading } from '../../ui/page-heading.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, FailureState } from '../../ui/state.tsx'
import { ChartCard } from './chart-card.tsx'
import styles from './comparison-page.module.css'
import { Freshness } from './freshness.tsx'
import { courseMessages, comparisonMessages as texts } from './messages.ts'
import { readPeriod, withPeriod } from './period.ts'
import { PeriodFilter } from './period-filter.tsx'

const slug = 'course-comparison'

/** The viewer's course runs beside each other; each row opens its course run, with the same period. */
export function ComparisonPage() {
  const intl = useIntl()
  const [search, setSearch] = useSearchParams()
  const { data: courses } = useQuery(coursesQuery())
  const { data: dashboard, error, refetch } = useQuery(dashboardQuery(slug))
  const zone = intl.timeZone ?? 'UTC'
  const chosen = readPeriod(search)
  const period = chosen ?? { kind: 'preset' as const, period: '28d' as const }
  const kept = chosen ? `?${withPeriod(new URLSearchParams(), chosen)}` : ''
  const addressOf = (row: Row) => `/courses/${encodeURIComponent(String(row.course_key))}${kept}`
  return (
    <>
      <PageHeading
        title={intl.formatMessage(texts.title)}
        before={<Link to="/courses">{intl.formatMessage(courseMessages.back)}</Link>}
        lead={dashboard?.description}
      />
      {courses && <Freshness asOf={courses.asOf} lmsAsOf={courses.lmsAsOf} />}
      <div className={styles.filters}>
        <PeriodFilter value={period} onChange={(next) => setSearch(withPeriod(search, next))} zone={zone} />
      </div>
      {dashboard?.charts.length === 0 ? (
        <EmptyState title={intl.formatMessage(texts.noEvents)} />
      ) : dashboard ? (
        dashboard.charts.map((chart) => (
          <ChartCard
            key={chart.id}
            slug={slug}
            chart={chart}
            filters={dashboard.filters}
            viewing={{ period, zone, choices: {} }}
            link={{ column: 'name', to: addressOf }}
          />
        ))
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
