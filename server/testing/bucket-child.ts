import { join } from 'node:path'
import { followLogObjects } from '../ingest/objects/follow-log-objects.ts'
import { systemClock } from '../kernel/clock.ts'
import { shipLogs } from '../shipping/ship-logs.ts'
import { openStore } from '../store/open-store.ts'
import { openEmbeddedEngine } from '../warehouse/embedded-engine.ts'
import { migrate } from '../warehouse/migrations.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { testDatabases } from './warehouse.ts'

// Ships a log to a bucket, or reads what is in one, in a process of its own, for being killed:
// `node bucket-child.js DIRECTORY ship|read ENDPOINT BUCKET LOG [once]`; whoever reads takes any word for the log. Who ships says what it
// tells, who reads says "begun": the first words mean that it is under way.
const [directory = '', work = '', endpoint = '', bucket = '', log = '', manner = ''] = process.argv.slice(2)
const s3 = {
  ...{ endpoint, region: 'eu-west-1', bucketOwner: null, encryption: null },
  credentials: { accessKeyId: 'AKIDOFTHETESTS', secretAccessKey: 'of-the-tests' },
}
const common = {
  s3,
  clock: systemClock,
  isOnce: manner === 'once',
  signal: new AbortController().signal,
}

async function ship(): Promise<void> {
  await shipLogs({
    tell: (text) => process.stdout.write(`${text}\n`),
    ...{ ...common, bucket, directory, patterns: [log], isOfContainer: false, folder: 'tracking_logs/learn.example/' },
    ...{ mostBytes: 60_000, mostMs: 400, partBytes: 10e6 },
  })
}

async function read(): Promise<void> {
  const engine = await openEmbeddedEngine(join(directory, 'warehouse'))
  await migrate(engine, testDatabases, 'real')
  const store = await openStore(join(directory, 'store.db'), systemClock)
  const warehouse = { engine, databases: testDatabases, minGroupSize: 10 }
  const reading = { warehouse, dataSet: 'real', store, lmsUrl: 'https://lms.example' } as const
  process.stdout.write('begun\n')
  await followLogObjects({ ...common, ...reading, tell: () => {}, urls: [`s3://${bucket}/`], lookEveryMs: 50 })
  await refreshModels(warehouse, 'real')
  await store.close()
  await engine.close()
}

await (work === 'ship' ? ship() : read())
