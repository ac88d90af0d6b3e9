import { z } from 'zod'

/**
 * How the backend of the Panorama plugin answers its micro-frontend under `/panorama/api/`: the body in an envelope, in
 * which the status is said once more. What failed has words as its body.
 */
const envelope = <T extends z.ZodType>(body: T) => z.object({ statusCode: z.literal(200), body })

const dashboards = z.array(
  z.object({ id: z.string().optional(), name: z.string(), displayName: z.string(), url: z.string() }),
)

export const pluginAnswers = {
  'get-embed-url': envelope(dashboards),
  'get-studio-url': envelope(dashboards),
  'get-user-access': envelope(z.boolean()),
  'get-user-role': envelope(z.enum(['READER', 'AUTHOR', 'STUDENT']).nullable()),
  'get-panorama-mode': envelope(z.enum(['DEMO', 'FREE', 'SAAS', 'CUSTOM'])),
} as const
