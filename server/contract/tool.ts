import { z } from 'zod'
import { findingSchema } from './finding.ts'

/** The makers of dashboards that are not Panorama itself. */
export const tools = ['quicksight', 'superset', 'hosted'] as const
export const toolSchema = z.enum(tools)
export type Tool = z.infer<typeof toolSchema>

/** `GET api/tools`: which other tools this site has, for administrators. */
export const toolsSchema = z.object({
  tools: z.array(
    z.object({
      tool: toolSchema,
      /** Whether the settings of the site name it. */
      configured: z.boolean(),
      /** Whether the mode in force shows its dashboards. */
      shown: z.boolean(),
    }),
  ),
})
export type Tools = z.infer<typeof toolsSchema>

/** `POST api/tools/:tool/test`: what a look at the tool found, in the reader's language and in the order of looking. */
export const toolTestSchema = z.object({ findings: z.array(findingSchema) })
export type ToolTest = z.infer<typeof toolTestSchema>
