import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useIntl } from 'react-intl'
import type { Chart, Filter, Row } from '../../../server/contract/dashboard.ts'
import type { RowChoice, RowLink } from '../../charts/chart-table.tsx'
import { chartCsvUrl, chartQuery } from '../../data/queries.ts'
import { IconButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { IconLink } from '../../ui/icon-link.tsx'
import { ChartIcon, DownloadIcon, EnlargeIcon, InfoIcon, TableIcon } from '../../ui/icons.tsx'
import { About } from './about.tsx'
import { ChartContent } from './chart-content.tsx'
import { ChartState } from './chart-state.tsx'
import { chartMessages as texts } from './messages.ts'
import { askFor, choiceOf, type Viewing } from './questions.ts'

interface ChartCardProps {
  readonly slug: string
  readonly chart: Chart
  readonly filters: readonly Filter[]
  readonly viewing: Viewing
  /** Where a person chooses what this chart is about, when it has such a choice. */
  readonly chooser?: ReactNode
  /** Picks a value for a filter whose options are this chart's rows. */
  readonly onChoose?: (filterId: string, value: string) => void
  /** Where a row leads, in a table. */
  readonly link?: RowLink
}

/** One chart of a dashboard: its question, its answer, and four quiet things to do with it. */
export function ChartCard({ slug, chart, filters, viewing, chooser, onChoose, link }: ChartCardProps) {
  const intl = useIntl()
  const [form, setForm] = useState<'picture' | 'table'>('picture')
  const [open, setOpen] = useState<'about' | 'enlarged' | null>(null)
  const asked = askFor(chart, filters, viewing)
  const needed = choiceOf(chart, filters)
  // A chart about one of several things waits until it is known which.
  const query = useQuery({
    ...chartQuery(slug, chart.id, asked),
    enabled: needed === undefined || asked[needed.id] !== undefined,
  })
  const choice = rowChoice(chart, filters, viewing, onChoose)
  const hasPeriod = filters.some(({ kind }) => kind === 'period')
  const content = (size: 'card' | 'enlarged') => (
    <ChartState
      chart={chart}
      query={query}
      isWithoutSubject={needed !== undefined && viewing.choices[needed.id] === null}
    >
      {(answer) => (
        <ChartContent
          chart={chart}
          answer={answer}
          form={form}
          size={size}
          choice={choice}
          link={link}
          note={hasPeriod && !chart.filters.includes('period') ? intl.formatMessage(texts.anyPeriod) : undefined}
        />
      )}
    </ChartState>
  )
  return (
    <>
      <Card
        title={chart.title}
        subtitle={chart.subtitle}
        actions={
          <>
            <IconButton
              label={intl.formatMessage(texts.about)}
              icon={<InfoIcon size={18} />}
              onPress={() => setOpen('about')}
            />
            {chart.kind !== 'table' && (
              <IconButton
                label={intl.formatMessage(form === 'table' ? texts.asPicture : texts.asTable)}
                icon={form === 'table' ? <ChartIcon size={18} /> : <TableIcon size={18} />}
                onPress={() => setForm(form === 'table' ? 'picture' : 'table')}
              />
            )}
            <IconLink
              label={intl.formatMessage(texts.csv)}
              icon={<DownloadIcon size={18} />}
              href={chartCsvUrl(slug, chart.id, asked)}
              download
            />
            <IconButton
              label={intl.formatMessage(texts.enlarge)}
              icon={<EnlargeIcon size={18} />}
              onPress={() => setOpen('enlarged')}
            />
          </>
        }
      >
        {chooser}
        {content('card')}
      </Card>
      <Dialog title={chart.title} isOpen={open === 'about'} onClose={() => setOpen(null)}>
        <About chart={chart} answer={query.data} question={{ slug, asked }} />
      </Dialog>
      <Dialog title={chart.title} size="wide" isOpen={open === 'enlarged'} onClose={() => setOpen(null)}>
        {content('enlarged')}
      </Dialog>
    </>
  )
}

/** The rows of this chart as the options of a filter, when it is one's source. */
function rowChoice(
  chart: Chart,
  filters: readonly Filter[],
  viewing: Viewing,
  onChoose: ChartCardProps['onChoose'],
): RowChoice | undefined {
  const filter = filters.find((each) => each.kind === 'choice' && each.optionsFrom === chart.id)
  if (filter?.kind !== 'choice' || !onChoose) return undefined
  const keyOf = (row: Row) => String(row[filter.valueColumn] ?? '')
  return {
    column: filter.labelColumn,
    isChosen: (row) => keyOf(row) === viewing.choices[filter.id],
    onChoose: (row) => onChoose(filter.id, keyOf(row)),
  }
}
