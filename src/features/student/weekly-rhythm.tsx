import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { chartQuery } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { Card } from '../../ui/card.tsx'
import { MiniBars } from '../../ui/mini-bars.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { studentMessages as texts } from './messages.ts'
import { Part } from './part.tsx'
import styles from './student.module.css'
import { localDay, type Rhythm, readRhythm } from './weeks.ts'

/** The rhythm of the weeks, in all courses or in one. */
export function WeeklyRhythm({ courseKey }: { readonly courseKey?: string }) {
  const intl = useIntl()
  const zone = intl.timeZone ?? 'UTC'
  const query = useQuery(chartQuery('student', 'my-weeks', { course: courseKey, period: 'all', tz: zone }))
  return (
    <Card title={intl.formatMessage(texts.rhythm)}>
      <Part query={query} shape={<Skeleton height="6rem" />}>
        {(answer) => {
          const rhythm = readRhythm(answer, localDay(new Date(), zone))
          return rhythm ? <Strip rhythm={rhythm} /> : <p>{intl.formatMessage(texts.rhythmNone)}</p>
        }}
      </Part>
    </Card>
  )
}

function Strip({ rhythm }: { readonly rhythm: Rhythm }) {
  const intl = useIntl()
  const format = useFormat()
  const { weeks, isCurrent, recentlyActive, recentSeconds } = rhythm
  const [first, last] = [weeks[0], weeks.at(-1)]
  const sentence = !isCurrent
    ? intl.formatMessage(texts.rhythmAway, { date: format.date(last?.monday ?? '') })
    : recentlyActive === 0
      ? intl.formatMessage(texts.rhythmQuiet)
      : intl.formatMessage(texts.rhythmSentence, { active: recentlyActive, time: format.duration(recentSeconds) })
  return (
    <div className={styles.rhythm}>
      <p>{sentence}</p>
      <div>
        <MiniBars
          label={intl.formatMessage(texts.weeksLabel)}
          bars={weeks.map(({ monday, seconds }) => ({
            key: monday,
            value: seconds,
            text: intl.formatMessage(texts.weekText, {
              date: format.shortDate(monday),
              time: format.duration(seconds),
            }),
          }))}
        />
        <p className={styles.ends} aria-hidden="true">
          <span>{format.shortDate(first?.monday ?? '')}</span>
          <span>{format.shortDate(last?.monday ?? '')}</span>
        </p>
      </div>
    </div>
  )
}
