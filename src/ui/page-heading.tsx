import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import styles from './page-heading.module.css'

interface PageHeadingProps {
  readonly title: string
  /** One line above the title, for example the way back. */
  readonly before?: ReactNode
  /** The sentence that says what matters most on this page. */
  readonly lead?: ReactNode
}

/**
 * The heading of a page. It names the browser's tab, and after a navigation it takes the focus, so that a screen
 * reader announces the new page and the keyboard starts at its top. A page that changes under the same title, as
 * when a tab is chosen, keeps the focus where it was.
 */
export function PageHeading({ title, before, lead }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const isFirstPage = useLocation().key === 'default'
  const announce = useRef(!isFirstPage)

  useEffect(() => {
    document.title = `${title} · Panorama`
    if (announce.current) heading.current?.focus()
    announce.current = true
  }, [title])

  return (
    <div className={styles.heading}>
      {before}
      <h1 ref={heading} tabIndex={-1}>
        <bdi>{title}</bdi>
      </h1>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
    </div>
  )
}
