import type { CourseRun } from './course-structure.ts'
import type { LogEntry } from './log-line.ts'
import { demoHost } from './log-line.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'

/** What one person's visit to a course writes into the tracking log, with the clock of that visit. */
export interface SessionLog {
  /** Time of the next line, microseconds since 1970. It only grows. */
  readonly now: number
  /** Lets time go by. */
  pass(seconds: number): void
  /** The browser reports; `payload` is text, JSON or not, and `page` where the browser was. */
  browser(name: string, payload: string, page: string): void
  /** The mobile app reports; `type` is the event's name on the web, `payload` a JSON object. */
  mobile(name: string, type: string, payload: string): void
  /** The LMS reports while it answers a request for `path`; `context` is more about the block, led by a comma, or ''. */
  server(name: string, payload: string, path: string, context: string): void
  /** A worker reports `delay` seconds from now, without session or user: the learner is in the payload. */
  worker(name: string, payload: string, delay: number): void
  /** The line that the LMS writes for a request of its own accord. */
  request(path: string): void
}

/**
 * Most visits are logged by a Tutor site, every tenth by a host that logs bare JSON: both occur in the wild, and mixed.
 *
 * @param startsAt milliseconds since 1970
 */
export function openSessionLog(
  person: Person,
  course: CourseRun,
  startsAt: number,
  random: Random,
  out: LogEntry[],
): SessionLog {
  const address = `198.51.100.${1 + random.below(254)}`
  const client = [
    `"username": "${person.username}", "session": "${random.hex(32)}", "ip": "${address}", "host": "${demoHost}", `,
    `"accept_language": "${person.acceptLanguage}", "agent": "`,
  ].join('')
  const visit = {
    bare: random.chance(0.1),
    process: 7 + random.below(24),
    user: `[user ${person.userId}] [ip ${address}]`,
    course: `"course_id": "${course.courseKey}", "course_user_tags": {}, "org_id": "${course.org}"`,
    learner: `, "user_id": ${person.userId}`,
    client: [client, random.pick(agents), '", '].join(''),
    mobileClient: [client, appAgent, '", '].join(''),
  }
  let now = Math.floor(startsAt * 1000) + random.below(1000)

  function add(source: LogEntry['source'], name: string, type: string, payload: string, place: string, context = '') {
    out.push({ at: now, visit, source, name, type, payload, place, context })
    now += 1000 + random.below(30_000)
  }

  return {
    get now() {
      return now
    },
    pass(seconds) {
      now += Math.floor(seconds * 1_000_000) + random.below(1000)
    },
    browser: (name, payload, page) => add('browser', name, name, payload, page),
    mobile: (name, type, payload) => add('mobile', name, type, payload, ''),
    server: (name, payload, path, context) => add('server', name, name, payload, path, context),
    worker(name, payload, delay) {
      const at = now + Math.floor(delay * 1_000_000) + random.below(1000)
      out.push({ at, visit, source: 'worker', name, type: name, payload, place: '', context: '' })
    },
    request: (path) => add('server', path, path, requestPayload, path),
  }
}

const requestPayload = '"{\\"GET\\": {}, \\"POST\\": {}}"'

const appAgent = 'Dalvik/2.1.0 (Linux; U; Android 14) org.openedx.app/6.1.0'
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0',
  'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1',
]
