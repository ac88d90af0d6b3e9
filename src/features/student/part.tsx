import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ChartAnswer } from '../../../server/contract/dashboard.ts'
import { AnswerState } from '../../ui/answer-state.tsx'
import { TooSmallState } from '../../ui/state.tsx'

interface PartProps {
  readonly query: UseQueryResult<ChartAnswer>
  /** The shape of what comes. */
  readonly shape: ReactNode
  readonly children: (answer: ChartAnswer) => ReactNode
}

/** A part of the panel that stands on the rows of one chart. */
export function Part({ query, shape, children }: PartProps) {
  return (
    <AnswerState query={query} shape={shape}>
      {(answer) => (answer.tooSmall ? <TooSmallState minimum={answer.tooSmall.minimum} /> : children(answer))}
    </AnswerState>
  )
}
