import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { type ButtonKind, buttonClass } from './button.tsx'

interface LinkButtonProps {
  readonly kind?: ButtonKind
  readonly size?: 'normal' | 'small'
  readonly children: ReactNode
  /** A page of ours, or else an address elsewhere. */
  readonly to?: string
  readonly href?: string
  /** Save what the address holds instead of showing it. */
  readonly download?: boolean
}

/** A link that looks like a button: it goes somewhere, so it is a link. */
export function LinkButton({ kind = 'plain', size = 'normal', children, to, href, download = false }: LinkButtonProps) {
  const className = buttonClass(kind, size)
  return to === undefined ? (
    <a className={className} href={href} download={download}>
      {children}
    </a>
  ) : (
    <Link className={className} to={to}>
      {children}
    </Link>
  )
}
