import { join } from 'node:path'
import { followLogs } from '../ingest/follow/follow-logs.ts'
import { createLiveIngest } from '../ingest/live-ingest.ts'
import { systemClock } from '../kernel/clock.ts'
import { openStore } from '../store/open-store.ts'
import { openEmbeddedEngine } from '../warehouse/embedded-engine.ts'
import { migrate } from '../warehouse/migrations.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { testDatabases } from './warehouse.ts'

// Follows a log in a process of its own, for being killed: `node follow-child.js DIRECTORY LOG [once]`. Says "following".
const [directory = '', log = '', once = ''] = process.argv.slice(2)
const engine = await openEmbeddedEngine(join(directory, 'warehouse'))
await migrate(engine, testDatabases, 'real')
const store = await openStore(join(directory, 'store.db'), systemClock)
const warehouse = { engine, databases: testDatabases, minGroupSize: 10 }
const refresh = () => refreshModels(warehouse, 'real')
process.stdout.write('following\n')
await followLogs({
  patterns: [log],
  ingest: createLiveIngest({
    warehouse,
    dataSet: 'real',
    store,
    lmsUrl: 'https://lms.example',
    clock: systemClock,
    onWritten: () => void refresh(),
  }),
  store,
  dataSet: 'real',
  clock: systemClock,
  follower: 'test',
  signal: new AbortController().signal,
  isOnce: once === 'once',
  tell: () => undefined,
})
await refresh()
await store.close()
await engine.close()
