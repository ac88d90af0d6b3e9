import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { chartQuery } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type ClassMiddle, type LearningCourse, readClassMiddle } from './learning.ts'
import { studentMessages as texts } from './messages.ts'
import { Part } from './part.tsx'
import styles from './student.module.css'

/** The middle of the class beside the learner's own figures; asked for only when the learner opens it. */
export function ClassComparison({ course }: { readonly course: LearningCourse }) {
  const intl = useIntl()
  const [isOpen, setOpen] = useState(false)
  const query = useQuery({
    ...chartQuery('student', 'my-peers', { course: course.courseKey, tz: intl.timeZone }),
    enabled: isOpen,
  })
  return (
    <details className={styles.compare} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{intl.formatMessage(texts.compare)}</summary>
      <Part query={query} shape={<Skeleton height="8rem" />}>
        {(answer) => {
          const middle = readClassMiddle(answer)
          return middle ? (
            <Comparison course={course} middle={middle} />
          ) : (
            <p>{intl.formatMessage(texts.compareNone)}</p>
          )
        }}
      </Part>
    </details>
  )
}

function Comparison({ course, middle }: { readonly course: LearningCourse; readonly middle: ClassMiddle }) {
  const intl = useIntl()
  const format = useFormat()
  const known = (value: number | null, show: (value: number) => string) =>
    value === null ? intl.formatMessage(texts.unknown) : show(value)
  const lines = [
    [texts.compareDone, known(course.completed, format.count), known(middle.completed, format.number)],
    [texts.compareGrade, known(course.grade, format.share), known(middle.grade, format.share)],
    [texts.compareTime, known(course.secondsLast7Days, format.duration), known(middle.weeklySeconds, format.duration)],
  ] as const
  return (
    <>
      <p>{intl.formatMessage(texts.compareLead, { learners: middle.learners })}</p>
      <table className={styles.comparison}>
        <thead>
          <tr>
            <td />
            <th scope="col">{intl.formatMessage(texts.you)}</th>
            <th scope="col">{intl.formatMessage(texts.classMiddle)}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([label, own, others]) => (
            <tr key={label.id}>
              <th scope="row">{intl.formatMessage(label)}</th>
              <td>{own}</td>
              <td>{others}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
