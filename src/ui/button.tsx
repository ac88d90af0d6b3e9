import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import styles from './button.module.css'
import { classNames } from './class-names.ts'

/** `primary`: the one thing to do on a page. `plain`: other things. `quiet`: beside content, without a frame. */
export type ButtonKind = 'primary' | 'plain' | 'quiet'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly kind?: ButtonKind
  readonly size?: 'normal' | 'small'
  readonly children: ReactNode
}

export function Button({ kind = 'plain', size = 'normal', ...props }: ButtonProps) {
  return <AriaButton {...props} className={buttonClass(kind, size)} />
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  /** What the button does, in words; the icon alone says too little. */
  readonly label: string
  readonly icon: ReactNode
}

/** A square button whose name is shown as a tooltip by the browser. */
export function IconButton({ label, icon, kind = 'quiet', size = 'small', ...props }: IconButtonProps) {
  return (
    <AriaButton
      {...props}
      aria-label={label}
      className={classNames(buttonClass(kind, size), styles.iconOnly)}
      render={(domProps) => <button {...domProps} title={label} />}
    >
      {icon}
    </AriaButton>
  )
}

/** The look of a button for things that are something else to assistive technology, such as links. */
export function buttonClass(kind: ButtonKind, size: 'normal' | 'small' = 'normal'): string {
  return classNames(
    styles.button,
    kind === 'primary' && styles.primary,
    kind === 'quiet' && styles.quiet,
    size === 'small' && styles.small,
  )
}
