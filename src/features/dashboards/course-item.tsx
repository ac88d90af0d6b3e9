import { useIntl } from 'react-intl'
import { Link } from 'react-router'
import type { Course } from '../../../server/contract/course.ts'
import { useFormat } from '../../i18n/format.ts'
import styles from './courses-page.module.css'
import { coursesMessages as texts } from './messages.ts'

/** One course run in the list: where it leads and how it stands. */
export function CourseItem({ course }: { readonly course: Course }) {
  const intl = useIntl()
  const format = useFormat()
  const { courseKey, name, org, run, enrolled, activeLast7Days, lastActivity } = course
  const last = lastActivity === null ? intl.formatMessage(texts.noActivity) : format.ago(lastActivity, new Date())
  return (
    <li className={styles.course}>
      <div>
        <div className={styles.name}>
          <Link to={`/courses/${encodeURIComponent(courseKey)}`}>
            {name === courseKey ? <code>{courseKey}</code> : <bdi>{name}</bdi>}
          </Link>
        </div>
        <div className={styles.run}>{[org, run].filter(Boolean).join(' · ')}</div>
      </div>
      <Figure label={intl.formatMessage(texts.enrolledFigure)} value={format.count(enrolled)} />
      <Figure label={intl.formatMessage(texts.activeFigure)} value={format.count(activeLast7Days)} />
      <Figure label={intl.formatMessage(texts.lastFigure)} value={last} />
    </li>
  )
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <dl className={styles.figure}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </dl>
  )
}
