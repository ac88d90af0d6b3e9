import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useNavigate } from 'react-router'

/** Tabs of one browser share its view. */
const channelName = 'panorama-view'

/**
 * For whoever begins or ends to look as somebody else: forgets all that was read, for it was another's, and goes to an
 * address, in this tab; other tabs go to the front door.
 */
export function useStartOver(): (path: string) => void {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [channel, setChannel] = useState<BroadcastChannel | null>(null)

  const startOver = useCallback(
    (path: string) => {
      // The session last: without it nothing is on screen that would ask for the rest.
      queryClient.removeQueries({ predicate: ({ queryKey: [area] }) => area !== 'site' && area !== 'session' })
      void navigate(path)
      void queryClient.resetQueries({ queryKey: ['session'] })
    },
    [queryClient, navigate],
  )

  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') return
    const opened = new BroadcastChannel(channelName)
    opened.onmessage = () => startOver('/')
    setChannel(opened)
    return () => opened.close()
  }, [startOver])

  return useCallback(
    (path: string) => {
      channel?.postMessage(null)
      startOver(path)
    },
    [channel, startOver],
  )
}
