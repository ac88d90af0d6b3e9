import { PanoramaError } from '../kernel/errors.ts'
import { type LakeKeys, manifestName } from './keys.ts'
import { type ManifestVersion, readManifest, replaceManifest } from './manifest-file.ts'
import { tableId } from './plan-change.ts'
import type { LakeStorage } from './storage/storage.ts'
import type { TableChange } from './table-change.ts'

/** What a site published before it was given base partitions: in the same folders, where Athena would read it beside the new. */
export interface FormerPlace {
  /** Keys of the objects of a table. */
  objectsOf(table: Pick<TableChange, 'datasource' | 'table'>): readonly string[]
  /** Names them no more. */
  forget(table: Pick<TableChange, 'datasource' | 'table'>): Promise<void>
}

/** @param keys of the site as it was without base partitions */
export async function openFormerPlace(storage: LakeStorage, keys: LakeKeys): Promise<FormerPlace> {
  const key = keys.own(manifestName)
  let found: ManifestVersion | undefined = await readManifest(storage, key)
  return {
    objectsOf: (table) => (found?.manifest.tables[tableId(table)]?.objects ?? []).map((object) => object.key),
    async forget(table) {
      if (found?.manifest.tables[tableId(table)] === undefined) return
      const { [tableId(table)]: _forgotten, ...tables } = found.manifest.tables
      try {
        found = await replaceManifest(storage, key, { ...found.manifest, tables }, found.tag)
      } catch (cause) {
        // Whoever else writes there will find that the objects are gone.
        if (!(cause instanceof PanoramaError) || cause.code !== 'conflict') throw cause
      }
    },
  }
}
