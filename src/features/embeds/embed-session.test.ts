import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Embed } from '../../../server/contract/embed.ts'
import { RequestFailed } from '../../data/request.ts'
import { type EmbedSession, type EmbedState, keepEmbedOpen } from './embed-session.ts'
import type { FrameChoices, FrameNews, FrameOptions } from './frames/frame.ts'

const embed: Embed = {
  provider: 'quicksight',
  url: 'https://quicksight.test/embed/a/dashboards/b?c',
  sessionMinutes: 60,
}
const minutes = (count: number) => count * 60_000
/** Long enough for everything that is under way, short enough for no timer of a person's patience. */
const settle = () => vi.advanceTimersByTimeAsync(10)

/** A frame that a test plays. */
interface Played {
  readonly options: FrameOptions
  readonly place: HTMLElement
  isRemoved: boolean
  endsAt: Date
}

let played: Played[]
let states: EmbedState[]
let host: HTMLElement
let visibility: DocumentVisibilityState
let answer: () => Promise<Embed>
let asked: AbortSignal[]
let sessions: EmbedSession[]

beforeEach(() => {
  vi.useFakeTimers()
  played = []
  states = []
  asked = []
  sessions = []
  answer = async () => embed
  visibility = 'visible'
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility)
  host = document.createElement('div')
  document.body.append(host)
})
afterEach(() => {
  for (const session of sessions) session.close()
  host.remove()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function keep(how: { isConsole?: boolean; chosen?: FrameChoices; isToBeReplaced?: boolean } = {}): EmbedSession {
  const { isConsole = false, chosen = { parameters: [], sheetId: null }, isToBeReplaced = !isConsole } = how
  const session = keepEmbedOpen({
    host,
    open(signal) {
      asked.push(signal)
      return answer()
    },
    async mount(place, options) {
      const one: Played = { options, place, isRemoved: false, endsAt: new Date(Date.now() + minutes(60)) }
      played.push(one)
      return {
        choices: () => chosen,
        endsAt: () => one.endsAt,
        isToBeReplaced,
        remove() {
          one.isRemoved = true
        },
      }
    },
    title: 'Grades',
    locale: 'en',
    isAsHighAsItsContent: !isConsole,
    onState: (state) => states.push(state),
  })
  sessions.push(session)
  return session
}

const kinds = () => states.map(({ kind }) => kind)
const now = () => states.at(-1)
const tell = (news: FrameNews, frame = played.at(-1)) => frame?.options.tell(news)
async function shown() {
  await settle()
  tell({ kind: 'shown' })
  await settle()
}
async function look(at: DocumentVisibilityState) {
  visibility = at
  document.dispatchEvent(new Event('visibilitychange'))
  await settle()
}

describe('opening', () => {
  it('asks once, and shows what comes when its content is there', async () => {
    keep()
    await settle()
    expect([kinds(), played[0]?.place.inert]).toEqual([['opening', 'opening'], true])
    tell({ kind: 'shown' })
    tell({ kind: 'shown' })
    expect(now()).toEqual({ kind: 'shown', endsAt: null })
    expect([asked.length, played.length, played[0]?.place.inert]).toEqual([1, 1, false])
  })

  it('asks for nothing when the page is left at once, or drawn twice', async () => {
    keep().close()
    keep()
    await shown()
    expect([asked.length, played.length, host.childElementCount]).toEqual([1, 1, 1])
  })

  it('that is left half-way is given up, and takes what was coming away', async () => {
    const session = keep()
    await settle()
    session.close()
    expect([asked[0]?.aborted, played[0]?.isRemoved, host.childElementCount]).toEqual([true, true, 0])
  })

  it('lets the content say how high it is, within bounds', async () => {
    keep()
    await shown()
    const heightAfter = (pixels: number) => {
      tell({ kind: 'height', pixels })
      return played[0]?.place.style.blockSize
    }
    expect([heightAfter(1234.2), heightAfter(3), heightAfter(1e9)]).toEqual(['1235px', '320px', '6000px'])
  })
})

describe('a frame that says nothing', () => {
  it('ends in advice, and is shown all the same if it comes late', async () => {
    keep()
    await settle()
    await vi.advanceTimersByTimeAsync(25_000)
    expect(now()).toEqual({ kind: 'silent' })
    tell({ kind: 'shown' })
    expect(now()?.kind).toBe('shown')
  })

  it('because this page does not allow it is told from the others', async () => {
    keep()
    await settle()
    const violation = Object.assign(new Event('securitypolicyviolation'), {
      effectiveDirective: 'frame-src',
      blockedURI: 'https://other.test/embed?secret',
    })
    document.dispatchEvent(violation)
    expect(now()).toEqual({ kind: 'blocked', origin: 'https://other.test' })
    expect(played[0]?.isRemoved).toBe(true)
  })
})

describe('the end of a session', () => {
  it('is not waited for: the next frame comes behind the present one, with what was chosen', async () => {
    const chosen = { parameters: [{ name: 'course', values: ['BIO'] }], sheetId: 'two' }
    keep({ chosen })
    await shown()
    await vi.advanceTimersByTimeAsync(minutes(58))
    expect([asked.length, kinds().at(-1), played[0]?.isRemoved]).toEqual([2, 'shown', false])
    expect(played[1]?.options.choices).toEqual(chosen)
    tell({ kind: 'shown' })
    expect([played[0]?.isRemoved, host.childElementCount, new Set(kinds().slice(2))]).toEqual([
      true,
      1,
      new Set(['shown']),
    ])
  })

  it('costs nothing while nobody looks; it is opened when somebody does', async () => {
    keep()
    await shown()
    await look('hidden')
    await vi.advanceTimersByTimeAsync(minutes(180))
    expect(asked).toHaveLength(1)
    await look('visible')
    expect(asked).toHaveLength(2)
  })

  it('while the computer slept is seen on waking, however often', async () => {
    keep({ isToBeReplaced: false })
    for (const times of [2, 3, 4]) {
      await shown()
      vi.setSystemTime(Date.now() + minutes(61))
      await look('visible')
      await vi.advanceTimersByTimeAsync(5_000)
      expect([asked.length, now()?.kind]).toEqual([times, 'opening'])
    }
  })

  it('before its time is repaired once, and then left to the person: each opening costs', async () => {
    const session = keep()
    await shown()
    tell({ kind: 'ended' })
    await shown()
    tell({ kind: 'spent' })
    await settle()
    expect([asked.length, now()]).toEqual([2, { kind: 'ended' }])
    session.reopen()
    await shown()
    expect([asked.length, now()?.kind]).toEqual([3, 'shown'])
  })

  it('of the console is announced, and waits for whoever works in it', async () => {
    const session = keep({ isConsole: true })
    await shown()
    await vi.advanceTimersByTimeAsync(minutes(55))
    expect([asked.length, now()?.kind]).toEqual([1, 'shown'])
    expect(now()).not.toEqual({ kind: 'shown', endsAt: null })
    tell({ kind: 'ended' })
    expect([asked.length, now()]).toEqual([1, { kind: 'ended' }])
    session.reopen()
    await shown()
    expect(asked).toHaveLength(2)
  })

  it('that cannot be renewed leaves the frame on screen, and is tried again', async () => {
    keep()
    await shown()
    answer = async () => Promise.reject(new RequestFailed('unavailable', 503, 'Not now.'))
    await vi.advanceTimersByTimeAsync(minutes(58))
    expect([now()?.kind, played[0]?.isRemoved]).toEqual(['shown', false])
    answer = async () => embed
    await vi.advanceTimersByTimeAsync(20_000)
    expect([asked.length, played.length]).toEqual([3, 2])
  })
})

describe('a frame that renews itself', () => {
  it('is left alone when it does so as soon as somebody looks again', async () => {
    keep({ isToBeReplaced: false })
    await shown()
    await look('hidden')
    await vi.advanceTimersByTimeAsync(minutes(61))
    await look('visible')
    played[0]!.endsAt = new Date(Date.now() + minutes(60))
    await vi.advanceTimersByTimeAsync(10_000)
    expect([asked.length, played[0]?.isRemoved]).toEqual([1, false])
  })

  it('is looked at after a sleep of which the page was not told', async () => {
    keep({ isToBeReplaced: false })
    await shown()
    // Timers stand still while a computer sleeps; the clock does not.
    vi.setSystemTime(Date.now() + minutes(180))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(asked).toHaveLength(2)
  })
})

describe('a refusal', () => {
  it('that may pass is asked about again by itself, while somebody looks, without a word in between', async () => {
    answer = async () => Promise.reject(new RequestFailed('unavailable', 503, 'Superset does not answer.'))
    keep()
    await settle()
    expect(now()).toMatchObject({ kind: 'refused', isPassing: true })
    await look('hidden')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toHaveLength(1)
    answer = async () => embed
    await look('visible')
    await shown()
    expect([asked.length, now()?.kind]).toEqual([2, 'shown'])
  })

  it.each([
    new RequestFailed('forbidden', 403, 'Not yours.'),
    new RequestFailed('misconfigured', 502, 'QuickSight refuses this site.'),
  ])('that will not pass is left at that: $message', async (refusal) => {
    answer = async () => Promise.reject(refusal)
    keep()
    await vi.advanceTimersByTimeAsync(minutes(10))
    expect([asked.length, now()]).toMatchObject([1, { kind: 'refused', isPassing: false }])
  })

  it('of a renewed token takes the dashboard off the page', async () => {
    keep()
    await shown()
    tell({ kind: 'refused', error: new RequestFailed('not_found', 404, 'There is no such dashboard.') })
    expect([now()?.kind, played[0]?.isRemoved, host.childElementCount]).toEqual(['refused', true, 0])
  })

  it('of the tool itself is told with its name for it', async () => {
    keep()
    await settle()
    tell({ kind: 'broken', code: 'InternalServerError' })
    expect(now()).toEqual({ kind: 'broken', code: 'InternalServerError' })
  })
})

it('a frame that was taken away is not heard any more', async () => {
  const session = keep()
  await shown()
  const before = states.length
  session.close()
  tell({ kind: 'ended' })
  await vi.advanceTimersByTimeAsync(minutes(120))
  expect([states.length, asked.length, host.childElementCount]).toEqual([before, 1, 0])
})
