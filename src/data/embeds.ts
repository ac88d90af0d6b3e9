import { queryOptions } from '@tanstack/react-query'
import type { Embed, Embeds, EmbedWanted } from '../../server/contract/embed.ts'
import { request } from './request.ts'

/** The dashboards of other tools that are this person's. */
export const embedsQuery = () =>
  queryOptions({
    queryKey: ['embeds'],
    queryFn: ({ signal }) => request<Embeds>('embeds', { signal }),
    // As long as the session: what was given or taken away follows within a minute.
    staleTime: 60_000,
  })

/**
 * Opens one of them. No query: what comes opens the dashboard to whoever has it, once, and must not be remembered.
 * @throws {RequestFailed}
 */
export function openEmbed(wanted: EmbedWanted, signal: AbortSignal): Promise<Embed> {
  return request<Embed>('embeds', { method: 'POST', body: wanted, signal })
}

/** Opens the console of QuickSight. @throws {RequestFailed} */
export function openStudio(signal: AbortSignal): Promise<Embed> {
  return request<Embed>('embeds/studio', { method: 'POST', signal })
}
