import { type ReactNode, useId, useRef, useState } from 'react'
import { Popover } from 'react-aria-components/Popover'
import { classNames } from './class-names.ts'
import { InfoIcon } from './icons.tsx'
import popover from './popover.module.css'
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
  const descriptionId = useId()
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label={label}
        aria-describedby={descriptionId}
        onClick={() => setOpen(true)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onPointerEnter={({ pointerType }) => pointerType === 'mouse' && setOpen(true)}
        onPointerLeave={({ pointerType }) => pointerType === 'mouse' && setOpen(false)}
        onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
      >
        <InfoIcon size={16} />
      </button>
      <span id={descriptionId} hidden>
        {children}
      </span>
      <Popover
        triggerRef={button}
        isOpen={isOpen}
        onOpenChange={setOpen}
        isNonModal
        aria-label={label}
        className={classNames(popover.popover, styles.tip)}
      >
        {children}
      </Popover>
    </>
  )
}
