import { randomBytes } from 'node:crypto'
import type { Clock } from '../../kernel/clock.ts'

/** An address can be opened once, within this time. */
const codeMs = 5 * 60_000

/** What an address opens, and as whom. */
export interface Grant {
  readonly experience: { readonly kind: 'dashboard'; readonly id: string } | { readonly kind: 'console' }
  readonly who:
    | { readonly kind: 'registered'; readonly namespace: string; readonly userName: string }
    | { readonly kind: 'anonymous'; readonly tags: Readonly<Record<string, string>> }
  readonly minutes: number
  /** Origins that may frame it. */
  readonly domains: readonly string[]
}

interface Session {
  readonly grant: Grant
  readonly code: string
  readonly madeAt: number
  /** What the browser has to bring back, as a cookie; null until the address was opened. */
  cookie: string | null
  openedAt: number
}

export type Opened =
  | { readonly kind: 'opened'; readonly grant: Grant; readonly cookie: string; readonly millisecondsLeft: number }
  /** Unknown, used already, or too late. */
  | { readonly kind: 'refused' }

export interface Sessions {
  /** @returns id and code of a new address */
  make(grant: Grant): { readonly id: string; readonly code: string }
  /** Uses an address up. */
  open(id: string, code: string): Opened
  /** What a session shows, to a browser that brings its cookie. */
  look(id: string, cookie: string | undefined): { readonly grant: Grant } | 'no cookie' | 'ended'
  /** Origins that may frame a session, whatever became of it. */
  domainsOf(id: string): readonly string[]
  /** Ends all sessions, as their time would. */
  endAll(): void
  /** How many addresses were made, and how many of them opened: each opening costs money. */
  count(): { readonly made: number; readonly opened: number }
}

export function createSessions(clock: Clock): Sessions {
  const sessions = new Map<string, Session>()
  const secret = () => randomBytes(24).toString('base64url')
  const hasEnded = ({ openedAt, grant }: Session) => clock.now().getTime() >= openedAt + grant.minutes * 60_000

  return {
    make(grant) {
      const [id, code] = [secret(), secret()]
      sessions.set(id, { grant, code, madeAt: clock.now().getTime(), cookie: null, openedAt: 0 })
      return { id, code }
    },
    open(id, code) {
      const session = sessions.get(id)
      const now = clock.now().getTime()
      if (session === undefined || session.code !== code || session.cookie !== null || now > session.madeAt + codeMs) {
        return { kind: 'refused' }
      }
      session.cookie = secret()
      session.openedAt = now
      const { grant, cookie } = session
      return { kind: 'opened', grant, cookie, millisecondsLeft: grant.minutes * 60_000 }
    },
    look(id, cookie) {
      const session = sessions.get(id)
      if (session === undefined || session.cookie === null || cookie !== session.cookie) return 'no cookie'
      return hasEnded(session) ? 'ended' : { grant: session.grant }
    },
    domainsOf: (id) => sessions.get(id)?.grant.domains ?? [],
    endAll() {
      for (const session of sessions.values()) session.openedAt = Number.NEGATIVE_INFINITY
    },
    count: () => ({
      made: sessions.size,
      opened: [...sessions.values()].filter(({ cookie }) => cookie !== null).length,
    }),
  }
}
