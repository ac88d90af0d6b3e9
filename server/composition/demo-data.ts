import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipelineOf } from '../dashboards/pipeline.ts'
import { defaultSite } from '../demo/site/generate-site.ts'
import { writeSite } from '../demo/site/write-site.ts'
import { importLmsTables } from '../ingest/import-lms-tables.ts'
import { importTrackingLogs } from '../ingest/import-tracking-logs.ts'
import { emptyDemo } from '../warehouse/empty-demo.ts'
import type { Panorama } from './open-panorama.ts'
import type { Progress } from './progress.ts'

const setting = 'demo-data'

/** What was begun, so that a seeding that was cut off goes on with the same people and the same moments. */
interface Seeding {
  readonly learners: number
  readonly until: Date
  readonly done: boolean
}

/** A year that ended longer ago than this no longer looks alive: its last weeks are empty. */
const renewAfterDays = 14

/**
 * Fills the demo's databases with the made-up site by the same ways that real data takes, and anew when its year has ended
 * a while ago. Cut off anywhere, it completes what it began the next time; data that somebody else put there is left alone.
 * @param signal stops at the next safe point
 */
export async function seedDemoData(panorama: Panorama, progress: Progress, signal: AbortSignal): Promise<void> {
  const begun = await begunSeeding(panorama)
  const now = panorama.clock.now()
  if (begun?.done && !isOver(begun, now)) return
  if (!begun && (await pipelineOf(panorama.warehouse, 'demo')).statements > 0) return
  const plan = begun && !begun.done ? begun : { learners: panorama.config.demoLearners, until: now, done: false }
  await remember(panorama, plan)
  progress.note('Preparing the demo site, once: a year in the life of eight courses.')
  await emptyDemo(panorama.warehouse)
  // Half a gigabyte for a minute: not in /tmp, which may be memory.
  const dir = join(panorama.config.dataDir, 'demo-site')
  try {
    await fill(panorama, plan, dir, progress, signal)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
  if (!signal.aborted) await remember(panorama, { ...plan, done: true })
}

function isOver({ until }: Seeding, now: Date): boolean {
  return now.getTime() - until.getTime() > renewAfterDays * 86_400_000
}

async function fill(
  { warehouse, store, clock, config }: Panorama,
  { learners, until }: Seeding,
  dir: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const { files } = await writeSite({
    ...defaultSite,
    learners,
    now: until,
    dir,
    onProgress: ({ events }) => progress.step(`The demo site: ${events.toLocaleString('en')} events thought up`),
  })
  const into = { warehouse, dataSet: 'demo', store, clock, signal, lmsUrl: config.lmsUrl } as const
  // The tables first: they tell who the people in the log are.
  await importLmsTables({ ...into, files: files.filter((file) => file.endsWith('.csv')) })
  await importTrackingLogs({
    ...into,
    files: files.filter((file) => file.endsWith('.log')),
    onProgress: ({ bytesRead, bytesTotal }) =>
      progress.step(`The demo site: ${Math.floor((bytesRead / bytesTotal) * 100)} % read in`),
  })
}

async function begunSeeding({ store }: Panorama): Promise<Seeding | null> {
  const remembered = await store.setting(setting)
  const [, learners, until, complete] =
    /^(\d+) learners until ([^,]+)(, complete)?$/.exec(remembered?.value ?? '') ?? []
  if (learners === undefined || until === undefined) return null
  return { learners: Number(learners), until: new Date(until), done: complete !== undefined }
}

/** In words, because administrators read them in the audit log. */
async function remember({ store }: Panorama, { learners, until, done }: Seeding): Promise<void> {
  const value = `${learners} learners until ${until.toISOString()}${done ? ', complete' : ''}`
  await store.changeSetting({ key: setting, value, by: 'panorama', action: done ? 'demo.seeded' : 'demo.seeding' })
}
