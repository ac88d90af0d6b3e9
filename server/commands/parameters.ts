import type { z } from 'zod'
import { invalidRequest } from '../kernel/errors.ts'

/**
 * Reads `--param name=value …` against a question's schema: numbers and `null` where the schema takes them, text otherwise.
 * @throws PanoramaError `invalid_request` naming what the question takes
 */
export function readParameters(schema: z.ZodObject, pairs: readonly string[]): Record<string, unknown> {
  const known = Object.keys(schema.shape)
  const given = pairs.map((pair) => {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, Math.max(equals, 0))
    if (equals < 1 || !known.includes(name)) {
      throw invalidRequest(`No such parameter: ${pair}`, {
        advice: `This question takes: ${known.join(', ') || 'none'} (as name=value).`,
      })
    }
    return [name, readValue(schema.shape[name] as z.ZodType, pair.slice(equals + 1))] as const
  })
  const withDefaults = Object.fromEntries(known.flatMap((name) => (accepts(schema, name, null) ? [[name, null]] : [])))
  return { ...withDefaults, ...Object.fromEntries(given) }
}

function readValue(schema: z.ZodType, text: string): unknown {
  const candidates = [
    ...(text === 'null' ? [null] : []),
    text,
    ...(text !== '' && Number.isFinite(Number(text)) ? [Number(text)] : []),
  ]
  return candidates.find((candidate) => schema.safeParse(candidate).success) ?? text
}

function accepts(schema: z.ZodObject, name: string, value: unknown): boolean {
  return (schema.shape[name] as z.ZodType).safeParse(value).success
}
