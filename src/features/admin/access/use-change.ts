import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type AccessPlace, removeAccess, saveAccess } from '../../../data/access.ts'

/** Saves a thing of this place, and then has everything on screen asked anew: what somebody may see may be other now. */
export function useSave<Place extends AccessPlace>(place: Place, onSaved: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    ...saveAccess(place),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['access'] })
      void queryClient.invalidateQueries()
      onSaved()
    },
  })
}

/** Removes a thing of this place, and then has everything on screen asked anew. */
export function useRemove(place: AccessPlace, onRemoved: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    ...removeAccess(place),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['access'] })
      void queryClient.invalidateQueries()
      onRemoved()
    },
  })
}
