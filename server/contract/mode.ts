import { z } from 'zod'

export const modes = ['DEMO', 'FREE', 'SAAS', 'CUSTOM'] as const
export const modeSchema = z.enum(modes)
export type Mode = z.infer<typeof modeSchema>

/** One card of the admin console's mode switch, in the reader's language. */
export const modeCardSchema = z.object({
  mode: modeSchema,
  title: z.string(),
  shows: z.string(),
  extraction: z.string(),
  sends: z.string(),
  letsIn: z.string(),
  dashboards: z.string(),
  /** What a person should know before switching to it from the current mode; empty for the current one. */
  warnings: z.array(z.string()),
})

export const modeSettingsSchema = z.object({
  mode: modeSchema,
  changedAt: z.iso.datetime().nullable(),
  changedBy: z.string().nullable(),
  cards: z.array(modeCardSchema),
})
export type ModeCard = z.infer<typeof modeCardSchema>
export type ModeSettings = z.infer<typeof modeSettingsSchema>

export const changeModeSchema = z.object({ mode: modeSchema })
