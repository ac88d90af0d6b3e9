import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { classNames } from './class-names.ts'
import { CheckIcon, InfoIcon, WarningIcon } from './icons.tsx'

/** `problem` is about the system, never about a person. */
export type Tone = 'info' | 'success' | 'notice' | 'problem'

interface BannerProps {
  readonly tone?: Tone
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Read aloud when it appears: `status` politely, `alert` at once. */
  readonly role?: 'status' | 'alert' | 'note'
}

/** Something to know before reading on. */
export function Banner({ tone = 'info', title, children, actions, role = 'note' }: BannerProps) {
  const Icon = tone === 'success' ? CheckIcon : tone === 'info' ? InfoIcon : WarningIcon
  return (
    <div role={role} className={classNames(styles.banner, tone !== 'info' && styles[tone])}>
      <span className={styles.icon}>
        <Icon size={18} />
      </span>
      <div className={styles.body}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {children}
      </div>
      {actions}
    </div>
  )
}
