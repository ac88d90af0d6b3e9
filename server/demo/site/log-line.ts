import { quoted } from './json-text.ts'
import { textOf } from './time.ts'

/** One line of the tracking log before it is written out: small enough to keep many until they are sorted. */
export interface LogEntry {
  /** Microseconds since 1970. */
  readonly at: number
  readonly visit: Visit
  readonly source: 'browser' | 'mobile' | 'server' | 'worker'
  readonly name: string
  /** The older name that the LMS writes beside it. */
  readonly type: string
  /** Text as the source sends it: JSON, and of the browser's form-encoded text as well. */
  readonly payload: string
  /** browser: address of the page. Otherwise: path of the request. */
  readonly place: string
  /** More members of the context, each led by a comma. */
  readonly context: string
}

/** The parts that all lines of one visit share. */
interface Visit {
  /** Lines have the form of a Tutor site, or the bare form without anything before the JSON. */
  readonly bare: boolean
  /** Process that logs. */
  readonly process: number
  readonly user: string
  /** Members of the context. */
  readonly course: string
  readonly learner: string
  /** Members of the line. */
  readonly client: string
  readonly mobileClient: string
}

export const demoHost = 'learn.panorama.example'

// What browsers tell another host of where they are.
const referer = `"referer": "https://apps.${demoHost}/", "event": `
const nobody =
  '"username": "", "session": "", "ip": "", "host": "", "accept_language": "", "agent": "", "referer": "", "event": '
const app =
  ', "path": "/segmentio/event", "application": {"name": "edx.mobileapp.android", "version": "6.1.0"}, "component": "videoplayer"}, '

/** The line as the LMS logs it, ASCII alone, without a line end. */
export function lineOf({ at, visit, source, name, type, payload, place, context }: LogEntry): string {
  const { date, time, fraction } = textOf(at)
  // Joined, not concatenated: a line is one flat string at once, which is what makes this fast.
  const pieces: string[] = []
  if (!visit.bare) {
    const who = source === 'worker' ? '[user None] [ip None]' : visit.user
    pieces.push(
      date,
      ' ',
      time,
      ',',
      fraction.slice(0, 3),
      ` INFO ${visit.process} [tracking] `,
      who,
      ' logger.py:41 - ',
    )
  }
  pieces.push('{"name": "', name, '", "context": {', visit.course)
  switch (source) {
    case 'browser':
      pieces.push(visit.learner, ', "path": "/event", "enterprise_uuid": ""}, ', visit.client)
      pieces.push(referer, quoted(payload))
      break
    case 'mobile':
      pieces.push(visit.learner, app, visit.mobileClient, '"referer": "", "event": ', payload)
      break
    case 'server':
      pieces.push(visit.learner, ', "path": "', place, '"', context, '}, ', visit.client)
      pieces.push(referer, payload)
      break
    case 'worker':
      pieces.push(', "path": ""}, ', nobody, payload)
      break
  }
  pieces.push(', "time": "', date, 'T', time, '.', fraction, '+00:00", "event_type": "', type)
  pieces.push('", "event_source": "', source === 'worker' ? 'server' : source, '", "page": ')
  if (source === 'browser') pieces.push('"', place, '"}')
  else pieces.push('null}')
  return pieces.join('')
}
