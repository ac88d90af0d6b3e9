import type { HostedDashboard, HostedRequest, HostedService } from '../../access/embed-provider.ts'
import type { Locale } from '../../contract/text.ts'
import { type AskHostedOptions, askHosted } from './ask-hosted.ts'
import { hostedRefusals } from './words.ts'

/** An address is good for five minutes; so that whoever is given one has time to use it, it is kept for less. */
const freshMs = 4 * 60_000
const mostRemembered = 10_000

interface Answer {
  readonly dashboards: Promise<readonly HostedDashboard[]>
  /** Before it was asked: the life of an address may begin at any moment after. */
  readonly askedAt: number
  /** Names of those whose address was given out. */
  readonly used: Set<string>
  /** All addresses were given out. */
  isSpent: boolean
}

/**
 * Keeps an answer for as long as its addresses live: a list costs one request, and so do all its dashboards opened after it.
 * Who asks while it is under way waits for the same answer.
 */
export function createHostedDashboards(options: AskHostedOptions): HostedService {
  const { clock, settings } = options
  const answers = new Map<string, Answer>()

  function answerFor(request: HostedRequest, locale: Locale, isGood: (answer: Answer) => boolean): Answer {
    const key = JSON.stringify([request.mode, request.username, request.role])
    const now = clock.now().getTime()
    const known = answers.get(key)
    if (known !== undefined && now - known.askedAt < freshMs && isGood(known)) return known
    const answer: Answer = {
      dashboards: askHosted(request, locale, options),
      askedAt: now,
      used: new Set(),
      isSpent: false,
    }
    answers.delete(key)
    answers.set(key, answer)
    answer.dashboards.catch(() => {
      if (answers.get(key) === answer) answers.delete(key)
    })
    const [oldest] = answers.keys()
    if (answers.size > mostRemembered && oldest !== undefined) answers.delete(oldest)
    return answer
  }

  return {
    isAskedIn: (mode) => settings.urls[mode] !== null,

    async list(request, locale) {
      const dashboards = await answerFor(request, locale, () => true).dashboards
      return dashboards.map(({ name, displayName }) => ({ name, displayName }))
    },

    async open(request, name, locale) {
      const answer = answerFor(request, locale, ({ used, isSpent }) => !isSpent && !used.has(name))
      // Before the answer is there: whoever asks meanwhile is not to wait for the same address.
      answer.used.add(name)
      const found = (await answer.dashboards).find((dashboard) => dashboard.name === name)
      if (found === undefined) throw hostedRefusals[locale].gone()
      return { provider: 'hosted', url: found.url }
    },

    async openAll(request, locale) {
      const answer = answerFor(request, locale, ({ used, isSpent }) => !isSpent && used.size === 0)
      // Every name, whatever they will turn out to be: nothing of this answer is given to anybody else.
      answer.isSpent = true
      return answer.dashboards
    },
  }
}
