import { type ReactNode, useId } from 'react'
import styles from './card.module.css'

interface CardProps {
  readonly title?: ReactNode
  readonly subtitle?: ReactNode
  /** Quiet buttons at the end of the title's line. */
  readonly actions?: ReactNode
  /** The level of the title in the page's outline. */
  readonly level?: 2 | 3
  readonly children: ReactNode
}

/** One thing on the page, framed and named by its title. */
export function Card({ title, subtitle, actions, level = 2, children }: CardProps) {
  const titleId = useId()
  const Heading = `h${level}` as const
  return (
    <section className={styles.card} {...(title === undefined ? {} : { 'aria-labelledby': titleId })}>
      {(title !== undefined || actions !== undefined) && (
        <div className={styles.head}>
          <div className={styles.titles}>
            {title !== undefined && <Heading id={titleId}>{title}</Heading>}
            {subtitle !== undefined && <p className={styles.subtitle}>{subtitle}</p>}
          </div>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </div>
      )}
      {children}
    </section>
  )
}
