import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useIntl } from 'react-intl'
import { siteQuery } from '../../data/queries.ts'
import { OnwardIcon } from '../../ui/icons.tsx'
import { BlockName } from './block-name.tsx'
import { blockUrl, courseUrl } from './course-links.ts'
import type { LearningCourse } from './learning.ts'
import { studentMessages as texts } from './messages.ts'
import styles from './student.module.css'

/** The one suggestion of the page: a link to where the learner goes on. */
export function NextStep({ course }: { readonly course: LearningCourse | null }) {
  const intl = useIntl()
  const titleId = useId()
  const { data: site } = useQuery(siteQuery())

  return (
    <section className={styles.next} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.nextTitle}>
        {intl.formatMessage(texts.nextStep)}
      </h2>
      {course === null ? (
        <>
          <p className={styles.nextName}>{intl.formatMessage(texts.allDone)}</p>
          <p className={styles.nextPlace}>{intl.formatMessage(texts.allDoneWhy)}</p>
        </>
      ) : (
        <>
          <p className={styles.nextName}>
            {course.next ? <BlockName {...course.next} /> : intl.formatMessage(texts.carryOnHere)}
          </p>
          <p className={styles.nextPlace}>
            {course.next?.section
              ? intl.formatMessage(texts.nextInSection, { section: course.next.section, course: course.name })
              : course.name}
          </p>
          {site && (
            <a
              className={styles.nextLink}
              href={
                course.next
                  ? blockUrl(site.lmsUrl, course.courseKey, course.next.blockKey)
                  : courseUrl(site.lmsUrl, course.courseKey)
              }
            >
              {intl.formatMessage(texts.carryOn)}
              <OnwardIcon size={18} />
            </a>
          )}
        </>
      )}
    </section>
  )
}
