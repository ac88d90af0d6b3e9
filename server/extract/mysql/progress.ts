import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { LakeColumn } from '../../lake/manifest.ts'
import type { LakeFormat, TableSettings } from '../settings/settings.ts'

/** Values of the columns that part the table, in the order of the folders. */
export type PartitionKey = readonly (string | null)[]

const progressSchema = z.object({
  version: z.literal(1),
  /** Of all that decides how a row is written: with another one, nothing is gone on from. */
  definition: z.string(),
  /** All rows that were changed before it are in the lake. UTC, as MySQL writes a DATETIME(6); null when that is not known. */
  watermark: z.string().nullable(),
  /** When the whole table was last compared with the lake. */
  comparedAt: z.iso.datetime(),
  /** MySQL's own checksum of the whole table as it is in the lake; null when it is not known. */
  checksum: z.string().nullable(),
  /** All columns that the table had, also those that are not extracted. */
  columns: z.array(z.string()),
  /** Of each partition in the lake: its values, its rows and the fingerprint of its file. */
  parts: z.array(z.tuple([z.array(z.string().nullable()), z.number().int(), z.string()])),
})

/** How far a table was read, and what is in the lake of it. It travels in the manifest, with the data. */
export type MysqlProgress = z.infer<typeof progressSchema>

/** @returns undefined for what another source or another version wrote: then all is read anew */
export function readProgress(progress: unknown): MysqlProgress | undefined {
  return progressSchema.safeParse(progress).data
}

/** The same for two runs that write the same file from the same rows. */
export function definitionOf(
  columns: readonly LakeColumn[],
  { fields, partitions }: TableSettings,
  format: LakeFormat,
): string {
  const constants = fields.map(({ name, constant }) => [name, constant === undefined, constant])
  const told = [columns, constants, partitions?.fields ?? [], format]
  return createHash('sha256').update(JSON.stringify(told)).digest('hex')
}

/** A key as text, to look it up by. */
export const keyText = (key: PartitionKey) => JSON.stringify(key)
