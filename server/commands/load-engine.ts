import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DataSet } from '../contract/scope.ts'
import { type SiteTable, siteTables } from '../demo/site/generate-site.ts'
import { importLmsTables } from '../ingest/import-lms-tables.ts'
import { createLiveIngest } from '../ingest/live-ingest.ts'
import { invalidRequest } from '../kernel/errors.ts'
import { historyOf } from '../load/history.ts'
import { multiply } from '../load/multiply.ts'
import { writeProgress } from '../load/progress-file.ts'
import { createWarehouseTarget } from '../load/warehouse-target.ts'
import { writeTables } from '../load/write-tables.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { readAmount } from './load-amounts.ts'
import { deliver } from './load-deliver.ts'
import type { LoadOptions, LoadRequest } from './load-request.ts'
import { type Opened, readDataSet, withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'

/** `panorama load generate --engine`: the LMS's tables of the load, then its events, then the figures. */
export async function loadWarehouse(terminal: Terminal, options: LoadOptions, request: LoadRequest): Promise<void> {
  const dataSet = readDataSet(options.dataSet)
  if (!dataSet) {
    throw invalidRequest('Say which data set is to be filled: --data-set real or demo.', {
      advice: 'What is loaded stays there, among what is there already.',
    })
  }
  await withPanorama(terminal, async (panorama) => {
    const { warehouse, store, clock, config, interrupted } = panorama
    const tables = options.multiply === undefined ? siteTables : courseTables
    if (!request.begun) await importTables(terminal, panorama, request, dataSet, tables)
    if (options.multiply !== undefined) {
      await multiplyEvents(terminal, panorama, request, dataSet, readAmount('--multiply', options.multiply))
    } else {
      const { lmsUrl, keepFreeText } = config
      const ingest = createLiveIngest({ warehouse, dataSet, store, clock, lmsUrl, keepFreeText })
      await deliver(terminal, request, createWarehouseTarget(ingest), interrupted)
    }
    // A server that holds the warehouse recomputes the figures by itself.
    if (warehouse.engine.kind === 'remote') return
    await refreshModels(warehouse, dataSet, {
      signal: interrupted,
      onProgress: ({ learners }) => terminal.progress(`The figures of ${count(learners)} learners are computed`),
    })
  })
}

/** Copies are of other people, of whom the tables tell nothing: who they are and where they enrolled is in their events alone. */
const courseTables = siteTables.filter((table) => /^course_(overviews|blocks)/.test(table))

async function importTables(
  terminal: Terminal,
  { warehouse, store, clock, config, interrupted }: Opened,
  { plan }: LoadRequest,
  dataSet: DataSet,
  tables: readonly SiteTable[],
): Promise<void> {
  const dir = join(config.dataDir, 'load-tables')
  terminal.progress('The tables of the LMS are made up')
  try {
    const files = await writeTables(plan, dir, tables)
    await importLmsTables({ files, warehouse, store, clock, dataSet, lmsUrl: config.lmsUrl, signal: interrupted })
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function multiplyEvents(
  terminal: Terminal,
  { warehouse, store, clock, config, interrupted }: Opened,
  { plan, events, progressFile, begun }: LoadRequest,
  dataSet: DataSet,
  copies: number,
): Promise<void> {
  const started = performance.now()
  const statements = await multiply({
    warehouse,
    dataSet,
    store,
    clock,
    lmsUrl: config.lmsUrl,
    cluster: config.clickhouse.cluster,
    lines: historyOf(plan),
    events,
    copies,
    done: begun?.done ?? 0,
    signal: interrupted,
    async onProgress({ copies: done, statements: written }) {
      terminal.progress(`${count(written)} statements, ${count(done)} of ${count(copies)} copies`)
      if (progressFile !== null) await writeProgress(progressFile, { plan, done, place: null })
    },
  })
  const seconds = (performance.now() - started) / 1000
  const statementsPerSecond = Math.round(statements / seconds)
  terminal.report(
    { statements, seconds, statementsPerSecond },
    `${count(statements)} statements in ${seconds.toFixed(1)} s: ${count(statementsPerSecond)} a second`,
  )
}

const count = (number: number) => Math.round(number).toLocaleString('en')
