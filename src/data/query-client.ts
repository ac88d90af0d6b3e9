import { QueryCache, QueryClient } from '@tanstack/react-query'
import { RequestFailed } from './request.ts'

/** The memory of everything read from the service. Only a missing or interrupted answer is worth asking again. */
export function createQueryClient(): QueryClient {
  const queryClient: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError(error, { queryKey: [area] }) {
        // Whoever looked as somebody else no longer does: the session says so on every page.
        if (area !== 'session' && error instanceof RequestFailed && error.code === 'view_ended') {
          void queryClient.invalidateQueries({ queryKey: ['session'] })
        }
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // Without a network a request fails at once and says so, instead of waiting silently for one.
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && isPassing(error),
      },
    },
  })
  return queryClient
}

function isPassing(error: Error): boolean {
  return error instanceof RequestFailed && (error.status === 0 || error.status === 502 || error.status === 503)
}
