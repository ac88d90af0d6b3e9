import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useIntl } from 'react-intl'
import type { Chart, Filter } from '../../../server/contract/dashboard.ts'
import { prepareNumber } from '../../charts/number.ts'
import { NumberTile } from '../../charts/number-tile.tsx'
import { chartQuery } from '../../data/queries.ts'
import { Toggletip } from '../../ui/toggletip.tsx'
import { About } from './about.tsx'
import { ChartState, Empty } from './chart-state.tsx'
import styles from './headline-number.module.css'
import { chartMessages as texts } from './messages.ts'
import { askFor, type Viewing } from './questions.ts'

interface HeadlineNumberProps {
  readonly slug: string
  readonly chart: Chart
  readonly filters: readonly Filter[]
  readonly viewing: Viewing
}

/** One of the numbers at the top of a dashboard, with its meaning on hover, focus and tap. */
export function HeadlineNumber({ slug, chart, filters, viewing }: HeadlineNumberProps) {
  const intl = useIntl()
  const titleId = useId()
  const query = useQuery(chartQuery(slug, chart.id, askFor(chart, filters, viewing)))
  const tile = query.data ? prepareNumber(chart, query.data, intl) : null
  return (
    <section className={styles.tile} aria-labelledby={titleId}>
      <div className={styles.head}>
        <h2 id={titleId}>{chart.title}</h2>
        <Toggletip label={intl.formatMessage(texts.aboutOf, { title: chart.title })}>
          <About chart={chart} answer={query.data} details={tile?.details ?? []} />
        </Toggletip>
      </div>
      <ChartState chart={chart} query={query}>
        {() => (tile ? <NumberTile tile={tile} /> : <Empty chart={chart} />)}
      </ChartState>
    </section>
  )
}
