import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import type { ExtractionState } from '../../../../server/contract/extraction.ts'
import { extractionQuery, runExtraction } from '../../../data/queries.ts'
import { RequestFailed } from '../../../data/request.ts'
import { useFormat } from '../../../i18n/format.ts'
import { AnswerState } from '../../../ui/answer-state.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { FailureState } from '../../../ui/state.tsx'
import card from '../pipeline-card.module.css'
import styles from './extraction.module.css'
import { ExtractionRuns } from './extraction-runs.tsx'
import { ExtractionTables } from './extraction-tables.tsx'
import { extractionMessages as texts } from './messages.ts'

/** What comes from the LMS: in words first, then table by table, then run by run; and a button that has it come now. */
export function Extraction() {
  const intl = useIntl()
  const query = useQuery(extractionQuery())
  return (
    <Card title={intl.formatMessage(texts.title)} subtitle={intl.formatMessage(texts.subtitle)}>
      <AnswerState query={query} shape={<Skeleton height="14rem" />}>
        {(state) => (
          <div className={card.stack}>
            <Standing state={state} />
            {state.tables.length > 0 && <ExtractionTables tables={state.tables} />}
            {state.runs.length > 0 && <ExtractionRuns runs={state.runs} />}
          </div>
        )}
      </AnswerState>
    </Card>
  )
}

function Standing({ state }: { readonly state: ExtractionState }) {
  const intl = useIntl()
  const queryClient = useQueryClient()
  const run = useMutation({
    ...runExtraction(),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: extractionQuery().queryKey })
      void queryClient.invalidateQueries({ queryKey: ['audit'] })
    },
  })
  const newest = newestOf(state)
  const isRunning = newest?.outcome === 'running'
  return (
    <>
      <div className={styles.top}>
        <div>
          <p className={card.headline} role="status">
            <Headline state={state} />
          </p>
          <When state={state} />
        </div>
        {state.isConfigured && state.isAllowed && (
          <Button kind="primary" isDisabled={isRunning || run.isPending} onPress={() => run.mutate()}>
            {intl.formatMessage(texts.runNow)}
          </Button>
        )}
      </div>
      <NotStarted error={run.error} />
      {newest?.failure && !isRunning && (
        <Banner tone="problem" title={intl.formatMessage(texts.runFailed)}>
          <p lang="en">{newest.failure}</p>
        </Banner>
      )}
    </>
  )
}

/** One that was skipped says nothing of the data. */
const newestOf = ({ runs }: ExtractionState) => runs.find(({ outcome }) => outcome !== 'overlapped')

const headlines = { done: texts.done, failed: texts.failed, interrupted: texts.interrupted, overlapped: texts.done }

function Headline({ state }: { readonly state: ExtractionState }) {
  const intl = useIntl()
  const format = useFormat()
  const newest = newestOf(state)
  if (newest === undefined) return intl.formatMessage(texts.never)
  const { outcome, tables, startedAt, finishedAt } = newest
  if (outcome === 'running') return intl.formatMessage(texts.underWay, { count: tables.length })
  return intl.formatMessage(headlines[outcome], { when: format.ago(finishedAt ?? startedAt, new Date()) })
}

/** When it comes again, or why it does not. */
function When({ state: { isConfigured, isAllowed, schedule } }: { readonly state: ExtractionState }) {
  const intl = useIntl()
  const format = useFormat()
  const words = !isAllowed
    ? [intl.formatMessage(texts.modeForbids)]
    : !isConfigured
      ? [intl.formatMessage(texts.unconfigured)]
      : schedule === null
        ? [intl.formatMessage(texts.noSchedule)]
        : [
            schedule.nextAt !== null && intl.formatMessage(texts.next, { when: format.dateTime(schedule.nextAt) }),
            intl.formatMessage(texts.crontab, { ...schedule, crontab: inOneLine(schedule.crontab) }),
          ]
  return <p className={styles.quiet}>{words.filter(Boolean).join(' ')}</p>
}

/** Five fields that belong together. */
const inOneLine = (crontab: string) => crontab.replaceAll(' ', '\u00a0')

function NotStarted({ error }: { readonly error: Error | null }) {
  const intl = useIntl()
  if (error === null) return null
  const title = intl.formatMessage(texts.notStarted)
  const known = { 'extraction.under-way': texts.alreadyUnderWay, 'extraction.mode': texts.modeForbids } as const
  const code = error instanceof RequestFailed ? error.why?.code : undefined
  if (code === undefined || !Object.hasOwn(known, code)) return <FailureState error={error} title={title} />
  return (
    <Banner tone="problem" role="alert" title={title}>
      {intl.formatMessage(known[code as keyof typeof known])}
    </Banner>
  )
}
