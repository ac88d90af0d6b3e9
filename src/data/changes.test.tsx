import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act, cleanup, render, screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followChanges, useIsLive } from './changes.ts'
import { chartQuery, coursesQuery, sessionQuery } from './queries.ts'
import { createQueryClient } from './query-client.ts'
import { navigation } from './sign-in.ts'
import { anAnswer } from './testing/chart-answer.ts'
import { playedStreams } from './testing/event-streams.ts'
import { answers, refuses, service } from './testing/service.ts'
import { aSession, aSite } from './testing/site.ts'

const birds = 'course-v1:A+Birds+1'
const stars = 'course-v1:A+Stars+1'

/** What was asked of the service, for example `Birds`, `mine`, `courses`, `session`. */
let asked: string[]
let streams: ReturnType<typeof playedStreams>
let stop = () => {}

const isHidden = vi.spyOn(document, 'hidden', 'get')

beforeEach(async () => {
  vi.useFakeTimers()
  streams = playedStreams()
  asked = []
  isHidden.mockReturnValue(false)
  service.use(
    http.get('*/api/dashboards/:slug/charts/:chart', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('course')?.split('+')[1] ?? 'mine')
      return HttpResponse.json(anAnswer([{ count: asked.length }]))
    }),
    http.get('*/api/courses', () => {
      asked.push('courses')
      return HttpResponse.json({ courses: [], asOf: null })
    }),
    http.get('*/api/session', () => {
      asked.push('session')
      return HttpResponse.json(aSession())
    }),
  )
  await open()
})
afterEach(() => {
  cleanup()
  stop()
  vi.useRealTimers()
})

/** A page with a chart of each of two course runs, one over all of a learner's, the list of courses and the session. */
async function open() {
  const queryClient = createQueryClient()
  render(
    <QueryClientProvider client={queryClient}>
      <Page />
    </QueryClientProvider>,
  )
  await vi.waitFor(() => expect(asked).toHaveLength(5))
  stop = followChanges(queryClient)
  await vi.waitFor(() => expect(screen.getByText('1 2 3')).toBeVisible())
  asked.splice(0)
}

function Page() {
  const counts = [
    useQuery(chartQuery('course-overview', 'active', { course: birds })),
    useQuery(chartQuery('course-overview', 'active', { course: stars })),
    useQuery(chartQuery('student', 'my-courses', { tz: 'UTC' })),
  ]
  useQuery(coursesQuery())
  useQuery(sessionQuery())
  return (
    <p>
      {counts.map(({ data }) => data?.rows[0]?.count ?? '–').join(' ')}
      {useIsLive() && ' live'}
    </p>
  )
}

const told = (courses: string[] | null) => act(() => streams.at(-1)?.tells(courses))
const passes = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))
const page = () => screen.getByText(/^[\d–]/).textContent

describe('news of a course run', () => {
  it('has asked anew what shows it, and nothing else', async () => {
    act(() => streams[0]?.begins())
    told([birds])
    await vi.waitFor(() => expect(asked.toSorted()).toEqual(['Birds', 'courses', 'mine']))
    await vi.waitFor(() => expect(page()).toMatch(/^[123] 2 [123] live$/))
    expect(page()).not.toBe('1 2 3 live')
  })

  it('that comes in a burst is asked for at once and then in rounds, however much there is', async () => {
    act(() => streams[0]?.begins())
    // One message every 100 ms for five seconds: rounds at 0, 1.5, 3 and 4.5 s.
    for (let each = 0; each < 50; each++) {
      told([each % 2 ? birds : stars])
      await passes(100)
    }
    expect(asked.filter((what) => what === 'courses')).toHaveLength(4)
    await passes(1_500)
    expect(asked.filter((what) => what === 'courses')).toHaveLength(5)
    await passes(5_000)
    expect(asked.filter((what) => what === 'courses')).toHaveLength(5)
  })

  it('that waits for its round keeps the names that came with it', async () => {
    told([])
    told([birds])
    told([stars])
    await passes(1_500)
    await vi.waitFor(() => expect(asked).toEqual(expect.arrayContaining(['Birds', 'Stars'])))
  })

  it('is not asked for while the page is out of sight, but when it is back', async () => {
    isHidden.mockReturnValue(true)
    told([birds])
    await passes(3_000)
    expect(asked).toEqual([])
    isHidden.mockReturnValue(false)
    act(() => void document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
    await vi.waitFor(() => expect(asked).toContain('Birds'))
    expect(asked).not.toContain('Stars')
  })

  it('of everything has everything asked anew', async () => {
    told(null)
    await vi.waitFor(() => expect(asked.toSorted()).toEqual(['Birds', 'Stars', 'courses', 'mine', 'session']))
  })

  it('that cannot be answered leaves the figures where they are', async () => {
    act(() => streams[0]?.begins())
    service.use(http.get('*/api/dashboards/:slug/charts/:chart', () => new HttpResponse(null, { status: 500 })))
    told([birds])
    await vi.waitFor(() => expect(asked).toContain('courses'))
    await passes(5_000)
    expect(page()).toBe('1 2 3 live')
  })
})

describe('the stream', () => {
  it('is one for the page, on our own service, and says when it is open', async () => {
    expect(streams.map(({ url }) => url)).toEqual(['/api/changes'])
    expect(page()).toBe('1 2 3')
    act(() => streams[0]?.begins())
    expect(page()).toBe('1 2 3 live')
    expect(asked).toEqual([])
  })

  it('that broke off is not live, and what was missed is asked for when it is open again', async () => {
    act(() => streams[0]?.begins())
    act(() => streams[0]?.breaks())
    expect(page()).toBe('1 2 3')
    expect(streams).toHaveLength(1)
    act(() => streams[0]?.begins())
    await vi.waitFor(() => expect(asked).toContain('Stars'))
  })

  it('is closed when the page has been out of sight for a minute, and opened when it is back', async () => {
    act(() => streams[0]?.begins())
    isHidden.mockReturnValue(true)
    act(() => void document.dispatchEvent(new Event('visibilitychange')))
    await passes(59_000)
    expect(streams[0]?.readyState).toBe(1)
    await passes(1_000)
    expect(streams[0]?.readyState).toBe(2)
    isHidden.mockReturnValue(false)
    act(() => void document.dispatchEvent(new Event('visibilitychange')))
    expect(streams).toHaveLength(2)
    act(() => streams[1]?.begins())
    await vi.waitFor(() => expect(asked).toContain('Birds'))
  })

  it('that made room for another page is opened again when this one is looked at', async () => {
    act(() => streams[0]?.begins())
    act(() => streams[0]?.isReplaced())
    expect(streams[0]?.readyState).toBe(2)
    await passes(120_000)
    expect(streams).toHaveLength(1)
    act(() => void window.dispatchEvent(new Event('focus')))
    expect(streams).toHaveLength(2)
  })

  it('that is refused is tried again, ever more rarely', async () => {
    for (const pause of [2_000, 4_000, 8_000]) {
      const before = streams.length
      act(() => streams.at(-1)?.isRefused())
      await passes(pause - 500)
      expect(streams).toHaveLength(before)
      await passes(1_000)
      await vi.waitFor(() => expect(streams).toHaveLength(before + 1))
    }
  })

  it('that is refused because the sign-in expired renews it first, and never leaves the page', async () => {
    const leaving = vi.spyOn(navigation, 'leaveFor').mockImplementation(() => {})
    let renewed = 0
    answers('site', aSite())
    refuses('session', 401, { code: 'unauthenticated' })
    service.use(
      http.post('https://lms.example.com/login_refresh', () => {
        renewed += 1
        return new HttpResponse(null, { status: 401 })
      }),
    )
    act(() => streams[0]?.isRefused())
    await passes(2_000)
    await vi.waitFor(() => expect(streams).toHaveLength(2))
    expect(renewed).toBe(1)
    expect(leaving).not.toHaveBeenCalled()
  })

  it('ends with the page', async () => {
    act(() => streams[0]?.begins())
    stop()
    expect(streams[0]?.readyState).toBe(2)
    act(() => void window.dispatchEvent(new Event('focus')))
    expect(streams).toHaveLength(1)
  })
})
