import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { ViewKind } from '../../../server/contract/view.ts'
import { coursesQuery } from '../../data/queries.ts'
import { beginView } from '../../data/views.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { RadioChoice } from '../../ui/radio-choice.tsx'
import { Select } from '../../ui/select.tsx'
import { FailureState } from '../../ui/state.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { LearnerChoice } from './learner-choice.tsx'
import { viewAsMessages as texts } from './messages.ts'
import styles from './view-as.module.css'
import { type Missing, type ViewDraft, viewOf } from './view-draft.ts'

/** Those that are asked for most come first. */
const kindsInOrder = [
  ['one-learner', texts.oneLearner, texts.oneLearnerHint],
  ['learner', texts.learner, texts.learnerHint],
  ['staff', texts.staff, texts.staffHint],
  ['person', texts.person, texts.personHint],
  ['admin', texts.admin, texts.adminHint],
] as const

interface ViewAsDialogProps {
  /** As whom this person may look; at least one. */
  readonly kinds: readonly ViewKind[]
  /** The course run that it was opened from, if any. */
  readonly course: string | null
  readonly onClose: () => void
  /** From now on everything is another's. */
  readonly onBegun: () => void
}

/** Chooses as whom to look at Panorama, and begins to. */
export function ViewAsDialog({ kinds, course, onClose, onBegun }: ViewAsDialogProps) {
  const intl = useIntl()
  const offered = kindsInOrder.filter(([kind]) => kinds.includes(kind))
  const [draft, setDraft] = useState<ViewDraft>({
    ...{ as: offered[0]?.[0] ?? 'learner', course, learner: null, username: '' },
  })
  const [missing, setMissing] = useState<Missing | null>(null)
  const { data } = useQuery(coursesQuery())
  const courses = data?.courses ?? []
  const begin = useMutation({ ...beginView(), onSuccess: onBegun })
  const put = (changes: Partial<ViewDraft>) => {
    setDraft({ ...draft, ...changes })
    setMissing(null)
    begin.reset()
  }
  const isOfCourse = draft.as !== 'admin' && draft.as !== 'person'
  // Somebody who has one course need not choose it.
  const only = courses.length === 1 ? courses[0]?.courseKey : undefined
  const chosenCourse = draft.course ?? only ?? null

  return (
    <FormDialog
      title={intl.formatMessage(texts.title)}
      save={intl.formatMessage(texts.begin)}
      isSaving={begin.isPending}
      onClose={onClose}
      onSave={() => {
        const wanted = viewOf({ ...draft, course: chosenCourse })
        if (typeof wanted === 'string') setMissing(wanted)
        else begin.mutate(wanted)
      }}
    >
      <p className={styles.lead}>{intl.formatMessage(texts.lead)}</p>
      <RadioChoice
        label={intl.formatMessage(texts.whom)}
        options={offered.map(([value, label, hint]) => ({
          ...{ value, label: intl.formatMessage(label), hint: intl.formatMessage(hint) },
        }))}
        value={draft.as}
        onChange={(as) => put({ as })}
      />
      {isOfCourse && (
        <Select
          label={intl.formatMessage(texts.course)}
          look="field"
          placeholder={intl.formatMessage(texts.chooseCourse)}
          options={courses.map(({ courseKey, name, run }) => ({
            value: courseKey,
            label: run ? `${name} · ${run}` : name,
          }))}
          value={chosenCourse}
          onChange={(courseKey) => put({ course: courseKey, learner: null })}
          problem={missing === 'course' ? intl.formatMessage(texts.courseMissing) : undefined}
        />
      )}
      {draft.as === 'one-learner' && chosenCourse !== null && (
        <LearnerChoice
          key={chosenCourse}
          course={chosenCourse}
          chosen={draft.learner}
          onChoose={(learner) => put({ learner })}
          problem={missing === 'learner' ? intl.formatMessage(texts.learnerMissing) : undefined}
        />
      )}
      {draft.as === 'person' && (
        <TextField
          label={intl.formatMessage(texts.username)}
          value={draft.username}
          onChange={(username) => put({ username })}
          maxLength={150}
          isRequired
          problem={missing === 'username' ? intl.formatMessage(texts.usernameMissing) : undefined}
        />
      )}
      {begin.error && <FailureState error={begin.error} title={intl.formatMessage(texts.notBegun)} />}
    </FormDialog>
  )
}
