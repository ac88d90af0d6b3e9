import type { ReactNode } from 'react'
import styles from './button.module.css'
import { buttonClass } from './button.tsx'
import { classNames } from './class-names.ts'

interface IconLinkProps {
  /** Where it leads or what it brings, in words; the icon alone says too little. */
  readonly label: string
  readonly icon: ReactNode
  readonly href: string
  /** Save what the address holds instead of showing it. */
  readonly download?: boolean
}

/** A link with the look of an icon button. */
export function IconLink({ label, icon, href, download = false }: IconLinkProps) {
  return (
    <a
      className={classNames(buttonClass('quiet', 'small'), styles.iconOnly)}
      aria-label={label}
      title={label}
      href={href}
      download={download}
    >
      {icon}
    </a>
  )
}
