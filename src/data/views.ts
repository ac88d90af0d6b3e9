import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { FoundLearners, View, ViewWanted } from '../../server/contract/view.ts'
import { request } from './request.ts'

/** Whom one may look at in a course run. A name has no place in an address, so it is posted; nor is it remembered. */
export const learnersQuery = (course: string, text: string) =>
  queryOptions({
    queryKey: ['view', 'learners', course, text],
    queryFn: ({ signal }) =>
      request<FoundLearners>('view/learners', { method: 'POST', body: { course, text }, signal }),
    gcTime: 0,
  })

/** Begins to look at Panorama as somebody else. Everything on screen is another's afterwards. */
export const beginView = () =>
  mutationOptions({
    mutationKey: ['view', 'begin'],
    mutationFn: (wanted: ViewWanted) => request<View>('view', { method: 'POST', body: wanted }),
  })

/** Stops looking as somebody else; where nobody does, does nothing. @throws {RequestFailed} */
export const stopViewing = () => request<void>('view', { method: 'DELETE' })

export const endView = () => mutationOptions({ mutationKey: ['view', 'end'], mutationFn: stopViewing })

/** Opens the choice of whom to look as, with a course run chosen already. */
type OpenViewAs = (course: string | null) => void

/** The app's own dialog, for pages that know no other feature; null for somebody who may look as nobody. */
export const ViewAsContext = createContext<OpenViewAs | null>(null)

export function useViewAs(): OpenViewAs | null {
  return useContext(ViewAsContext)
}
