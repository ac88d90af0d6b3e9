import { z } from 'zod'
import { misconfigured } from '../kernel/errors.ts'
import type { Manifest } from './manifest.ts'
import type { LakeStorage } from './storage/storage.ts'

const objectSchema = z.object({
  key: z.string(),
  partition: z.record(z.string(), z.string().nullable()),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
  run: z.string(),
})
const tableSchema = z.object({
  datasource: z.string(),
  table: z.string(),
  format: z.enum(['csv', 'parquet']),
  columns: z.array(z.object({ name: z.string(), type: z.string(), isNullable: z.boolean() })),
  partitionColumns: z.array(z.string()),
  objects: z.array(objectSchema),
  asOf: z.iso.datetime(),
  progress: z.unknown(),
})
const manifestSchema = z.object({
  version: z.literal(1),
  run: z.string(),
  publishedAt: z.iso.datetime(),
  tables: z.record(z.string(), tableSchema),
  gone: z.array(z.string()).optional(),
})

export interface ManifestVersion {
  readonly manifest: Manifest
  readonly tag: string
}

/**
 * What is published now.
 * @throws PanoramaError `misconfigured` when it cannot be read: it is better to stop than to take the lake for empty
 */
export async function readManifest(storage: LakeStorage, key: string): Promise<ManifestVersion | undefined> {
  const found = await storage.readText(key)
  if (found === undefined) return undefined
  try {
    return { manifest: manifestSchema.parse(JSON.parse(found.text)) as Manifest, tag: found.tag }
  } catch (cause) {
    throw misconfigured(`${storage.nameOf(key)} is no manifest that this version of Panorama can read.`, {
      advice: 'Run the version that wrote it, or move it away: then everything is extracted anew.',
      cause,
    })
  }
}

/**
 * Publishes: whoever reads by the manifest sees the next version from here on.
 * @param tag of the version that it follows
 * @throws PanoramaError `conflict` when another was published meanwhile
 */
export async function replaceManifest(
  storage: LakeStorage,
  key: string,
  manifest: Manifest,
  tag: string | null,
): Promise<ManifestVersion> {
  return { manifest, tag: await storage.replaceText(key, JSON.stringify(manifest), tag) }
}
