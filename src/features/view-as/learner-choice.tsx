import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { FoundLearners } from '../../../server/contract/view.ts'
import { learnersQuery } from '../../data/views.ts'
import { RadioChoice } from '../../ui/radio-choice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Loading, SkeletonLines } from '../../ui/skeleton.tsx'
import { FailureState } from '../../ui/state.tsx'
import { viewAsMessages as texts } from './messages.ts'
import { useSettled } from './use-settled.ts'
import styles from './view-as.module.css'

/** Milliseconds for which nothing is typed before learners are looked for. */
const typingPause = 300

interface LearnerChoiceProps {
  readonly course: string
  /** Their username. */
  readonly chosen: string | null
  readonly onChoose: (username: string) => void
  readonly problem: string | undefined
}

/** One of the learners of a course, found by name, or where the site shows no names by the whole username. */
export function LearnerChoice({ course, chosen, onChoose, problem }: LearnerChoiceProps) {
  const intl = useIntl()
  const [typed, setTyped] = useState('')
  const text = useSettled(typed.trim(), typingPause)
  const found = useQuery({ ...learnersQuery(course, text), placeholderData: keepPreviousData })
  const isWhole = found.data?.byName === false
  return (
    <div className={styles.learners}>
      <SearchField
        label={intl.formatMessage(isWhole ? texts.findWhole : texts.find)}
        value={typed}
        onChange={setTyped}
      />
      {isWhole && <p className={styles.hint}>{intl.formatMessage(texts.findWholeWhy)}</p>}
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {found.data ? (
        <Found found={found.data} hasAsked={text !== '' || !isWhole} chosen={chosen} onChoose={onChoose} />
      ) : found.error ? (
        <FailureState error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <Loading>
          <SkeletonLines count={3} />
        </Loading>
      )}
    </div>
  )
}

interface FoundProps {
  readonly found: FoundLearners
  readonly hasAsked: boolean
  readonly chosen: string | null
  readonly onChoose: (username: string) => void
}

function Found({ found: { learners, more }, hasAsked, chosen, onChoose }: FoundProps) {
  const intl = useIntl()
  const options = learners.map(({ username, name }) =>
    name === null ? { value: username, label: username } : { value: username, label: name, hint: username },
  )
  return (
    <>
      {options.length > 0 && (
        <div className={styles.found}>
          <RadioChoice
            label={intl.formatMessage(texts.learners)}
            options={options}
            value={chosen ?? ''}
            onChange={onChoose}
          />
        </div>
      )}
      <p role="status" className={styles.hint}>
        {options.length === 0 && hasAsked && intl.formatMessage(texts.none)}
        {more && intl.formatMessage(texts.more)}
      </p>
    </>
  )
}
