import { execFile } from 'node:child_process'
import { appendFile, copyFile, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { unavailable } from '../../kernel/errors.ts'
import type { Store } from '../../store/store.ts'
import { createFollowing } from '../../testing/following.ts'
import { openImporting } from '../../testing/importing.ts'
import { browserEvent, lineOf } from '../../testing/tracking-event.ts'
import type { LiveIngest } from '../live-ingest.ts'

let importing: Awaited<ReturnType<typeof openImporting>>
let following: ReturnType<typeof createFollowing>
let log: string
beforeAll(async () => {
  importing = await openImporting()
  following = createFollowing(importing)
})
afterAll(() => importing.close())
beforeEach(async () => {
  await importing.forgetAll()
  log = join(await mkdtemp(join(importing.directory, 'logs-')), 'tracking.log')
  following.told()
})

let made = 0
/** Lines nobody has seen before. */
function lines(count: number): string {
  return Array.from({ length: count }, () => {
    made += 1
    const time = new Date(Date.UTC(2026, 0, 1) + made * 1_000).toISOString()
    return `${lineOf(browserEvent('load_video', { id: `v${made}` }, { time }))}\n`
  }).join('')
}

/** Without FINAL: what was written twice shows. */
const statements = async () =>
  Number((await importing.rows('SELECT count() AS statements FROM xapi.xapi_events_all'))[0]?.statements)

/** As if it were killed after it began, before the first line is in the warehouse. */
const beforeWritten: LiveIngest = { take: () => Promise.reject(unavailable('Killed.')) }

/** As if it were killed after the first lines are in the warehouse, before their place is kept. */
function beforeKept(): Store {
  const { store } = importing
  return {
    ...store,
    saveProgress: (progress) =>
      progress.run.report.read === 0 ? store.saveProgress(progress) : Promise.reject(unavailable('Killed.')),
  }
}

async function beginOnly(): Promise<void> {
  await following.once([log], { ingest: beforeWritten }).catch(() => undefined)
}

const pack = (path: string) => promisify(execFile)('gzip', [path])

/** What may become of a log and its lines between two runs. */
const fates: Record<string, () => Promise<void>> = {
  'is not touched': async () => undefined,
  'was renamed': async () => {
    await rename(log, `${log}.1`)
    await writeFile(log, lines(2))
  },
  'was renamed and packed': async () => {
    await rename(log, `${log}.1`)
    await pack(`${log}.1`)
    await writeFile(log, lines(2))
  },
  'was copied and emptied': async () => {
    await copyFile(log, `${log}.1`)
    await truncate(log)
    await appendFile(log, lines(2))
  },
  'was copied, packed and emptied, and is empty': async () => {
    await copyFile(log, `${log}.1`)
    await truncate(log)
    await pack(`${log}.1`)
    await writeFile(`${log}.2`, lines(2))
  },
  'was rotated twice': async () => {
    await rename(log, `${log}.2`)
    await pack(`${log}.2`)
    await writeFile(`${log}.1`, lines(1))
    await writeFile(log, lines(1))
  },
}

describe('a log that was begun, of which no place is kept behind its first lines', () => {
  for (const [fate, happens] of Object.entries(fates)) {
    const added = fate === 'is not touched' ? 0 : 2
    test(`and that ${fate}, is read once, whenever following was killed`, async () => {
      await writeFile(log, lines(3))
      await beginOnly()
      expect(await statements()).toBe(0)
      await happens()
      expect(await following.once([log])).toMatchObject({ read: 3 + added, kept: 3 + added, duplicates: 0 })
      expect(await following.once([log])).toMatchObject({ read: 0 })
      expect(await statements()).toBe(3 + added)
    })

    test(`and that ${fate}, with lines in the warehouse, is read once more and changes nothing`, async () => {
      await writeFile(log, lines(3))
      await following.once([log], { store: beforeKept() })
      expect(await statements()).toBe(3)
      await happens()
      expect(await following.once([log])).toMatchObject({ read: 3 + added, kept: added, duplicates: 3 })
      expect(await statements()).toBe(3 + added)
    })

    test(`and that ${fate}, and was empty when it was begun, is read once`, async () => {
      await writeFile(log, '')
      await following.once([log])
      await appendFile(log, lines(3))
      await happens()
      expect(await following.once([log])).toMatchObject({ read: 3 + added, kept: 3 + added })
      expect(await following.once([log])).toMatchObject({ read: 0 })
    })
  }

  test('is kept before a line of it is written, and with many logs once for all', async () => {
    const { store } = importing
    const logs = Array.from({ length: 20 }, (_, index) => `${log}-${index}`)
    for (const each of logs) await writeFile(each, lines(1))
    const happened: string[] = []
    const ingest = importing.liveIngest()
    await following.once([`${log}*`], {
      store: {
        ...store,
        async saveProgress(progress) {
          happened.push(`${progress.positions.length} kept`)
          await store.saveProgress(progress)
        },
      },
      ingest: {
        take(...given) {
          happened.push('written')
          return ingest.take(...given)
        },
      },
    })
    expect(happened).toEqual(['20 kept', ...logs.map(() => 'written'), '20 kept'])
  })

  test('does not reach back to what was put aside before it was begun', async () => {
    await writeFile(`${log}.1`, lines(3))
    await setTimeout(20)
    await writeFile(log, '')
    await following.once([log])
    expect(await following.once([log])).toMatchObject({ read: 0 })
    await appendFile(log, lines(1))
    expect(await following.once([log])).toMatchObject({ read: 1 })
  })

  test('and whose inode was given to another log is no longer it: the other is read from its beginning', async () => {
    const other = join(await mkdtemp(join(importing.directory, 'logs-')), 'tracking.log')
    await writeFile(log, '')
    await following.once([log, other])
    // The same inode, at another path.
    await appendFile(log, lines(2))
    await rename(log, other)
    await writeFile(log, lines(1))
    expect(await following.once([log, other])).toMatchObject({ read: 3, kept: 3 })
    await rename(other, `${other}.1`)
    await appendFile(`${other}.1`, lines(2))
    await writeFile(other, lines(1))
    expect(await following.once([log, other])).toMatchObject({ read: 3, kept: 3 })
  })

  test('and that is gone with what was seen of it is told of', async () => {
    await writeFile(log, lines(3))
    await beginOnly()
    await rm(log)
    following.told()
    await following.once([log])
    expect(following.told()).toContain(`${log}: what came behind byte 0 is not there any more.`)
    expect(await following.places(log)).toEqual([])
  })
})

describe('while nothing can be written', () => {
  test('a log that was begun may be copied and emptied, again and again', async () => {
    const ingest = importing.liveIngest()
    let isRefusing = true
    let refusals = 0
    await writeFile(log, lines(3))
    const tail = following.start([log], {
      ingest: {
        async take(...given) {
          if (!isRefusing) return ingest.take(...given)
          refusals += 1
          throw unavailable('The warehouse does not answer.')
        },
      },
    })
    const isRefused = async (times: number) => {
      while (refusals < times) await setTimeout(10)
    }
    await isRefused(1)
    for (const name of [`${log}.2`, `${log}.1`]) {
      await copyFile(log, name)
      await truncate(log)
      await appendFile(log, lines(4))
      await isRefused(refusals + 1)
    }
    isRefusing = false
    await tail.hasRead(11)
    expect(await tail.stop()).toMatchObject({ read: 11, kept: 11 })
  })

  test('logs that came and were put aside meanwhile are read', async () => {
    const ingest = importing.liveIngest()
    let goOn: () => void = () => undefined
    const isWriting = new Promise<void>((resolve) => {
      goOn = resolve
    })
    let taken = 0
    await writeFile(log, lines(1))
    const tail = following.start([log], {
      ingest: {
        async take(...given) {
          taken += 1
          await isWriting
          return ingest.take(...given)
        },
      },
    })
    while (taken === 0) await setTimeout(10)
    // One round more is read at most.
    await appendFile(log, lines(1))
    await setTimeout(600)
    await rename(log, `${log}.2`)
    await writeFile(`${log}.1`, lines(2))
    await writeFile(log, lines(3))
    goOn()
    await tail.hasRead(7)
    expect(await tail.stop()).toMatchObject({ read: 7, kept: 7, duplicates: 0 })
  })
})

test('a log that came while nobody followed, after all of the one before was read, and was put aside, is read', async () => {
  await writeFile(log, lines(2))
  const tail = following.start([log])
  await tail.hasRead(2)
  await rename(log, `${log}.1`)
  while (!(await following.places(log)).some(({ isDone }) => isDone)) await setTimeout(50)
  await tail.stop()
  await rename(`${log}.1`, `${log}.3`)
  await writeFile(`${log}.2`, lines(2))
  await pack(`${log}.2`)
  await writeFile(`${log}.1`, lines(1))
  await writeFile(log, lines(1))
  expect(await following.once([log])).toMatchObject({ read: 4, kept: 4, duplicates: 0 })
})
