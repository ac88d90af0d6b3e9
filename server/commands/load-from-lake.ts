import type { Lake } from '../lake/lake.ts'
import { type LoadReport, loadLms } from '../lms/load-lms.ts'
import { withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'

interface LoadOptions {
  readonly force?: boolean
  readonly onProgress: NonNullable<Parameters<typeof loadLms>[0]['onProgress']>
}

/** Brings the warehouse to what the lake has published, through the server when it runs. */
export function loadFromLake(terminal: Terminal, lake: Lake, options: LoadOptions): Promise<LoadReport> {
  return withPanorama(terminal, ({ warehouse, store, clock, config, interrupted }) =>
    loadLms({
      ...{ lake, warehouse, store, clock, dataSet: 'real' },
      lmsUrl: config.lmsUrl,
      withNames: config.showsNames,
      signal: interrupted,
      ...options,
    }),
  )
}
