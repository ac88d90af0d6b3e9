import { useIntl } from 'react-intl'
import styles from './access.module.css'
import { accessMessages as texts } from './messages.ts'

interface FewOfListProps {
  readonly items: readonly string[]
  /** Shown where there are none. */
  readonly none: string
}

/** So many are taken in at a glance. */
const few = 4

/** The first of a list, each on its line, and how many more there are. */
export function FewOfList({ items, none }: FewOfListProps) {
  const intl = useIntl()
  if (items.length === 0) return <span className={styles.quiet}>{none}</span>
  const shown = items.length > few + 1 ? items.slice(0, few) : items
  return (
    <ul className={styles.list}>
      {shown.map((item) => (
        <li key={item}>
          <bdi>{item}</bdi>
        </li>
      ))}
      {shown.length < items.length && (
        <li className={styles.quiet}>{intl.formatMessage(texts.more, { count: items.length - shown.length })}</li>
      )}
    </ul>
  )
}
