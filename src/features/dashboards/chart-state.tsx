import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { Chart, ChartAnswer } from '../../../server/contract/dashboard.ts'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, FailureState, TooSmallState } from '../../ui/state.tsx'
import styles from './chart-card.module.css'
import { chartMessages as texts } from './messages.ts'

interface ChartStateProps {
  readonly chart: Chart
  readonly query: UseQueryResult<ChartAnswer>
  /** The chart is about one of several things, and there are none. */
  readonly isWithoutSubject?: boolean
  readonly children: (answer: ChartAnswer) => ReactNode
}

const heights = { number: '4.5rem', line: '16rem', columns: '16rem', bars: '14rem', xray: '16rem', table: '18rem' }

/** What stands in a chart's place: its shape while it loads, words when there is nothing to draw, else the content. */
export function ChartState({ chart, query, isWithoutSubject = false, children }: ChartStateProps) {
  const { data, error, isPlaceholderData, refetch } = query
  if (isWithoutSubject) return <Empty chart={chart} />
  // What was known stays when asking anew fails: the numbers say how new they are.
  if (data) {
    if (data.tooSmall) return <TooSmallState minimum={data.tooSmall.minimum} />
    if (data.rows.length === 0) return <Empty chart={chart} />
    return (
      <div className={isPlaceholderData ? styles.waiting : undefined} aria-busy={isPlaceholderData}>
        {children(data)}
      </div>
    )
  }
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />
  return (
    <Loading>
      <Skeleton height={heights[chart.kind]} />
    </Loading>
  )
}

/** Why there is nothing, and what to do. */
export function Empty({ chart }: { readonly chart: Chart }) {
  const intl = useIntl()
  return <EmptyState title={intl.formatMessage(texts.empty)}>{chart.whenEmpty}</EmptyState>
}
