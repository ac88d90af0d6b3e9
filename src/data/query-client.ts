import { QueryClient } from '@tanstack/react-query'
import { RequestFailed } from './request.ts'

/** The memory of everything read from the service. Only a missing or interrupted answer is worth asking again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // Without a network a request fails at once and says so, instead of waiting silently for one.
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && isPassing(error),
      },
    },
  })
}

function isPassing(error: Error): boolean {
  return error instanceof RequestFailed && (error.status === 0 || error.status === 502 || error.status === 503)
}
