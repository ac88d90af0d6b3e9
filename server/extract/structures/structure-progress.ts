import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { TableSettings } from '../settings/settings.ts'
import type { ListedCourse } from './course-reader.ts'

const progressSchema = z.object({
  reading: z.string(),
  courses: z.record(z.string(), z.string()),
  unreadable: z.record(z.string(), z.string()),
})

/** What travels with the table in the lake, so that the next run knows what to leave alone. */
export type StructureProgress = z.infer<typeof progressSchema>

/** Counted up when the same structure comes to stand otherwise in the tables: then all are read again. */
const waysOfReading = 1

/** Differs when the same courses would come to stand otherwise in the table. */
export function readingOf({ fields, partitions }: TableSettings, format: string): string {
  const asked = JSON.stringify([waysOfReading, format, fields, partitions?.fields ?? []])
  return createHash('sha256').update(asked).digest('hex').slice(0, 16)
}

/** @returns undefined where there is none, or the table is to look otherwise from now on */
export function readProgress(progress: unknown, reading: string): StructureProgress | undefined {
  const { data } = progressSchema.safeParse(progress)
  return data?.reading === reading ? data : undefined
}

/** Keys of what is there and was not, or in another version; and of what was there and is not. */
export function changesSince(
  before: StructureProgress | undefined,
  courses: readonly (Pick<ListedCourse, 'key'> & { readonly version: string })[],
): { readonly changed: ReadonlySet<string>; readonly gone: readonly string[] } {
  const known = before?.courses ?? {}
  const now = new Set(courses.map(({ key }) => key.text))
  return {
    changed: new Set(courses.filter(({ key, version }) => known[key.text] !== version).map(({ key }) => key.text)),
    gone: Object.keys(known).filter((key) => !now.has(key)),
  }
}
