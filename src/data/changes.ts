import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Change } from '../../server/contract/change.ts'
import { createOutdating } from './outdate.ts'
import { apiUrl } from './request.ts'
import { renewSession } from './sign-in.ts'

/** How long a page may be out of sight, in milliseconds, before it stops listening. */
const patience = 60_000
/** When to try again after a refusal, in milliseconds; each further one doubles it. */
const firstPause = 2_000
const longestPause = 60_000

/** The one door to the browser's event streams; jsdom has none, so tests stand here. */
export const eventStreams = {
  open: (url: string): EventSource | null => (typeof EventSource === 'undefined' ? null : new EventSource(url)),
}
/** `EventSource.CLOSED`: the browser does not come back by itself. */
const closed = 2

/**
 * Listens for new figures, one stream for the whole page, and has what is on screen asked anew when there are some.
 * Where that does not work the screen is as it would be without.
 * @returns what ends it
 */
export function followChanges(queryClient: QueryClient): () => void {
  const outdate = createOutdating(queryClient)
  let stream: EventSource | null = null
  let wasOpen = false
  let isFollowing = true
  let pause = firstPause
  let retrying: number | undefined
  let leaving: number | undefined

  function open() {
    if (stream !== null || document.hidden || !isFollowing) return
    window.clearTimeout(retrying)
    stream = eventStreams.open(apiUrl('changes'))
    stream?.addEventListener('open', () => {
      setLive(true)
      pause = firstPause
      // What was new while nobody listened is not known.
      if (wasOpen) outdate(null)
      wasOpen = true
    })
    stream?.addEventListener('change', ({ data }) => outdate((JSON.parse(data) as Change).courses))
    // Other pages of the same person have taken the place: back when this one is looked at again.
    stream?.addEventListener('replaced', close)
    stream?.addEventListener('error', () => {
      setLive(false)
      if (stream?.readyState !== closed) return
      close()
      retrying = window.setTimeout(() => void comeBack(), pause)
      pause = Math.min(2 * pause, longestPause)
    })
  }

  function close() {
    window.clearTimeout(retrying)
    stream?.close()
    stream = null
    setLive(false)
  }

  async function comeBack() {
    await renewIfExpired()
    open()
  }

  const look = () => {
    window.clearTimeout(leaving)
    if (document.hidden) leaving = window.setTimeout(close, patience)
    else open()
  }

  document.addEventListener('visibilitychange', look)
  window.addEventListener('focus', open)
  open()
  return () => {
    isFollowing = false
    document.removeEventListener('visibilitychange', look)
    window.removeEventListener('focus', open)
    window.clearTimeout(leaving)
    close()
  }
}

/** A stream does not say why it was refused. Never leaves the page for the login: nobody has asked for anything. */
async function renewIfExpired(): Promise<void> {
  const session = await fetch(apiUrl('session')).catch(() => null)
  if (session?.status === 401) await renewSession()
}

let isLive = false
const watchers = new Set<() => void>()

function setLive(value: boolean) {
  if (value === isLive) return
  isLive = value
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

/** Whether figures on this page are replaced by newer ones as these come in. */
export function useIsLive(): boolean {
  return useSyncExternalStore(watch, () => isLive)
}
