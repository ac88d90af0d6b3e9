import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { RequestFailed, request } from './request.ts'
import { navigation } from './sign-in.ts'
import { answers, refuses, service } from './testing/service.ts'
import { aSite } from './testing/site.ts'

const leaving = vi.spyOn(navigation, 'leaveFor').mockImplementation(() => {})

/** The service accepts nobody until the LMS has renewed the sign-in; returns how often each was asked. */
function signInExpires({ isRenewable }: { isRenewable: boolean }) {
  const asked = { service: 0, lms: 0 }
  let isFresh = false
  answers('site', aSite())
  service.use(
    http.post('https://lms.example.com/login_refresh', () => {
      asked.lms += 1
      isFresh = isRenewable
      return new HttpResponse(null, { status: isRenewable ? 200 : 401 })
    }),
    http.get('*/api/courses', () => {
      asked.service += 1
      if (isFresh) return HttpResponse.json({ courses: [] })
      return HttpResponse.json(
        { error: { code: 'unauthenticated', message: 'Sign in to continue.', requestId: 'r-1' } },
        { status: 401 },
      )
    }),
  )
  return asked
}

beforeEach(() => leaving.mockClear())

describe('a request', () => {
  it('brings the JSON of the answer, asked for in the language of the page', async () => {
    document.documentElement.lang = 'es'
    let headers = new Headers()
    service.use(
      http.get('*/api/courses', ({ request: sent }) => {
        headers = sent.headers
        return HttpResponse.json({ courses: [] })
      }),
    )
    expect(await request('courses')).toEqual({ courses: [] })
    expect(headers.get('accept-language')).toBe('es')
    expect(headers.get('x-panorama')).toBeNull()
  })

  it('that changes something carries the header that other sites cannot set', async () => {
    let seen: unknown
    service.use(
      http.put('*/api/settings/mode', async ({ request: sent }) => {
        seen = { header: sent.headers.get('x-panorama'), body: await sent.json() }
        return HttpResponse.json({})
      }),
    )
    await request('settings/mode', { method: 'PUT', body: { mode: 'FREE' } })
    expect(seen).toEqual({ header: '1', body: { mode: 'FREE' } })
  })

  it('fails with the words of the service', async () => {
    refuses('courses', 422, { code: 'too_expensive', message: 'Too much.', advice: 'Choose a shorter period.' })
    await expect(request('courses')).rejects.toMatchObject({
      code: 'too_expensive',
      status: 422,
      message: 'Too much.',
      advice: 'Choose a shorter period.',
      requestId: 'r-1',
    })
  })

  it('fails in words as well when something on the way answers with a page', async () => {
    service.use(http.get('*/api/courses', () => HttpResponse.html('<h1>Bad Gateway</h1>', { status: 502 })))
    await expect(request('courses')).rejects.toMatchObject({ code: 'unexpected', status: 502 })
  })

  it('says so when nobody answers', async () => {
    service.use(http.get('*/api/courses', () => HttpResponse.error()))
    await expect(request('courses')).rejects.toMatchObject({ code: 'no_answer', status: 0 })
  })

  it('that is no longer wanted is not a failure of the service', async () => {
    service.use(http.get('*/api/courses', () => HttpResponse.json({})))
    const wanted = new AbortController()
    const asking = request('courses', { signal: wanted.signal })
    wanted.abort()
    await expect(asking).rejects.not.toBeInstanceOf(RequestFailed)
  })
})

describe('an expired sign-in', () => {
  it('is renewed through the LMS, and the request asked again', async () => {
    const asked = signInExpires({ isRenewable: true })
    expect(await request('courses')).toEqual({ courses: [] })
    expect(asked).toEqual({ service: 2, lms: 1 })
    expect(leaving).not.toHaveBeenCalled()
  })

  it('is renewed once for all who find it expired together', async () => {
    const asked = signInExpires({ isRenewable: true })
    await Promise.all([request('courses'), request('courses'), request('courses')])
    expect(asked.lms).toBe(1)
  })

  it('that cannot be renewed leads to the LMS’s login, and from there back to this page', async () => {
    signInExpires({ isRenewable: false })
    await expect(request('courses')).rejects.toMatchObject({ status: 401 })
    const here = encodeURIComponent(window.location.href)
    expect(leaving).toHaveBeenCalledExactlyOnceWith(`https://lms.example.com/login?next=${here}`)
  })

  it('does not send the browser to and fro when signing in did not help', async () => {
    signInExpires({ isRenewable: false })
    await expect(request('courses')).rejects.toMatchObject({ status: 401 })
    await expect(request('courses')).rejects.toMatchObject({ status: 401 })
    expect(leaving).toHaveBeenCalledOnce()
  })

  it('that holds neither after renewal leads to the login as well', async () => {
    signInExpires({ isRenewable: false })
    service.use(http.post('https://lms.example.com/login_refresh', () => new HttpResponse(null, { status: 200 })))
    await expect(request('courses')).rejects.toMatchObject({ status: 401 })
    expect(leaving).toHaveBeenCalledOnce()
  })
})
