import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ExtractionRun } from '../contract/extraction.ts'
import { systemClock } from '../kernel/clock.ts'
import { openLake } from '../lake/lake.ts'
import { madeUpChange } from '../lake/testing/made-up-tables.ts'
import { showLake } from './elt-lake.ts'
import { createTerminal } from './terminal.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-elt-lake-'))
  await writeFile(join(directory, 'lms.yaml'), 'datalake:\n  directory: lake\ndatasources: []\n')
})
afterEach(async () => {
  process.exitCode = 0
  await rm(directory, { recursive: true })
})

async function show(verify: boolean): Promise<string> {
  const out = new PassThrough()
  const terminal = createTerminal(false, {}, out as never, new PassThrough() as never)
  await showLake(terminal, { settings: join(directory, 'lms.yaml'), verify })
  return String(out.read())
}

const openTestLake = () =>
  openLake(
    {
      ...{ place: { directory: join(directory, 'lake') }, basePrefix: null, basePartitions: [] },
      ...{ region: 'us-east-1', endpoint: null, credentials: null, encryption: null, bucketOwner: null },
    },
    systemClock,
  )

test('says what is published, by which runs, and who writes now (panorama-elt 33)', async () => {
  expect(await show(false)).toContain('Nothing is published in')
  const lake = openTestLake()
  const run: ExtractionRun = {
    ...{ id: 'run-1', startedAt: '2026-03-01T10:00:00.000Z', finishedAt: '2026-03-01T10:01:00.000Z' },
    ...{ outcome: 'failed', startedBy: 'schedule', tables: [], failure: null },
  }
  await lake.keepReport(run)
  await lake.write('run-1', async (writer) => {
    await writer.publish(await madeUpChange(directory, { a: ['1', '2'], b: ['3'] }))
    const told = await show(false)
    expect(told).toMatch(/lms +courseware_studentmodule +csv +2 +3 +0 +2026-03-01T10:00:00.000Z/)
    expect(told).toMatch(/2026-03-01T10:00:00.000Z +schedule +failed/)
    expect(told).toContain(`(process ${process.pid})`)
  })
  expect(await show(false)).not.toContain(`(process ${process.pid})`)
})

test('finds what somebody changed or removed', async () => {
  const lake = openTestLake()
  const change = await madeUpChange(directory, { a: ['1'], b: ['2'], c: ['3'] })
  const { published } = await lake.write('run-1', (writer) => writer.publish(change))
  expect(await show(true)).toContain('Every object is as it was published.')
  expect(process.exitCode).toBe(0)
  const [changed, removed, left] = published.objects.map(({ key }) => join(directory, 'lake', key))
  await appendFile(changed!, '"4"\n')
  await rm(removed!)
  const told = await show(true)
  expect(told).toContain(`✗ ${changed} is another than the manifest says.`)
  expect(told).toContain(`✗ ${removed} is not there.`)
  expect(told).not.toContain(left)
  expect(process.exitCode).toBe(1)
})
