import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import type { Failure } from '../../../server/contract/failure.ts'

/** The service as the tests see it; it answers nothing but what a test tells it to. */
export const service = setupServer()

/** `answers('session', session)`: GET api/session is answered with this JSON until the test ends. */
export function answers(path: string, body: object): void {
  service.use(http.get(`*/api/${path}`, () => HttpResponse.json(body)))
}

/** The service refuses this path in its one shape of a failure. */
export function refuses(path: string, status: number, error: Partial<Failure['error']> = {}): void {
  const failure: Failure = { error: { code: 'unavailable', message: 'Not now.', requestId: 'r-1', ...error } }
  service.use(http.get(`*/api/${path}`, () => HttpResponse.json(failure, { status })))
}
