import { useIntl } from 'react-intl'
import { useFormat } from '../../i18n/format.ts'
import { ProgressMeter } from '../../ui/progress-meter.tsx'
import { hasEnded, isDone, isPassing, type LearningCourse } from './learning.ts'
import { studentMessages as texts } from './messages.ts'
import styles from './student.module.css'

interface CoursePictureProps {
  readonly course: LearningCourse
}

/** One course at a glance: what is done against the course's time, the grade against the pass mark. */
export function CoursePicture({ course }: CoursePictureProps) {
  return (
    <div className={styles.picture}>
      <Progress course={course} />
      <Grade course={course} />
    </div>
  )
}

function Progress({ course }: CoursePictureProps) {
  const intl = useIntl()
  const { completed, total, elapsed } = course
  if (total === null) return <p>{intl.formatMessage(texts.progressAlone, { completed })}</p>

  const isRunning = elapsed !== null && !hasEnded(course) && !isDone(course)
  const note = isDone(course) ? texts.doneNote : hasEnded(course) ? texts.endedNote : null
  return (
    <ProgressMeter
      label={intl.formatMessage(texts.progress)}
      value={total > 0 ? completed / total : 0}
      text={intl.formatMessage(texts.progressText, { completed, total })}
      mark={isRunning ? { at: elapsed, label: intl.formatMessage(texts.today) } : null}
      {...(note && { note: intl.formatMessage(note) })}
    />
  )
}

function Grade({ course }: CoursePictureProps) {
  const intl = useIntl()
  const format = useFormat()
  const { grade, passMark } = course
  if (grade === null && passMark === null) return <p>{intl.formatMessage(texts.noGrade)}</p>

  const mark = passMark !== null && {
    at: passMark,
    label: intl.formatMessage(texts.toPass, { share: format.share(passMark) }),
  }
  return (
    <ProgressMeter
      label={intl.formatMessage(texts.grade)}
      value={grade ?? 0}
      text={grade === null ? intl.formatMessage(texts.noGrade) : format.share(grade)}
      mark={mark || null}
      {...(isPassing(course) && { note: intl.formatMessage(texts.passedNote) })}
    />
  )
}
