import { migrateAll } from '../composition/open-panorama.ts'
import { withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'

/** `panorama migrate`: brings the databases of both data sets up to date. */
export async function migrateDatabases(terminal: Terminal): Promise<void> {
  const applied = await withPanorama(terminal, async (panorama) => [
    ...panorama.migrated,
    ...(await migrateAll(panorama)),
  ])
  terminal.report({ applied }, applied.length === 0 ? 'Up to date.' : `Applied:\n${applied.join('\n')}`)
}
