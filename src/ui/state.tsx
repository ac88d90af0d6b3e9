import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { Button } from './button.tsx'
import { RetryIcon } from './icons.tsx'
import { uiMessages } from './messages.ts'
import styles from './state.module.css'

interface StateProps {
  readonly title: ReactNode
  /** Why, and what to do. */
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly role?: 'status' | 'alert'
}

/** Words where content would be. */
export function State({ title, children, action, role }: StateProps) {
  return (
    <div className={styles.state} role={role}>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.words}>{children}</div>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  )
}

/** Nothing to show: says why and what to do. */
export function EmptyState({ title, children, action }: Omit<StateProps, 'role'>) {
  return (
    <State title={title} action={action}>
      {children}
    </State>
  )
}

/** A group so small that its figures would be about somebody. */
export function TooSmallState({ minimum }: { readonly minimum: number }) {
  const intl = useIntl()
  return (
    <State title={intl.formatMessage(uiMessages.tooSmall)}>
      <p>{intl.formatMessage(uiMessages.tooSmallWhy, { minimum })}</p>
    </State>
  )
}

interface FailureStateProps {
  /** What went wrong; `code`, `advice` and `requestId` are used where there are any. */
  readonly error: Error & {
    readonly code?: string
    readonly advice?: string | undefined
    readonly requestId?: string | undefined
  }
  readonly onRetry?: () => void
  /** What failed, where it was not showing something. */
  readonly title?: string
}

/** Something failed: what, what the person can do, and a way to try again. */
export function FailureState({ error, onRetry, title }: FailureStateProps) {
  const intl = useIntl()
  const [what, advice] = whatToSay(error.code)
  const message = what ? intl.formatMessage(what) : error.message
  const next = advice ? intl.formatMessage(advice) : error.advice
  return (
    <State
      role="alert"
      title={title ?? intl.formatMessage(uiMessages.failed)}
      action={
        onRetry && (
          <Button onPress={onRetry} size="small">
            <RetryIcon size={16} />
            {intl.formatMessage(uiMessages.retry)}
          </Button>
        )
      }
    >
      <p>{message}</p>
      {next !== undefined && <p>{next}</p>}
      {error.requestId !== undefined && (
        <p className={styles.reference}>{intl.formatMessage(uiMessages.reference, { id: error.requestId })}</p>
      )}
    </State>
  )
}

/** Where the service gave no answer there are no words from it either. */
function whatToSay(code: string | undefined) {
  if (code === 'no_answer') return [uiMessages.noAnswer, uiMessages.noAnswerAdvice] as const
  if (code === 'too_slow') return [uiMessages.tooSlow, uiMessages.tooSlowAdvice] as const
  return [null, null] as const
}
