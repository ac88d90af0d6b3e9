import { type IntlShape, useIntl } from 'react-intl'
import type { Chart, ChartAnswer } from '../../../server/contract/dashboard.ts'
import type { ChartChoices } from '../../data/queries.ts'
import { createFormat, useFormat } from '../../i18n/format.ts'
import styles from './about.module.css'
import { ChartSql } from './chart-sql.tsx'
import { chartMessages as texts } from './messages.ts'

interface AboutProps {
  readonly chart: Chart
  readonly answer: ChartAnswer | undefined
  /** Further figures of the answer that have no place of their own. */
  /** For administrators, behind the words: what the engine is asked. */
  readonly question?: { readonly slug: string; readonly asked: ChartChoices }
  readonly details?: readonly { readonly label: string; readonly text: string }[]
}

/** What exactly was counted, where it comes from, how new it is and over which days. */
export function About({ chart, answer, question, details = [] }: AboutProps) {
  const intl = useIntl()
  const format = useFormat()
  return (
    <>
      <dl className={styles.about}>
        {details.map(({ label, text }) => (
          <div key={label} className={styles.figure}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div>
          <dt>{intl.formatMessage(texts.definition)}</dt>
          <dd>{chart.definition}</dd>
        </div>
        {answer && (
          <div>
            <dt>{intl.formatMessage(texts.counted)}</dt>
            <dd>{periodText(answer.period, intl)}</dd>
          </div>
        )}
        {answer?.asOf && (
          <div>
            <dt>{intl.formatMessage(texts.asOf)}</dt>
            <dd>{format.dateTime(answer.asOf)}</dd>
          </div>
        )}
        {answer?.lmsAsOf && (
          <div>
            <dt>{intl.formatMessage(texts.lmsAsOf)}</dt>
            <dd>{format.dateTime(answer.lmsAsOf)}</dd>
          </div>
        )}
        <div>
          <dt>{intl.formatMessage(texts.source)}</dt>
          <dd>{chart.source}</dd>
        </div>
      </dl>
      {question && <ChartSql slug={question.slug} chartId={chart.id} asked={question.asked} />}
    </>
  )
}

/** The days that an answer covers, in words, with the zone in which they were cut. */
function periodText({ from, to, zone }: ChartAnswer['period'], intl: IntlShape): string {
  const { date } = createFormat(intl)
  if (from && to) return intl.formatMessage(texts.between, { from: date(from), to: date(to), zone })
  if (from) return intl.formatMessage(texts.since, { from: date(from), zone })
  if (to) return intl.formatMessage(texts.until, { to: date(to), zone })
  return intl.formatMessage(texts.whole)
}
