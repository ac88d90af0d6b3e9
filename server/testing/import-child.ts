import { join } from 'node:path'
import { importTrackingLogs } from '../ingest/import-tracking-logs.ts'
import { systemClock } from '../kernel/clock.ts'
import { openStore } from '../store/open-store.ts'
import { openEmbeddedEngine } from '../warehouse/embedded-engine.ts'
import { migrate } from '../warehouse/migrations.ts'
import { testDatabases } from './warehouse.ts'

// An import in a process of its own, for being killed: `node import-child.js DIRECTORY LOG`. Says "importing", then "imported".
const [directory = '', log = ''] = process.argv.slice(2)
const engine = await openEmbeddedEngine(join(directory, 'warehouse'))
await migrate(engine, testDatabases, 'real')
const store = await openStore(join(directory, 'store.db'), systemClock)
process.stdout.write('importing\n')
await importTrackingLogs({
  files: [log],
  warehouse: { engine, databases: testDatabases, minGroupSize: 10 },
  dataSet: 'real',
  store,
  lmsUrl: 'https://lms.example',
  clock: systemClock,
})
process.stdout.write('imported\n')
await store.close()
await engine.close()
