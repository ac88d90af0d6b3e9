import { createLiveIngest, type LiveIngest } from '../ingest/live-ingest.ts'
import { createLmsRows, type LmsRows } from '../lms/take-rows.ts'
import { createKeys, type Keys } from '../lrs/keys.ts'
import { createLrs, type Lrs } from '../lrs/lrs.ts'
import { createRetirement, type Retirement } from '../retirement/retirement.ts'
import { tablesOf } from '../warehouse/tables.ts'
import type { Panorama } from './open-panorama.ts'

/** How events come into the real data set while the service runs, who may send them, and how people leave it. */
export interface WaysIn {
  readonly liveIngest: LiveIngest
  readonly lmsRows: LmsRows
  readonly lrs: Lrs
  readonly keys: Keys
  readonly retirement: Retirement
}

/** @param onWritten is called after each write, when figures may be recomputed */
export function openWaysIn({ config, clock, store, engine, warehouse }: Panorama, onWritten: () => void): WaysIn {
  const { lmsUrl, keepFreeText } = config
  return {
    liveIngest: createLiveIngest({ warehouse, dataSet: 'real', store, clock, lmsUrl, keepFreeText, onWritten }),
    lmsRows: createLmsRows({
      ...{ warehouse, dataSet: 'real', store, clock, lmsUrl, onWritten },
      withNames: config.showsNames,
    }),
    lrs: createLrs({
      engine,
      tables: tablesOf(warehouse.databases, 'real'),
      clock,
      store,
      home: homeOf(config),
      onWritten,
    }),
    keys: createKeys(store, clock),
    retirement: createRetirement({ warehouse, store, clock, lmsUrl }),
  }
}

/** The address of the service without a slash at its end: the home page of its keys as agents. */
export function homeOf({ publicUrl, publicPath }: Pick<Panorama['config'], 'publicUrl' | 'publicPath'>): string {
  return `${publicUrl}${publicPath}`.replace(/\/$/, '')
}
