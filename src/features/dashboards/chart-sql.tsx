import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { type ChartChoices, chartSqlQuery, sessionQuery } from '../../data/queries.ts'
import styles from './about.module.css'
import { chartMessages as texts } from './messages.ts'

interface ChartSqlProps {
  readonly slug: string
  readonly chartId: string
  readonly asked: ChartChoices
}

/** For administrators: what the engine is asked, asked for only when somebody opens it. */
export function ChartSql({ slug, chartId, asked }: ChartSqlProps) {
  const intl = useIntl()
  const [isOpen, setOpen] = useState(false)
  const { data: session } = useQuery(sessionQuery())
  const { data, error } = useQuery({ ...chartSqlQuery(slug, chartId, asked), enabled: isOpen })
  if (session?.areas.admin !== true) return null
  return (
    <details className={styles.sql} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{intl.formatMessage(texts.sql)}</summary>
      {data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled to with the keyboard
        <section tabIndex={0} aria-label={intl.formatMessage(texts.sql)}>
          <pre>{data.sql}</pre>
        </section>
      ) : (
        <p>{intl.formatMessage(error ? texts.sqlFailed : texts.sqlComing)}</p>
      )}
    </details>
  )
}
