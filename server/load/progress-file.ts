import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { badInput } from '../kernel/errors.ts'

const progressSchema = z.object({
  plan: z.object({
    seed: z.string(),
    learners: z.number().int(),
    courses: z.number().int(),
    days: z.number().int(),
    now: z.iso.datetime().transform((moment) => new Date(moment)),
  }),
  /** Lines that have arrived. */
  done: z.number().int(),
  /** How far into a log, where they went into one. */
  place: z.object({ rotated: z.number().int(), bytes: z.number().int() }).nullable(),
})
export type Progress = z.output<typeof progressSchema>

/**
 * How far a load came that was cut off; null when it was not begun.
 * @throws PanoramaError `bad_input`, when the file holds something else
 */
export async function readProgress(path: string): Promise<Progress | null> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null
    throw badInput(`${path} cannot be read.`, { cause })
  })
  if (text === null) return null
  try {
    return progressSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw badInput(`${path} does not say how far a load came.`, {
      advice: 'Name another file, or remove this one.',
      cause,
    })
  }
}

/** Written aside and then put in place, so that it is never half. */
export async function writeProgress(path: string, progress: Progress): Promise<void> {
  await writeFile(`${path}.new`, `${JSON.stringify(progress)}\n`)
  await rename(`${path}.new`, path)
}
