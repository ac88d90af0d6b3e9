import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useIntl } from 'react-intl'
import { Link } from 'react-router'
import { embedAddress, type Subject } from '../../data/embed-address.ts'
import { embedsQuery } from '../../data/embeds.ts'
import { sessionQuery } from '../../data/queries.ts'
import { courseMessages as texts } from './messages.ts'
import styles from './other-dashboards.module.css'

/**
 * The viewer's dashboards of other tools, each a link to it as it is about this course. The page stands without them: while
 * they are not known, or cannot be, there is nothing.
 */
export function OtherDashboards({ about }: { readonly about: Subject }) {
  const intl = useIntl()
  const labelId = useId()
  const { data: session } = useQuery(sessionQuery())
  const { data } = useQuery({ ...embedsQuery(), enabled: session?.areas.dashboards === true })
  const others = data?.embeds.filter(({ area, obstacle }) => area === 'courses' && obstacle === null) ?? []
  if (others.length === 0) return null
  return (
    <nav className={styles.others} aria-labelledby={labelId}>
      <span id={labelId} className={styles.label}>
        {intl.formatMessage(texts.others)}
      </span>
      <ul className={styles.list}>
        {others.map((embed) => (
          <li key={embed.id}>
            <Link className={styles.link} to={embedAddress(embed, about)}>
              {embed.title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
