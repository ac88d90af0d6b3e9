import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { followLogs } from '../ingest/follow/follow-logs.ts'
import { createLiveIngest } from '../ingest/live-ingest.ts'
import { systemClock } from '../kernel/clock.ts'
import { openStore } from '../store/open-store.ts'
import { openEmbeddedEngine } from '../warehouse/embedded-engine.ts'
import { migrate } from '../warehouse/migrations.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { testDatabases } from './warehouse.ts'

// Follows a log in a process of its own, for being killed or measured: `node follow-child.js DIRECTORY LOG [once | measured]`.
// Says what following tells: the first words mean that it has begun. SIGTERM ends it as Ctrl-C ends the command.
const [directory = '', log = '', manner = ''] = process.argv.slice(2)
const engine = await openEmbeddedEngine(join(directory, 'warehouse'))
await migrate(engine, testDatabases, 'real')
const store = await openStore(join(directory, 'store.db'), systemClock)
const warehouse = { engine, databases: testDatabases, minGroupSize: 10 }
const refresh = () => refreshModels(warehouse, 'real')
const ending = new AbortController()
process.once('SIGTERM', () => ending.abort())

let isRefreshing = false
/** What is written while figures are computed is computed with the next write, as in the server. */
async function refreshUnlessUnderWay(): Promise<void> {
  if (isRefreshing) return
  isRefreshing = true
  await refresh()
  isRefreshing = false
}

if (manner === 'measured') {
  setInterval(() => {
    const { rss, heapUsed } = process.memoryUsage()
    appendFileSync(join(directory, 'memory.ndjson'), `${JSON.stringify({ rss, heapUsed })}\n`)
  }, 200).unref()
}

await followLogs({
  patterns: [log],
  ingest: createLiveIngest({
    warehouse,
    dataSet: 'real',
    store,
    lmsUrl: 'https://lms.example',
    clock: systemClock,
    onWritten: () => void refreshUnlessUnderWay(),
  }),
  store,
  dataSet: 'real',
  clock: systemClock,
  follower: 'test',
  signal: ending.signal,
  isOnce: manner === 'once',
  tell: (text) => process.stdout.write(`${text}\n`),
})
await refresh()
await store.close()
await engine.close()
