import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useIntl } from 'react-intl'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'
import { CloseIcon } from './icons.tsx'
import { uiMessages } from './messages.ts'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly size?: 'normal' | 'wide'
  /** The answers to a question, the one that does something last. */
  readonly buttons?: ReactNode
  /** `alertdialog` when something is about to change. */
  readonly role?: 'dialog' | 'alertdialog'
  /** Whether a click beside it closes it; not where something typed would be lost. */
  readonly isDismissable?: boolean
  readonly children: ReactNode
}

/** A window over the page that keeps the keyboard inside and gives the focus back when it closes. */
export function Dialog({
  title,
  isOpen,
  onClose,
  size = 'normal',
  buttons,
  role = 'dialog',
  isDismissable = role === 'dialog',
  children,
}: DialogProps) {
  const intl = useIntl()
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={isDismissable}
      className={styles.veil ?? ''}
    >
      <Modal className={classNames(styles.modal, size === 'wide' && styles.wide)}>
        <AriaDialog className={styles.dialog ?? ''} role={role}>
          <div className={styles.head}>
            <Heading slot="title" level={2} className={styles.title ?? ''}>
              {title}
            </Heading>
            <IconButton label={intl.formatMessage(uiMessages.close)} icon={<CloseIcon />} onPress={onClose} />
          </div>
          {children}
          {buttons !== undefined && <div className={styles.buttons}>{buttons}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
