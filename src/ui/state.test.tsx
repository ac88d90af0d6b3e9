import { act, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { RequestFailed } from '../data/request.ts'
import { renderScreen } from '../data/testing/render.tsx'
import { AnswerState } from './answer-state.tsx'
import { Loading, Skeleton } from './skeleton.tsx'
import { FailureState, TooSmallState } from './state.tsx'

afterEach(() => vi.useRealTimers())

describe('a failure', () => {
  it('says what went wrong, what to do, and under which number support finds it', () => {
    const error = new RequestFailed('too_expensive', 422, 'Too much to count.', 'Choose a shorter period.', 'r-42')
    renderScreen(<FailureState error={error} />)
    const alert = screen.getByRole('alert')
    expect(alert).toHaveTextContent('Too much to count.')
    expect(alert).toHaveTextContent('Choose a shorter period.')
    expect(alert).toHaveTextContent('r-42')
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('speaks the reader’s language where the service could not speak', () => {
    renderScreen(<FailureState error={new RequestFailed('no_answer', 0, 'Panorama could not be reached.')} />, {
      locale: 'es',
    })
    expect(screen.getByRole('alert')).toHaveTextContent('No se ha podido conectar con Panorama.')
  })

  it('can be tried again', async () => {
    const retry = vi.fn()
    const { user } = renderScreen(<FailureState error={new Error('No.')} onRetry={retry} />)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(retry).toHaveBeenCalledOnce()
  })
})

it('loading says so at once to those who listen, and in words when it lasts', () => {
  vi.useFakeTimers()
  renderScreen(
    <Loading>
      <Skeleton />
    </Loading>,
  )
  expect(screen.getByRole('status')).toHaveTextContent('Loading…')
  act(() => vi.advanceTimersByTime(6_000))
  expect(screen.getByRole('status')).toHaveTextContent('This is taking longer than usual.')
})

it('a small group is not shown, and it says from how many people on', () => {
  renderScreen(<TooSmallState minimum={10} />)
  expect(screen.getByText(/from 10 people on/)).toBeVisible()
})

describe('what stands on an answer', () => {
  const asked = { data: undefined, error: null, refetch: () => Promise.resolve() }
  const show = (query: typeof asked | { data: string; error: Error | null; refetch: () => Promise<void> }) =>
    renderScreen(
      <AnswerState query={query} shape="grey">
        {(words) => <p>{words}</p>}
      </AnswerState>,
    )

  it('is grey while the answer is on its way', () => {
    show(asked)
    expect(screen.getByText('grey')).toBeVisible()
  })

  it('stays on screen when a later refresh fails', () => {
    show({ data: 'the answer', error: new Error('No.'), refetch: () => Promise.resolve() })
    expect(screen.getByText('the answer')).toBeVisible()
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
