import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import type { Flow as FlowAnswer } from '../../../../server/contract/flow.ts'
import { flowQuery } from '../../../data/queries.ts'
import { useFormat } from '../../../i18n/format.ts'
import { AnswerState } from '../../../ui/answer-state.tsx'
import { Card } from '../../../ui/card.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import card from '../pipeline-card.module.css'
import styles from './flow.module.css'
import { FlowHistory } from './flow-history.tsx'
import { FlowSources } from './flow-sources.tsx'
import { FlowTables } from './flow-tables.tsx'
import { flowMessages as texts } from './messages.ts'
import { sizeText } from './size-text.ts'

/** How events flow: in words first, then the last hour, then where from and where to. */
export function Flow() {
  const intl = useIntl()
  const format = useFormat()
  const query = useQuery(flowQuery())
  return (
    <Card title={intl.formatMessage(texts.title)} subtitle={intl.formatMessage(texts.subtitle)}>
      <AnswerState query={query} shape={<Skeleton height="14rem" />}>
        {(flow) => (
          <div className={card.stack}>
            <div>
              <Headline flow={flow} />
              <Waiting flow={flow} />
              {query.error && (
                <p className={styles.quiet} role="status">
                  {intl.formatMessage(texts.unanswered, { when: format.ago(flow.at, new Date()) })}
                </p>
              )}
            </div>
            <FlowHistory minutes={flow.lastHour} />
            <FlowSources flow={flow} />
            <FlowTables tables={flow.tables} />
          </div>
        )}
      </AnswerState>
    </Card>
  )
}

function Headline({ flow }: { readonly flow: FlowAnswer }) {
  const intl = useIntl()
  const format = useFormat()
  const { lagSeconds, lastEvent, lastHour, at } = flow
  const words =
    lastEvent === null || lagSeconds === null
      ? intl.formatMessage(texts.none)
      : lagSeconds > 60
        ? intl.formatMessage(texts.quiet, { when: format.ago(lastEvent, new Date(at)) })
        : intl.formatMessage(texts.arriving, {
            // Nothing arrives at once: less than a second is said as one.
            seconds: Math.max(1, Math.ceil(lagSeconds)),
            count: lastHour.at(-1) ?? 0,
          })
  return <p className={card.headline}>{words}</p>
}

/** What is under way, where anything is. */
function Waiting({ flow }: { readonly flow: FlowAnswer }) {
  const intl = useIntl()
  const format = useFormat()
  const { sources, statementsPerSecond, pendingLearners } = flow
  const bytes = sources.reduce((sum, { state, bytesBehind }) => sum + (state === 'behind' ? (bytesBehind ?? 0) : 0), 0)
  const words = [
    statementsPerSecond !== null &&
      statementsPerSecond > 0 &&
      intl.formatMessage(texts.written, {
        rate: statementsPerSecond < 10 ? format.number(statementsPerSecond) : format.count(statementsPerSecond),
      }),
    bytes > 0 && intl.formatMessage(texts.behind, { size: sizeText(intl, bytes) }),
    pendingLearners > 0 && intl.formatMessage(texts.waiting, { count: pendingLearners }),
  ]
  return <p className={styles.quiet}>{words.filter(Boolean).join(' ')}</p>
}
