import type { ReactNode } from 'react'
import { Loading } from './skeleton.tsx'
import { FailureState } from './state.tsx'

interface AnswerStateProps<Answer> {
  readonly query: {
    readonly data: Answer | undefined
    readonly error: Error | null
    readonly refetch: () => Promise<unknown>
  }
  /** The shape of what comes. */
  readonly shape: ReactNode
  readonly children: (answer: Answer) => ReactNode
}

/** What stands on one answer of the service: the content once it is there, else its shape, else what failed. */
export function AnswerState<Answer>({ query, shape, children }: AnswerStateProps<Answer>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <FailureState error={query.error} onRetry={() => void query.refetch()} />
  return <Loading>{shape}</Loading>
}
