import { embedDashboard } from '@superset-ui/embedded-sdk'
import { RequestFailed } from '../../../data/request.ts'
import { type MountFrame, noChoices } from './frame.ts'

/** How often the content is asked how high it is, in milliseconds: the only sign that it gives of being there. */
const measureEvery = 1_000
/** The SDK asks for a token every ten seconds for ever; after so many in vain the page should say so. */
const mostFailures = 3

/** A frame of Superset, for a guest whose token is renewed for as long as the frame is on the page. */
export const mountSuperset: MountFrame<'superset'> = async (place, { embed, title, tell, reopen }) => {
  let token: { readonly token: string; readonly expiresAt: string } = embed
  let isFirst = true
  let failures = 0
  let isRemoved = false

  async function fetchGuestToken(): Promise<string> {
    if (isFirst) {
      isFirst = false
      return token.token
    }
    try {
      const again = await reopen()
      if (again.provider !== 'superset') throw new Error('This is no dashboard of Superset any more.')
      token = again
      failures = 0
    } catch (error) {
      failures += 1
      if (!isRemoved && (failures >= mostFailures || isForGood(error))) tell({ kind: 'refused', error: errorOf(error) })
      throw error
    }
    return token.token
  }

  const embedding = embedDashboard({
    id: embed.embeddedId,
    supersetDomain: embed.origin,
    mountPoint: place,
    fetchGuestToken,
    iframeTitle: title,
    dashboardUiConfig: {
      hideTitle: true,
      filters: { visible: true, expanded: false },
      ...(embed.urlParams && { urlParams: embed.urlParams }),
    },
    // Superset looks at where it is embedded.
    referrerPolicy: 'strict-origin-when-cross-origin',
  })
  // It settles only when the frame has loaded, which may be never: nobody waits for it.
  embedding.then(
    (dashboard) => {
      if (isRemoved) dashboard.unmount()
      else void measure(dashboard.getScrollSize)
    },
    () => {
      if (!isRemoved) tell({ kind: 'broken', code: null })
    },
  )

  /** Superset tells nothing by itself, and a page that says why it refuses loads as well as a dashboard does. */
  async function measure(getScrollSize: () => Promise<{ height: number }>): Promise<void> {
    let isShown = false
    let last = 0
    while (!isRemoved) {
      const height = await Promise.race([
        getScrollSize().then(heightOf, () => null),
        pause(measureEvery).then(() => null),
      ])
      if (isRemoved) return
      if (height !== null && !isShown) tell({ kind: 'shown' })
      isShown ||= height !== null
      if (height !== null && height !== last) tell({ kind: 'height', pixels: height })
      last = height ?? last
      await pause(measureEvery)
    }
  }

  return {
    choices: () => noChoices,
    endsAt: () => new Date(token.expiresAt),
    isToBeReplaced: false,
    remove() {
      isRemoved = true
      embedding.then(
        (dashboard) => dashboard.unmount(),
        () => undefined,
      )
      place.replaceChildren()
    },
  }
}

function heightOf(size: { height: number }): number | null {
  const height = Number(size?.height)
  return Number.isFinite(height) && height > 0 ? height : null
}

/** Whether the service will answer the same the next time: signed out, not theirs any more. */
function isForGood(error: unknown): boolean {
  return error instanceof RequestFailed && error.status >= 400 && error.status < 500 && error.status !== 429
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
