import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import type { Pipeline } from '../../../server/contract/pipeline.ts'
import { pipelineQuery } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { AnswerState } from '../../ui/answer-state.tsx'
import { Card } from '../../ui/card.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './admin.module.css'
import { ImportRuns } from './import-runs.tsx'
import { LmsTables } from './lms-tables.tsx'
import { adminMessages as texts } from './messages.ts'
import { Quarantine } from './quarantine.tsx'

/** Is the data fresh, what came in, and what could not be understood. */
export function DataState() {
  const intl = useIntl()
  const query = useQuery(pipelineQuery())
  return (
    <AnswerState query={query} shape={<Skeleton height="20rem" />}>
      {(pipeline) => (
        <>
          <Card
            title={intl.formatMessage(texts.data)}
            subtitle={intl.formatMessage(pipeline.dataSet === 'demo' ? texts.dataDemo : texts.dataReal)}
          >
            <Freshness pipeline={pipeline} />
          </Card>
          {pipeline.lmsTables.length > 0 && (
            <Card title={intl.formatMessage(texts.lmsTables)} subtitle={intl.formatMessage(texts.lmsTablesSubtitle)}>
              <LmsTables tables={pipeline.lmsTables} />
            </Card>
          )}
          <Card title={intl.formatMessage(texts.runs)} subtitle={intl.formatMessage(texts.runsSubtitle)}>
            <ImportRuns runs={pipeline.runs.filter(({ dataSet }) => dataSet === pipeline.dataSet)} />
          </Card>
          <Card title={intl.formatMessage(texts.quarantine)} subtitle={intl.formatMessage(texts.quarantineSubtitle)}>
            <Quarantine lines={pipeline.quarantined} />
          </Card>
        </>
      )}
    </AnswerState>
  )
}

function Freshness({ pipeline }: { readonly pipeline: Pipeline }) {
  const intl = useIntl()
  const format = useFormat()
  const { firstEvent, lastEvent, pendingLearners } = pipeline
  const now = new Date()
  const moment = (value: string | null) =>
    value === null ? (
      intl.formatMessage(texts.none)
    ) : (
      <>
        {format.ago(value, now)}
        <span className={styles.exact}>{format.dateTime(value)}</span>
      </>
    )
  const figures = [
    [texts.newestEvent, moment(lastEvent)],
    [texts.oldestEvent, moment(firstEvent)],
    [texts.statements, format.count(pipeline.statements)],
    [texts.courses, format.count(pipeline.courses)],
    [texts.learners, format.count(pipeline.learners)],
    [
      texts.pending,
      pendingLearners === 0
        ? intl.formatMessage(texts.pendingNone)
        : intl.formatMessage(texts.pendingSome, { count: pendingLearners }),
    ],
  ] as const
  return (
    <dl className={styles.figures}>
      {figures.map(([label, value]) => (
        <div key={label.id}>
          <dt>{intl.formatMessage(label)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
