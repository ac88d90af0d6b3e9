import { reconcileActors } from '../ingest/reconcile-actors.ts'
import { readDataSet, withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'

/** `panorama events reconcile`: learners whose external id came after their events are called by it. */
export async function reconcileEvents(terminal: Terminal, options: { dataSet?: string }): Promise<void> {
  const dataSet = readDataSet(options.dataSet) ?? 'real'
  await withPanorama(terminal, async ({ warehouse, clock, config, interrupted }) => {
    const done = await reconcileActors({ warehouse, dataSet, lmsUrl: config.lmsUrl, clock, signal: interrupted })
    const { actors, moved, duplicates, withoutKnownId } = done
    if (actors === 0) return terminal.report(done, 'Everybody is called by their external id already.')
    const lines = [
      `${actors} earlier ids of learners`,
      `${moved} statements moved to their external ids`,
      `${duplicates} were there under them already`,
    ]
    if (withoutKnownId > 0) {
      lines.push(`${withoutKnownId} got an id of their own: how theirs was made cannot be told`)
    }
    terminal.report(done, lines.join('\n'))
  })
}
