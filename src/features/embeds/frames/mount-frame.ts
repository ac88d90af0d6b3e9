import type { Frame, FrameOptions, MountFrame } from './frame.ts'

/** Puts the frame of any tool on the page. The code for each comes when it is needed. */
export const mountFrame: MountFrame = async (place, options) => {
  const { embed } = options
  if (embed.provider === 'superset') {
    const { mountSuperset } = await import('./superset-frame.ts')
    return mountSuperset(place, { ...options, embed })
  }
  if (embed.provider === 'hosted' && !isQuickSight(embed.url)) {
    const { mountPlain } = await import('./plain-frame.ts')
    return mountPlain(place, { ...options, embed })
  }
  // The hosted service shows QuickSight's dashboards, and does not say how long their sessions are.
  return quickSight(place, options, embed.url, embed.provider === 'hosted' ? null : embed.sessionMinutes)
}

async function quickSight(
  place: HTMLElement,
  options: FrameOptions,
  url: string,
  sessionMinutes: number | null,
): Promise<Frame> {
  const { mountQuickSight } = await import('./quicksight-frame.ts')
  return mountQuickSight(place, { ...options, url, sessionMinutes })
}

/** Whether an address has the shape that QuickSight's SDK takes. */
function isQuickSight(address: string): boolean {
  const { protocol, pathname, search } = new URL(address)
  const isPath = /^\/embed\/[^/]+\/dashboards\/[\w-]+$|^\/embedding\/[^/]+\/(start|dashboards|analyses)/.test(pathname)
  return protocol === 'https:' && search !== '' && isPath
}
