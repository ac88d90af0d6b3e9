import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { misconfigured } from '../kernel/errors.ts'

const closedSchema = z.object({
  /** Its name in the directory of the spool. */
  file: z.string(),
  /** Under which it is uploaded, whenever that is: a second upload writes over the first. */
  key: z.string(),
  bytes: z.number().int(),
  lines: z.number().int(),
})

const spoolStateSchema = z.object({
  version: z.literal(1),
  /** How far each log was read, by its id. */
  positions: z.record(z.string(), z.object({ value: z.string(), savedAt: z.string() })),
  /** The file that still grows; only so many of its bytes count. */
  open: z
    .object({ file: z.string(), bytes: z.number().int(), lines: z.number().int(), since: z.iso.datetime() })
    .nullable(),
  /** Waiting to be uploaded, the oldest first. */
  closed: z.array(closedSchema),
  /** Makes the next name of a file. */
  nextFile: z.number().int(),
})

export type SpoolState = z.infer<typeof spoolStateSchema>
export type ClosedFile = z.infer<typeof closedSchema>

const name = 'state.json'
const emptyState: SpoolState = { version: 1, positions: {}, open: null, closed: [], nextFile: 1 }

/** @throws PanoramaError `misconfigured` for a state that cannot be understood: to begin anew would ship events twice */
export async function readSpoolState(directory: string): Promise<SpoolState> {
  const path = join(directory, name)
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null
    throw cause
  })
  if (text === null) return emptyState
  try {
    return spoolStateSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw misconfigured(`${path} cannot be read: it says how far logs were shipped.`, {
      advice:
        'Run the version of Panorama that wrote it. To ship from the beginning of the logs, remove its directory.',
      cause,
    })
  }
}

/** Replaces the state in one piece: after a crash at any moment it is the one before or this one. */
export async function writeSpoolState(directory: string, state: SpoolState): Promise<void> {
  const path = join(directory, name)
  const file = await open(`${path}.next`, 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify(state))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.next`, path)
  const parent = await open(directory, 'r')
  try {
    await parent.sync()
  } finally {
    await parent.close()
  }
}
