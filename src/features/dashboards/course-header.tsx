import { type IntlShape, useIntl } from 'react-intl'
import { Link } from 'react-router'
import type { Course } from '../../../server/contract/course.ts'
import { useViewAs } from '../../data/views.ts'
import { createFormat } from '../../i18n/format.ts'
import { Button } from '../../ui/button.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import styles from './course-dashboard-page.module.css'
import { Freshness } from './freshness.tsx'
import { courseMessages as texts } from './messages.ts'

/** Which course run this is, how it stands in one sentence, and how new the data is. */
export function CourseHeader({
  course,
  asOf,
  lmsAsOf,
}: {
  readonly course: Course
  readonly asOf: string | null
  readonly lmsAsOf: string | null
}) {
  const intl = useIntl()
  const viewAs = useViewAs()
  const { name, courseKey, org, run, enrolled, activeLast7Days } = course
  const facts = [org, run, datesOf(course, intl), name === courseKey ? '' : courseKey].filter(Boolean)
  return (
    <>
      <PageHeading
        title={name}
        before={<Link to="/courses">{intl.formatMessage(texts.back)}</Link>}
        lead={
          asOf === null && lmsAsOf
            ? intl.formatMessage(texts.leadEnrolled, { enrolled })
            : intl.formatMessage(texts.lead, { active: activeLast7Days, enrolled })
        }
      />
      <div className={styles.facts}>
        <p className={styles.run}>{facts.join(' · ')}</p>
        <Freshness asOf={asOf} lmsAsOf={lmsAsOf} />
        {viewAs && (
          <div>
            <Button size="small" onPress={() => viewAs(courseKey)}>
              {intl.formatMessage(texts.viewAs)}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}

function datesOf({ start, end }: Course, intl: IntlShape): string {
  const { date } = createFormat(intl)
  if (start && end) return intl.formatMessage(texts.dates, { start: date(start), end: date(end) })
  return start ? intl.formatMessage(texts.from, { start: date(start) }) : ''
}
