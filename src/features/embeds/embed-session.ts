import type { Embed } from '../../../server/contract/embed.ts'
import { RequestFailed } from '../../data/request.ts'
import { type Frame, type FrameChoices, type FrameNews, noChoices } from './frames/frame.ts'
import type { mountFrame } from './frames/mount-frame.ts'

/** How long a frame may take until it tells that its content is there, in milliseconds, before the page gives advice. */
const patience = 25_000
/** How long before the end of a session the next one is opened, in milliseconds. */
const beforeTheEnd = 2 * 60_000
/** Somebody's work in the console is not taken away: they are told this long before the end, in milliseconds. */
const warningBeforeTheEnd = 5 * 60_000
/** A session that ends before its time is opened again by itself only so often, in milliseconds: each costs money. */
const betweenReopenings = 10 * 60_000
/** After this long, in milliseconds, what did not answer is asked again by itself. */
const betweenTries = 20_000
/** How long a frame that renews itself may take to do so, in milliseconds, when somebody looks at it again. */
const toRenewItself = 5_000
/** A timer that rings so much too late, in milliseconds, rings after a sleep: not every computer tells pages of it. */
const heartbeat = 15_000
const asleep = 30_000

/** How an embedded dashboard stands, for whoever looks at the page. */
export type EmbedState =
  | { readonly kind: 'opening' }
  /** `endsAt`: the session ends soon, and whoever works in it has to say when to go on in another. */
  | { readonly kind: 'shown'; readonly endsAt: Date | null }
  | { readonly kind: 'ended' }
  /** The service did not open it. `isPassing`: it is asked again by itself. */
  | { readonly kind: 'refused'; readonly error: Error; readonly isPassing: boolean }
  /** The frame says nothing: it may be kept from loading by the browser or by the tool. */
  | { readonly kind: 'silent' }
  /** The browser does not load it, since our own page does not allow frames from there. */
  | { readonly kind: 'blocked'; readonly origin: string }
  /** The tool says that something is wrong. */
  | { readonly kind: 'broken'; readonly code: string | null }

export interface EmbedSessionOptions {
  /** Where the frames come: an element that nothing else fills. */
  readonly host: HTMLElement
  readonly open: (signal: AbortSignal) => Promise<Embed>
  readonly mount: typeof mountFrame
  readonly title: string
  readonly locale: string
  /** What is chosen when it opens. */
  readonly choices?: FrameChoices
  /** Whether it grows with its content; else it keeps the height of its host. */
  readonly isAsHighAsItsContent: boolean
  readonly onState: (state: EmbedState) => void
}

export interface EmbedSession {
  /** Opens it anew, in the place of what there is. */
  reopen(): void
  /** Takes everything off the page. */
  close(): void
}

/** A frame in its place, and the request that brought it. */
interface Placed {
  readonly place: HTMLElement
  readonly leaving: AbortController
  frame: Frame | null
  /** It has told that its content is there. */
  isReady: boolean
}

/**
 * Keeps one dashboard of another tool open on the page: asks the service for it once, shows it, opens the next session in
 * time, and says in what state it is. It asks for nothing while nobody looks at the page.
 */
export function keepEmbedOpen(options: EmbedSessionOptions): EmbedSession {
  const { host, open, mount, title, locale, isAsHighAsItsContent, onState } = options
  const page = host.ownerDocument
  let present: Placed | null = null
  let coming: Placed | null = null
  let state: EmbedState = { kind: 'opening' }
  let choices = options.choices ?? noChoices
  let reopenedAt = Number.NEGATIVE_INFINITY
  let isClosed = false
  let beatAt = Date.now()
  /** What is to be done once somebody looks at the page again. */
  let whenSeen: (() => void) | null = null
  const timers = new Map<'patience' | 'renewal' | 'again', ReturnType<typeof setTimeout>>()

  function say(next: EmbedState): void {
    state = next
    if (!isClosed) onState(next)
  }

  function after(milliseconds: number, name: 'patience' | 'renewal' | 'again', act: () => void): void {
    clearTimeout(timers.get(name))
    timers.set(
      name,
      setTimeout(() => !isClosed && act(), Math.max(0, milliseconds)),
    )
  }

  function drop(placed: Placed | null): void {
    placed?.leaving.abort()
    placed?.frame?.remove()
    placed?.place.remove()
    if (present === placed) present = null
    if (coming === placed) coming = null
  }

  /** @param how `replacing`: what is on screen stays there until the next is; `quietly`: words stay until there is an answer */
  function start(how: 'anew' | 'replacing' | 'quietly'): void {
    drop(coming)
    stopTimers()
    whenSeen = null
    if (how !== 'replacing') drop(present)
    if (how === 'anew') say({ kind: 'opening' })
    const place = page.createElement('div')
    place.inert = true
    place.dataset.coming = ''
    const placed: Placed = { place, leaving: new AbortController(), frame: null, isReady: false }
    coming = placed
    void bring(placed, placed.leaving.signal).catch((error: unknown) => {
      if (placed.leaving.signal.aborted) return
      drop(placed)
      failed(error)
    })
  }

  function stopTimers(): void {
    for (const timer of timers.values()) clearTimeout(timer)
  }

  async function bring(placed: Placed, signal: AbortSignal): Promise<void> {
    // A page that is left at once, or drawn twice, asks for nothing.
    await new Promise((resolve) => setTimeout(resolve))
    signal.throwIfAborted()
    const embed = await open(signal)
    signal.throwIfAborted()
    if (state.kind !== 'shown') say({ kind: 'opening' })
    host.append(placed.place)
    after(patience, 'patience', () => present === null && say({ kind: 'silent' }))
    const tell = (news: FrameNews) => !signal.aborted && hear(placed, news)
    const frame = await mount(placed.place, { embed, title, locale, choices, tell, reopen: () => open(signal) })
    if (signal.aborted) {
      frame.remove()
      return
    }
    placed.frame = frame
    // Its content may have been quicker than the code around it.
    if (placed.isReady) show(placed)
  }

  function hear(placed: Placed, news: FrameNews): void {
    switch (news.kind) {
      case 'shown':
        placed.isReady = true
        if (placed.frame !== null && present !== placed) show(placed)
        return
      case 'height':
        if (isAsHighAsItsContent) placed.place.style.blockSize = `${boundedHeight(news.pixels)}px`
        return
      case 'overlay':
        placed.place.scrollIntoView({ block: 'nearest' })
        return
      default:
        lost(placed, news)
    }
  }

  function show(placed: Placed): void {
    clearTimeout(timers.get('patience'))
    drop(present)
    present = placed
    coming = null
    placed.place.inert = false
    delete placed.place.dataset.coming
    say({ kind: 'shown', endsAt: null })
    planRenewal(placed)
  }

  function planRenewal({ frame }: Placed): void {
    const endsAt = frame?.endsAt() ?? null
    if (frame === null || endsAt === null) return
    const left = endsAt.getTime() - Date.now()
    if (frame.isToBeReplaced) after(left - beforeTheEnd, 'renewal', () => onceSeen(renew))
    else if (!isAsHighAsItsContent) {
      after(left - warningBeforeTheEnd, 'renewal', () => state.kind === 'shown' && say({ kind: 'shown', endsAt }))
    }
  }

  function renew(): void {
    remember()
    start('replacing')
  }

  function remember(): void {
    choices = present?.frame?.choices() ?? choices
  }

  function lost(placed: Placed, news: Exclude<FrameNews, { kind: 'shown' | 'height' | 'overlay' }>): void {
    if (present !== null && placed !== present) {
      // The next one failed: what is on screen is good until its own end.
      drop(placed)
      return
    }
    remember()
    const isSession = news.kind === 'ended' || news.kind === 'spent'
    const isRecent = Date.now() - reopenedAt < betweenReopenings
    // In the console somebody may be at work: it is not opened anew without their word.
    if (isSession && !isRecent && (isAsHighAsItsContent || news.kind === 'spent')) {
      reopenedAt = Date.now()
      onceSeen(() => start('anew'))
      return
    }
    drop(placed)
    stopTimers()
    if (isSession) say({ kind: 'ended' })
    else if (news.kind === 'refused') failed(news.error)
    else say({ kind: 'broken', code: news.code })
  }

  function failed(error: unknown): void {
    if (present !== null) {
      // What is on screen is good until its session ends.
      after(betweenTries, 'renewal', () => onceSeen(renew))
      return
    }
    clearTimeout(timers.get('patience'))
    if (!(error instanceof RequestFailed)) {
      say({ kind: 'broken', code: null })
      return
    }
    // What a tool refuses it refuses again, until somebody has changed something.
    const isPassing =
      error.code !== 'misconfigured' && (error.status === 0 || error.status === 429 || error.status >= 500)
    say({ kind: 'refused', error, isPassing })
    if (isPassing) after(betweenTries, 'again', () => onceSeen(() => start('quietly')))
  }

  function onceSeen(act: () => void): void {
    if (page.visibilityState === 'visible') act()
    else whenSeen = act
  }

  function seen(): void {
    if (page.visibilityState !== 'visible') return
    beatAt = Date.now()
    const act = whenSeen
    whenSeen = null
    if (act !== null) {
      act()
      return
    }
    // The computer slept, and so did the timers.
    if (!isPast(present)) return
    if (!isAsHighAsItsContent) {
      drop(present)
      say({ kind: 'ended' })
    } else if (present?.frame?.isToBeReplaced) reopen()
    else {
      // Its own timer may be about to ring: what somebody chose in it would be lost for nothing.
      after(toRenewItself, 'renewal', () => onceSeen(() => isPast(present) && reopen()))
    }
  }

  function isPast(placed: Placed | null): boolean {
    const endsAt = placed?.frame?.endsAt() ?? null
    return endsAt !== null && endsAt.getTime() <= Date.now()
  }

  const beating = setInterval(() => {
    const late = Date.now() - beatAt - heartbeat
    beatAt = Date.now()
    if (late > asleep) seen()
  }, heartbeat)

  function reopen(): void {
    remember()
    start('anew')
  }

  function refusedByThisPage({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void {
    if (effectiveDirective !== 'frame-src' || present !== null) return
    drop(coming)
    stopTimers()
    say({ kind: 'blocked', origin: URL.canParse(blockedURI) ? new URL(blockedURI).origin : '' })
  }

  page.addEventListener('visibilitychange', seen)
  page.addEventListener('securitypolicyviolation', refusedByThisPage)
  start('anew')

  return {
    reopen,
    close() {
      isClosed = true
      page.removeEventListener('visibilitychange', seen)
      page.removeEventListener('securitypolicyviolation', refusedByThisPage)
      clearInterval(beating)
      stopTimers()
      drop(coming)
      drop(present)
    },
  }
}

/** Never so low that nothing of it is to be seen, nor so high that the page has no end, whatever a frame says. */
function boundedHeight(pixels: number): number {
  return Math.min(Math.max(Math.ceil(pixels), 320), 6_000)
}
