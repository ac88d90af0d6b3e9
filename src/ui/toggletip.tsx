import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { InfoIcon } from './icons.tsx'
import { placeBeside } from './place-beside.ts'
import styles from './toggletip.module.css'

interface ToggletipProps {
  /** The button's name: what will be explained. */
  readonly label: string
  /** The explanation, as text. */
  readonly children: ReactNode
}

/**
 * A small button that explains something on hover, focus and tap alike (a tooltip alone never opens under a finger).
 * The explanation is also the button's description, so it is read aloud without opening anything.
 */
export function Toggletip({ label, children }: ToggletipProps) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const bubble = useRef<HTMLSpanElement>(null)
  const bubbleId = useId()

  useLayoutEffect(() => {
    if (isOpen && button.current && bubble.current) placeBeside(button.current, bubble.current)
  }, [isOpen])

  useEffect(() => {
    if (!isOpen) return
    const close = () => setOpen(false)
    // What it points at moves away under it; that happens in any scrolling part of the page.
    window.addEventListener('scroll', close, { capture: true, passive: true })
    return () => window.removeEventListener('scroll', close, { capture: true })
  }, [isOpen])

  return (
    <span className={styles.toggletip}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label={label}
        aria-describedby={bubbleId}
        onClick={() => setOpen(true)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onPointerEnter={({ pointerType }) => pointerType === 'mouse' && setOpen(true)}
        onPointerLeave={({ pointerType }) => pointerType === 'mouse' && setOpen(false)}
        onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
      >
        <InfoIcon size={16} />
      </button>
      <span ref={bubble} id={bubbleId} role="tooltip" hidden={!isOpen} className={styles.bubble}>
        {children}
      </span>
    </span>
  )
}
