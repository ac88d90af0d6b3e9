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

/** Where a dashboard of another tool is met: as a learner, with nothing but one's own rows, or as staff. */
export const embedAreaSchema = z.enum(['student', 'courses'])

/** Why something cannot be shown, and what can be done. */
const obstacleSchema = z.object({ message: z.string(), advice: z.string() })

/** `GET api/embeds`: the dashboards of other tools that are the viewer's in this mode, as they are to be listed. */
export const embedsSchema = z.object({
  embeds: z.array(
    z.object({
      id: z.string(),
      area: embedAreaSchema,
      provider: z.enum(['quicksight', 'superset', 'hosted']),
      title: z.string(),
      /** Null when it can be opened. */
      obstacle: obstacleSchema.nullable(),
    }),
  ),
  /** Whether the viewer may make dashboards in QuickSight: `POST api/embeds/studio`. */
  studio: z.boolean(),
  /** Set when the hosted service was asked for its dashboards and did not tell them. */
  hostedProblem: obstacleSchema.nullable(),
  /** While somebody looks as another: what that person is shown here beside, and why it is not opened. */
  untouched: z.array(obstacleSchema).optional(),
})
export type Embeds = z.infer<typeof embedsSchema>

/** `POST api/embeds`: open one of them. */
export const embedWantedSchema = z.object({
  id: z.string().min(1).max(320),
  area: embedAreaSchema,
  /** What the page is about: one of the viewer's courses, and a block of it. They narrow what is shown and never widen it. */
  course: z.string().max(255).optional(),
  /** The usage key of a block of that course. */
  block: z.string().max(300).optional(),
})
export type EmbedWanted = z.infer<typeof embedWantedSchema>
