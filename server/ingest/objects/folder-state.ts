import { z } from 'zod'

const folderStateSchema = z.object({
  /** What was found and is not read yet. */
  objects: z.number().int(),
  bytes: z.number().int(),
  /** When all that was there had been read; null where that never was. */
  readAt: z.iso.datetime().nullable(),
  /** There is nothing in it. */
  isEmpty: z.boolean(),
  /** Why it cannot be looked through for now, or what was in it could not be taken in. */
  problem: z.string().nullable(),
})

/** How a followed folder of a bucket stood after the last try to look through it, as the store keeps it. */
export type FolderState = z.infer<typeof folderStateSchema>

/** Null for what an older or newer version has kept. */
export function parseFolderState(value: string): FolderState | null {
  const checked = folderStateSchema.safeParse(JSON.parse(value))
  return checked.success ? checked.data : null
}
