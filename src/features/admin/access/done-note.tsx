import { useEffect, useRef } from 'react'
import { Banner } from '../../../ui/banner.tsx'
import styles from './access.module.css'

/** Says what was done. Takes the focus where the button that did it went with what was removed. */
export function DoneNote({ text }: { readonly text: string | null }) {
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (text === null) return undefined
    // After the dialog has tried to give the focus back.
    const waiting = window.setTimeout(() => {
      if (document.activeElement === document.body) note.current?.focus()
    }, 50)
    return () => window.clearTimeout(waiting)
  }, [text])
  return (
    <div ref={note} tabIndex={-1} className={styles.done} role="status">
      {text !== null && <Banner tone="success">{text}</Banner>}
    </div>
  )
}
