import { useIntl } from 'react-intl'
import type { Chart, Dashboard } from '../../../server/contract/dashboard.ts'
import { classNames } from '../../ui/class-names.ts'
import { Select } from '../../ui/select.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './board.module.css'
import { ChartCard } from './chart-card.tsx'
import headline from './headline-number.module.css'
import { HeadlineNumber } from './headline-number.tsx'
import { courseMessages as texts } from './messages.ts'
import { placesOf } from './places.ts'
import { choiceOf, type Viewing } from './questions.ts'
import { type Choice, useChoices } from './use-choices.ts'

interface BoardProps {
  readonly dashboard: Dashboard
  readonly viewing: Omit<Viewing, 'choices'>
  /** The tab in the address; the first one when the dashboard has no such tab. */
  readonly tab: string | undefined
  /** The address's parameters, where the choices are. */
  readonly search: URLSearchParams
  readonly onTab: (tab: string) => void
  readonly onChoose: (filterId: string, value: string) => void
}

/** Any dashboard, drawn from its definition: the headline numbers, then the charts of one tab. */
export function Board({ dashboard, viewing: course, tab, search, onTab, onChoose }: BoardProps) {
  const intl = useIntl()
  const { slug, filters, tabs } = dashboard
  const chartsOf = (ids: readonly string[]) =>
    ids.flatMap((id) => dashboard.charts.find((chart) => chart.id === id) ?? [])
  const current = tabs.find(({ id }) => id === tab) ?? tabs[0]
  const shown = chartsOf(current?.charts ?? [])
  const choices = useChoices(slug, dashboard, shown, course, search)
  const viewing: Viewing = {
    ...course,
    choices: Object.fromEntries(
      choices.flatMap(({ filter, value }) => (value === undefined ? [] : [[filter.id, value]])),
    ),
  }
  const choose = (filterId: string, value: string) => {
    onChoose(filterId, value)
    const about = shown.find((chart) => choiceOf(chart, filters)?.id === filterId)
    if (about) document.getElementById(anchorOf(about))?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <>
      <section aria-labelledby="headline">
        <VisuallyHidden as="h2">
          <span id="headline">{intl.formatMessage(texts.headline)}</span>
        </VisuallyHidden>
        <div className={headline.row}>
          {chartsOf(dashboard.headline).map((chart) => (
            <HeadlineNumber key={chart.id} slug={slug} chart={chart} filters={filters} viewing={viewing} />
          ))}
        </div>
      </section>
      {current && (
        <Tabs label={intl.formatMessage(texts.tabs)} tabs={tabs} selected={current.id} onSelect={onTab}>
          <div className={styles.grid}>
            {placesOf(shown).map(({ chart, isFull }) => (
              <div key={chart.id} id={anchorOf(chart)} className={classNames(isFull && styles.full)}>
                <ChartCard
                  slug={slug}
                  chart={chart}
                  filters={filters}
                  viewing={viewing}
                  chooser={<Chooser choice={choiceFor(chart, choices)} onChoose={choose} />}
                  onChoose={choose}
                />
              </div>
            ))}
          </div>
        </Tabs>
      )}
    </>
  )
}

/** Where a chart's card is on the page. */
const anchorOf = ({ id }: Chart): string => `chart-${id}`

const choiceFor = (chart: Chart, choices: readonly Choice[]) =>
  choices.find(({ filter }) => chart.filters.includes(filter.id))

/** Where a person chooses what a chart is about, beside the chart. */
function Chooser({
  choice,
  onChoose,
}: {
  readonly choice: Choice | undefined
  readonly onChoose: BoardProps['onChoose']
}) {
  if (!choice || choice.options.length === 0) return null
  const { filter, options, value } = choice
  return (
    <div className={styles.chooser}>
      <Select
        label={filter.label}
        options={options}
        value={value ?? null}
        onChange={(chosen) => onChoose(filter.id, chosen)}
      />
    </div>
  )
}
