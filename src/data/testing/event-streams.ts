import { vi } from 'vitest'
import type { Change } from '../../../server/contract/change.ts'
import { eventStreams } from '../changes.ts'

/** A stream of events as the browser would hand it out, played by a test. */
class PlayedStream extends EventTarget {
  readyState = 0
  readonly url: string

  constructor(url: string) {
    super()
    this.url = url
  }

  close() {
    this.readyState = 2
  }

  begins() {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }

  tells(courses: Change['courses']) {
    this.dispatchEvent(new MessageEvent('change', { data: JSON.stringify({ courses }) }))
  }

  isReplaced() {
    this.dispatchEvent(new MessageEvent('replaced', { data: '{}' }))
  }

  /** It broke off; the browser tries again. */
  breaks() {
    this.readyState = 0
    this.dispatchEvent(new Event('error'))
  }

  /** The service answered with something else than a stream: the browser gives up. */
  isRefused() {
    this.readyState = 2
    this.dispatchEvent(new Event('error'))
  }
}

/** Every stream that the screen opens from now on, the newest last. */
export function playedStreams(): PlayedStream[] {
  const streams: PlayedStream[] = []
  vi.spyOn(eventStreams, 'open').mockImplementation((url) => {
    const stream = new PlayedStream(url)
    streams.push(stream)
    return stream as unknown as EventSource
  })
  return streams
}
