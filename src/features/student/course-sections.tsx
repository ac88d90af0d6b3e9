import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { chartQuery } from '../../data/queries.ts'
import { Card } from '../../ui/card.tsx'
import { ProgressMeter } from '../../ui/progress-meter.tsx'
import { SkeletonLines } from '../../ui/skeleton.tsx'
import { readSections } from './learning.ts'
import { studentMessages as texts } from './messages.ts'
import { Part } from './part.tsx'
import styles from './student.module.css'

/** How far the learner is in each section, in course order. */
export function CourseSections({ courseKey }: { readonly courseKey: string }) {
  const intl = useIntl()
  const query = useQuery(chartQuery('student', 'my-sections', { course: courseKey, tz: intl.timeZone }))
  return (
    <Card title={intl.formatMessage(texts.sections)}>
      <Part query={query} shape={<SkeletonLines count={6} />}>
        {(answer) =>
          answer.rows.length === 0 ? (
            <p>{intl.formatMessage(texts.sectionsUnknown)}</p>
          ) : (
            <ol className={styles.sections}>
              {readSections(answer).map(({ section, name, completed, total }) => (
                <li key={section}>
                  <ProgressMeter
                    label={<bdi>{name}</bdi>}
                    value={total > 0 ? completed / total : 0}
                    text={intl.formatMessage(texts.progressText, { completed, total })}
                  />
                </li>
              ))}
            </ol>
          )
        }
      </Part>
    </Card>
  )
}
