import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type AccessPlace, removeAccess, saveAccess } from '../../../data/access.ts'

/** Saves a thing of this place, and then has everything on screen asked anew: what somebody may see may be other now. */
export function useSave<Place extends AccessPlace>(place: Place, onSaved: () => void) {
  const refresh = useRefresh()
  return useMutation({ ...saveAccess(place), onSuccess: () => refresh().then(onSaved) })
}

/** Removes a thing of this place, and then has everything on screen asked anew. */
export function useRemove(place: AccessPlace, onRemoved: () => void) {
  const refresh = useRefresh()
  return useMutation({ ...removeAccess(place), onSuccess: () => refresh().then(onRemoved) })
}

/** The lists are there anew before it is said that something was done; the rest of the screen follows. */
function useRefresh() {
  const queryClient = useQueryClient()
  return async () => {
    await queryClient.invalidateQueries({ queryKey: ['access'] })
    void queryClient.invalidateQueries()
  }
}
