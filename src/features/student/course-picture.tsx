import { useIntl } from 'react-intl'
import { useFormat } from '../../i18n/format.ts'
import { ProgressMeter } from '../../ui/progress-meter.tsx'
import { hasEnded, isDone, isPassing, type LearningCourse } from './learning.ts'
import { studentMessages as texts } from './messages.ts'
import styles from './student.module.css'

/** One course at a glance: what is done against the course's time, the grade against the pass mark. */
export function CoursePicture({ course }: { readonly course: LearningCourse }) {
  return (
    <div className={styles.picture}>
      <Progress course={course} />
      <Grade course={course} />
    </div>
  )
}

function Progress({ course }: { readonly course: LearningCourse }) {
  const intl = useIntl()
  const format = useFormat()
  const { completed, total, elapsed } = course
  if (total === null) return <p>{intl.formatMessage(texts.progressAlone, { completed })}</p>

  const isRunning = elapsed !== null && !hasEnded(course)
  const note = isDone(course)
    ? intl.formatMessage(texts.doneNote)
    : isRunning
      ? intl.formatMessage(texts.elapsedNote, { share: format.share(elapsed) })
      : hasEnded(course) && intl.formatMessage(texts.endedNote)
  return (
    <ProgressMeter
      label={intl.formatMessage(texts.progress)}
      value={total > 0 ? completed / total : 0}
      text={intl.formatMessage(texts.progressText, { completed, total })}
      mark={isRunning && !isDone(course) ? elapsed : null}
      {...(note ? { note } : {})}
    />
  )
}

function Grade({ course }: { readonly course: LearningCourse }) {
  const intl = useIntl()
  const format = useFormat()
  const { grade, passMark } = course
  const note = isPassing(course)
    ? intl.formatMessage(texts.passedNote)
    : passMark !== null && intl.formatMessage(texts.passMarkNote, { share: format.share(passMark) })
  return (
    <ProgressMeter
      label={intl.formatMessage(texts.grade)}
      value={grade ?? 0}
      text={grade === null ? intl.formatMessage(texts.noGrade) : format.share(grade)}
      mark={passMark}
      {...(note ? { note } : {})}
    />
  )
}
