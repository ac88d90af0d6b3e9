import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ExtractedTable } from '../contract/extraction.ts'
import { forbidden } from '../kernel/errors.ts'
import { createLogger } from '../kernel/log.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { crontabOf } from './crontab.ts'
import { createExtractions, type Extractions } from './extractions.ts'

const hourly = crontabOf('55 * * * *', 'UTC')

let directory: string
let store: Store
let now: Date
const clock = { now: () => now }
let mode: 'DEMO' | 'SAAS'
let logged: string
let services: Extractions[]
/** The processes that were started, in their order. */
let started: StandIn[]

/** Of a process: the test says when it ends, and how. */
interface StandIn {
  readonly run: string
  end(lastWords: string | null): void
  isStopped: boolean
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-extractions-'))
  store = await openStore(join(directory, 'store.db'), clock)
  now = new Date('2026-03-01T12:00:00Z')
  mode = 'SAAS'
  logged = ''
  services = []
  started = []
})

afterEach(async () => {
  for (const process of started) process.end('The test is over.')
  for (const service of services) await service.stop()
  await store.close()
  await rm(directory, { recursive: true, force: true })
})

function service(options: { crontab?: typeof hourly | null; isConfigured?: boolean } = {}): Extractions {
  const { crontab = hourly, isConfigured = true } = options
  const destination = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk
      done()
    },
  })
  const created = createExtractions({
    store,
    clock,
    log: createLogger('info', destination),
    crontab,
    lookMs: 5,
    async checkMode() {
      if (mode === 'DEMO') throw forbidden('In the mode DEMO nothing is read from the LMS.')
    },
    start: isConfigured ? startStandIn : null,
  })
  services.push(created)
  created.begin()
  return created
}

function startStandIn(run: string) {
  let end: StandIn['end'] = () => undefined
  const ended = new Promise<string | null>((resolve) => {
    end = resolve
  })
  const standIn: StandIn = { run, end, isStopped: false }
  started.push(standIn)
  return {
    ended,
    stop() {
      standIn.isStopped = true
      end('It was told to end.')
    },
  }
}

const table: ExtractedTable = {
  ...{ datasource: 'lms', table: 'auth_user', outcome: 'done', rowsWritten: 2, rows: 5, bytesWritten: 64 },
  ...{ partitionsWritten: 1, partitionsGone: 0, seconds: 0.5, asOf: '2026-03-01T11:00:00.000Z', warnings: [] },
  failure: null,
}

/** As the process itself does it. */
async function endWell(process: StandIn, tables: ExtractedTable[] = [table]): Promise<void> {
  const failed = tables.some(({ outcome }) => outcome === 'failed')
  await store.updateExtraction(process.run, { outcome: failed ? 'failed' : 'done', tables, failure: null })
  process.end(failed ? 'One table failed.' : null)
}

const outcomes = async () => (await store.extractions(20)).map(({ outcome }) => outcome)
/** Long enough for several looks. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 60))

describe('what is due', () => {
  it('is done once, by one of several services (panorama-elt 31)', async () => {
    now = new Date('2026-03-01T12:55:00Z')
    service()
    service()
    await expect.poll(() => started.length).toBe(1)
    await aWhile()
    expect(started).toHaveLength(1)
    await endWell(started[0]!)
    await expect.poll(outcomes).toEqual(['done'])
    await aWhile()
    expect(started).toHaveLength(1)
    now = new Date('2026-03-01T13:55:00Z')
    await expect.poll(() => started.length).toBe(2)
  })

  it('is skipped while another is under way, and that is told (panorama-elt 31)', async () => {
    const first = service({ crontab: crontabOf('* * * * *', 'UTC') })
    await expect.poll(() => started.length).toBe(1)
    now = new Date('2026-03-01T12:01:00Z')
    await expect.poll(outcomes).toEqual(['overlapped', 'running'])
    await aWhile()
    expect(started).toHaveLength(1)
    expect(logged).toContain('an extraction was due while another was under way, and is skipped')
    expect((await first.state()).runs.map(({ outcome }) => outcome)).toEqual(['overlapped', 'running'])
  })

  it('and was missed while no service ran is made up for once', async () => {
    await store.claimDue('extraction', '2026-03-01T03:55:00.000Z')
    service()
    await expect.poll(() => started.length).toBe(1)
    await endWell(started[0]!)
    await aWhile()
    expect(started).toHaveLength(1)
    expect(await store.lastClaimed('extraction')).toBe('2026-03-01T11:55:00.000Z')
  })

  it('and was done by a command meanwhile is done', async () => {
    const run = await store.startExtraction('command')
    await store.updateExtraction(run!, { outcome: 'done', tables: [table], failure: null })
    service()
    await expect.poll(() => store.lastClaimed('extraction')).toBe('2026-03-01T11:55:00.000Z')
    await aWhile()
    expect(started).toHaveLength(0)
  })

  it('is tried again at its next time when it failed', async () => {
    service()
    await expect.poll(() => started.length).toBe(1)
    started[0]!.end('The settings file has a problem: line 3.')
    await expect.poll(outcomes).toEqual(['failed'])
    expect(await store.extractions(1)).toMatchObject([{ failure: 'The settings file has a problem: line 3.' }])
    await aWhile()
    expect(started).toHaveLength(1)
    now = new Date('2026-03-01T12:55:00Z')
    await expect.poll(() => started.length).toBe(2)
  })

  it('waits while the mode extracts nothing, which is said once', async () => {
    mode = 'DEMO'
    const idle = service()
    await aWhile()
    expect(started).toHaveLength(0)
    expect(logged.match(/extracts nothing/g)).toHaveLength(1)
    expect(await idle.state()).toMatchObject({ isAllowed: false, runs: [] })
    mode = 'SAAS'
    await expect.poll(() => started.length).toBe(1)
  })

  it('ends when a mode is chosen that extracts nothing', async () => {
    service()
    await expect.poll(() => started.length).toBe(1)
    mode = 'DEMO'
    await expect.poll(() => started[0]?.isStopped).toBe(true)
  })

  it('ends with the service', async () => {
    const ending = service()
    await expect.poll(() => started.length).toBe(1)
    await ending.stop()
    expect(started[0]?.isStopped).toBe(true)
    expect(await store.extractions(1)).toMatchObject([{ outcome: 'interrupted', failure: 'It was told to end.' }])
  })

  it('is told in the time zone of the crontab', async () => {
    const crontab = crontabOf('30 3 * * *', 'America/Bogota')
    now = new Date('2026-03-01T08:30:00Z')
    expect(crontab.last(now)?.toISOString()).toBe('2026-03-01T08:30:00.000Z')
    const { schedule } = await service({ crontab }).state()
    expect(schedule).toEqual({ crontab: '30 3 * * *', timeZone: 'America/Bogota', nextAt: '2026-03-02T08:30:00.000Z' })
  })
})

describe('an extraction that a person starts', () => {
  it('is in the audit log with who did', async () => {
    const extractions = service({ crontab: null })
    await extractions.runNow('noor', 'r-1')
    await expect.poll(() => started.length).toBe(1)
    const { entries } = await store.auditEntries({ limit: 5 })
    expect(entries).toMatchObject([
      {
        actor: 'noor',
        action: 'extraction.started',
        after: JSON.stringify({ run: started[0]!.run }),
        requestId: 'r-1',
      },
    ])
    await endWell(started[0]!)
    await expect.poll(async () => (await extractions.state()).runs[0]?.outcome).toBe('done')
    await expect.poll(() => logged).toContain('"msg":"extraction done"')
    const line = JSON.parse(logged.split('\n').find((one) => one.includes('extraction done'))!)
    expect(line).toMatchObject({ startedBy: 'person', tables: 1, changed: 1, rows: 2, bytes: 64, warnings: 0 })
  })

  it('does not begin while one is under way, in a mode that extracts nothing, or without a settings file', async () => {
    const extractions = service({ crontab: null })
    await extractions.runNow('noor')
    await expect(extractions.runNow('noor')).rejects.toMatchObject({ code: 'in_use' })
    mode = 'DEMO'
    await expect(extractions.runNow('noor')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(service({ isConfigured: false }).runNow('noor')).rejects.toMatchObject({
      code: 'conflict',
      advice: expect.stringContaining('PANORAMA_ELT_SETTINGS'),
    })
    expect((await store.auditEntries({ limit: 5 })).entries).toHaveLength(1)
  })
})

it('tells of each table what is published, also when its newest extraction failed', async () => {
  const extractions = service({ crontab: null })
  const other = { ...table, table: 'course_overviews_courseoverview', rows: 7 }
  await extractions.runNow('noor')
  await endWell(started[0]!, [table, other])
  await expect.poll(outcomes).toEqual(['done'])
  now = new Date('2026-03-01T13:00:00Z')
  await expect
    .poll(() =>
      extractions.runNow('noor').then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
  const failure = 'MySQL does not answer.'
  await endWell(started[1]!, [{ ...table, outcome: 'failed', rows: 0, asOf: null, failure }])
  await expect.poll(outcomes).toEqual(['failed', 'done'])
  expect((await extractions.state()).tables).toEqual([
    {
      ...{ datasource: 'lms', table: 'auth_user', at: '2026-03-01T13:00:00.000Z', outcome: 'failed' },
      ...{ rows: 5, asOf: '2026-03-01T11:00:00.000Z', warnings: [], failure },
    },
    expect.objectContaining({ table: 'course_overviews_courseoverview', rows: 7, failure: null }),
  ])
})
