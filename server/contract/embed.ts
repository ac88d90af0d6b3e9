import { z } from 'zod'

/** Who may make a dashboard. `hosted`: the vendor's service of today. */
export const providers = ['native', 'quicksight', 'superset', 'hosted'] as const
export const providerSchema = z.enum(providers)
export type Provider = z.infer<typeof providerSchema>

/**
 * `POST api/embeds/:id`: what the screen needs to show one dashboard of another tool to the person who asked. It opens
 * the dashboard to whoever has it: it is never cached, logged or used twice.
 */
export const embedSchema = z.discriminatedUnion('provider', [
  z.object({
    provider: z.literal('quicksight'),
    /** Good for one use within five minutes. */
    url: z.url(),
    /** How long the session lasts from its use on. */
    sessionMinutes: z.number().int().positive(),
  }),
  z.object({
    provider: z.literal('superset'),
    origin: z.url(),
    /** What the SDK calls `id`: the UUID under which the dashboard is embedded. */
    embeddedId: z.string(),
    token: z.string(),
    expiresAt: z.iso.datetime(),
    /** For the SDK's `urlParams`: what to show first, never what may be seen. */
    urlParams: z.record(z.string(), z.string()).optional(),
  }),
  z.object({ provider: z.literal('hosted'), url: z.url() }),
])
export type Embed = z.infer<typeof embedSchema>
