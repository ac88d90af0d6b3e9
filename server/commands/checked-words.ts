import type { z } from 'zod'
import { invalidRequest } from '../kernel/errors.ts'

/**
 * What was said on the command line, checked.
 * @throws PanoramaError `invalid_request` that says what is wrong with each word
 */
export function checkedWords<T>(schema: z.ZodType<T>, given: unknown): T {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw invalidRequest(`This does not hold together. ${problems.join('; ')}.`, {
    advice: 'Add --help for what it takes.',
  })
}
