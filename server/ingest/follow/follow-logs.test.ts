import { execFile } from 'node:child_process'
import {
  appendFile,
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { unavailable } from '../../kernel/errors.ts'
import { createFollowing } from '../../testing/following.ts'
import { linesCounted, openImporting } from '../../testing/importing.ts'
import { browserEvent, lineOf } from '../../testing/tracking-event.ts'

let importing: Awaited<ReturnType<typeof openImporting>>
let following: ReturnType<typeof createFollowing>
let directory: string
let log: string
beforeAll(async () => {
  importing = await openImporting()
  following = createFollowing(importing)
})
afterAll(() => importing.close())
beforeEach(async () => {
  await importing.forgetAll()
  directory = await mkdtemp(join(importing.directory, 'logs-'))
  log = join(directory, 'tracking.log')
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

const statements = async () =>
  Number((await importing.rows('SELECT count() AS statements FROM xapi.xapi_events_all'))[0]?.statements)

describe('a log', () => {
  test('is read from its beginning, then from where it was left', async () => {
    await writeFile(log, lines(3))
    expect(await following.once([log])).toMatchObject({ read: 3, kept: 3 })
    expect(await following.once([log])).toMatchObject({ read: 0 })
    await appendFile(log, lines(2))
    expect(await following.once([log])).toMatchObject({ read: 2, kept: 2, duplicates: 0 })
    expect(await statements()).toBe(5)
  })

  test('is followed as it grows, and a run tells how it went', async () => {
    await writeFile(log, lines(1))
    const tail = following.start([log])
    await tail.hasRead(1)
    await appendFile(log, lines(2))
    await tail.hasRead(3)
    expect(await importing.store.runs(1)).toMatchObject([{ what: 'followed logs', outcome: 'running', sources: [log] }])
    expect(await tail.stop()).toMatchObject({ read: 3, kept: 3 })
    expect(await importing.store.runs(1)).toMatchObject([{ outcome: 'done', report: { read: 3, kept: 3 } }])
    expect(await following.once([log])).toMatchObject({ read: 0 })
  })

  test('may come later, in a directory that comes later', async () => {
    const late = join(directory, 'made', 'later', 'tracking.log')
    const tail = following.start([late])
    await setTimeout(50)
    expect(following.told()).toEqual([`${late} does not exist yet; looking again.`])
    await mkdir(join(directory, 'made', 'later'), { recursive: true })
    await writeFile(late, lines(2))
    await tail.hasRead(2)
    expect(following.told()).toEqual([`${late}: reading from its beginning.`])
    await tail.stop()
  })

  test('of which the last line has no end waits for it', async () => {
    const [whole = '', half = ''] = [lines(1), lines(1)]
    await writeFile(log, whole + half.slice(0, 20))
    expect(await following.once([log])).toMatchObject({ read: 1 })
    await appendFile(log, half.slice(20, -1))
    expect(await following.once([log])).toMatchObject({ read: 0 })
    await appendFile(log, '\n')
    expect(await following.once([log])).toMatchObject({ read: 1, kept: 1 })
  })

  test('with an endless line is read on behind it', async () => {
    await writeFile(log, lines(1) + 'x'.repeat(5_000_000))
    expect(await following.once([log])).toMatchObject({ read: 2, quarantined: { 'line too long': 1 } })
    await appendFile(log, 'x'.repeat(5_000_000))
    expect(await following.once([log])).toMatchObject({ read: 0 })
    await appendFile(log, `x\n${lines(2)}`)
    expect(await following.once([log])).toMatchObject({ read: 2, kept: 2 })
  })

  test('that may not be read is told of once, and read when it may', async () => {
    // The superuser may read everything.
    if (process.getuid?.() === 0) return
    await writeFile(log, lines(1))
    await chmod(log, 0o000)
    const tail = following.start([log])
    await setTimeout(600)
    expect(following.told()).toEqual([`${log} may not be read; looking again.`])
    await chmod(log, 0o600)
    await tail.hasRead(1)
    await tail.stop()
  })

  test('can be any bytes: each line is counted once', async () => {
    await writeFile(log, Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0, 10, 0, 10, 0xc3, 10]), Buffer.from(lines(1))]))
    const report = await following.once([log])
    expect(report.read).toBe(4)
    expect(linesCounted(report)).toBe(4)
    expect(report.kept).toBe(1)
  })
})

describe('rotation', () => {
  test('by renaming: the rest of the old file is read, then the new one', async () => {
    await writeFile(log, lines(2))
    const tail = following.start([log])
    await tail.hasRead(2)
    await appendFile(log, lines(1))
    await rename(log, `${log}.1`)
    // Writers that have it open go on for a moment.
    await appendFile(`${log}.1`, lines(1))
    await writeFile(log, lines(3))
    await tail.hasRead(7)
    expect(await tail.stop()).toMatchObject({ read: 7, kept: 7, duplicates: 0 })
  })

  test('and deleting: what was not read yet is read, for the file was held', async () => {
    await writeFile(log, lines(2))
    const tail = following.start([log])
    await tail.hasRead(2)
    const writer = await open(log, 'a')
    await rm(log)
    await writer.write(lines(2))
    await tail.hasRead(4)
    await writer.close()
    await tail.stop()
  })

  test('while nobody follows, several times, with packing: nothing is missed, nothing read twice', async () => {
    await writeFile(log, lines(2))
    await following.once([log])
    const [rest, between, newest] = [lines(3), lines(4), lines(5)]
    await appendFile(log, rest)
    const whole = await importing.fileOf('whole', '')
    await copyFile(log, whole)
    await rm(log)
    await writeFile(`${log}.2.gz`, gzipSync(await readFile(whole)))
    await writeFile(`${log}.1`, between)
    await writeFile(log, newest)
    expect(await following.once([log])).toMatchObject({ read: 12, kept: 12, duplicates: 0 })
    expect(await following.once([log])).toMatchObject({ read: 0 })
    expect(await statements()).toBe(14)
  })

  test('by renaming while nobody follows: the rest is found by the inode', async () => {
    await writeFile(log, lines(2))
    await following.once([log])
    await appendFile(log, lines(3))
    await rename(log, `${log}-20260301`)
    await writeFile(log, lines(1))
    expect(await following.once([log])).toMatchObject({ read: 4, kept: 4 })
  })

  test('does not reach back to files that were there before the log was followed', async () => {
    await writeFile(`${log}.1`, lines(3))
    await writeFile(log, lines(1))
    expect(await following.once([log])).toMatchObject({ read: 1 })
  })

  test('by copying and emptying: the copy is read behind the place, the log from its beginning', async () => {
    await writeFile(log, lines(2))
    const tail = following.start([log])
    await tail.hasRead(2)
    await tail.stop()
    await appendFile(log, lines(2))
    await copyFile(log, `${log}.1`)
    await truncate(log)
    await appendFile(log, lines(40))
    expect(await following.once([log])).toMatchObject({ read: 42, kept: 42, duplicates: 0 })
  })

  test('by emptying under a writer who goes on at his place: the hole is passed over', async () => {
    const writer = await open(log, 'w')
    await writer.write(lines(2000))
    await following.once([log])
    await truncate(log)
    await writer.write(lines(2))
    await writer.close()
    expect((await stat(log)).size).toBeGreaterThan(500_000)
    expect(await following.once([log])).toMatchObject({ read: 2, kept: 2 })
  })

  test('of logs that are all named by one pattern reads each line once', async () => {
    const all = `${log}*`
    await writeFile(`${log}.2.gz`, gzipSync(lines(3)))
    await writeFile(`${log}.1`, lines(2))
    await writeFile(log, lines(1))
    expect(await following.once([all])).toMatchObject({ read: 6, kept: 6 })
    await rm(`${log}.2.gz`)
    await promisify(execFile)('gzip', [`${log}.1`])
    await rename(`${log}.1.gz`, `${log}.2.gz`)
    await rename(log, `${log}.1`)
    await writeFile(log, lines(4))
    expect(await following.once([all])).toMatchObject({ read: 4, kept: 4, duplicates: 0 })
    expect(await following.once([all])).toMatchObject({ read: 0 })
  })

  test('a packed log that is not whole is read as far as it goes, and again when it is', async () => {
    const packed = gzipSync(lines(3_000), { level: 1 })
    await writeFile(`${log}.1.gz`, packed.subarray(0, packed.length / 2))
    const first = await following.once([`${log}*`])
    expect(first.read).toBeGreaterThan(500)
    expect(following.told()).toContain(`${log}.1.gz is not whole.`)
    await writeFile(`${log}.1.gz`, packed)
    expect(await following.once([`${log}*`])).toMatchObject({ read: 3_000 - first.read, quarantined: {} })
  })

  test('an inode that is given again to another file is another log', async () => {
    await writeFile(log, lines(3))
    await following.once([log])
    // The same inode, other content, longer than before.
    await writeFile(log, lines(9))
    expect(await following.once([log])).toMatchObject({ read: 9, kept: 9 })
  })
})

describe('what goes wrong', () => {
  test('an engine that does not take lines keeps them in the log; the words come once', async () => {
    await writeFile(log, lines(3))
    const ingest = importing.liveIngest()
    let refusals = 2
    const tail = following.start([log], {
      ingest: {
        take: (...given) =>
          refusals-- > 0
            ? Promise.reject(unavailable('The warehouse does not answer.', { advice: 'Try again in a minute.' }))
            : ingest.take(...given),
      },
    })
    await tail.hasRead(3)
    expect(following.told()).toEqual([
      `${log}: reading from its beginning.`,
      'Events wait in their logs. The warehouse does not answer. Try again in a minute.',
      'Events are written again.',
    ])
    expect(await tail.stop()).toMatchObject({ read: 3, kept: 3 })
  })

  test('a store that is locked does not hold up events; the place is kept when it can be', async () => {
    await writeFile(log, lines(3))
    const tail = following.start([log], {
      store: { ...importing.store, saveProgress: () => Promise.reject(unavailable('The store is locked.')) },
    })
    await tail.hasRead(3)
    expect(await tail.stop()).toMatchObject({ kept: 3 })
    expect(following.told()).toContain('How far logs were read cannot be kept for now. The store is locked.')
    // As after a crash: read again, known already.
    expect(await following.once([log])).toMatchObject({ read: 3, kept: 0, duplicates: 3 })
  })

  test('two who follow the same log double nothing, and the second is told', async () => {
    await writeFile(log, lines(50))
    const first = following.start([log], { follower: 'the server' })
    await first.hasRead(50)
    await setTimeout(2_200)
    following.told()
    const second = following.start([log])
    await appendFile(log, lines(50))
    await Promise.all([first.hasRead(100), second.hasRead(50)])
    expect(following.told()[0]).toContain(`${log}: somebody else (the server) follows it already`)
    await Promise.all([first.stop(), second.stop()])
    expect(await statements()).toBe(100)
  })
})

describe('what is not read', () => {
  /** Nothing but the first bytes tells what packs a file. */
  const zstd = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), Buffer.from('\n{"name": "not a line"}\n')])
  const refusal =
    'is packed with zstd, and only gzip is read: unpack it where it lies, and let logs be packed with gzip from now on'

  test('a log that another program packs is refused by its name, and no line of it is made up', async () => {
    await writeFile(`${log}.1.zst`, zstd)
    await writeFile(log, lines(2))
    expect(await following.once([`${log}*`])).toMatchObject({ read: 2, kept: 2, quarantined: {} })
    expect(following.told()).toContain(`${log}.1.zst ${refusal}.`)
  })

  test('the rest of a log that was packed so is told of, its place is kept, and it is read when it is unpacked', async () => {
    await writeFile(log, lines(2))
    await following.once([log])
    const whole = Buffer.concat([await readFile(log), Buffer.from(lines(3))])
    await rm(log)
    await writeFile(`${log}.1.zst`, zstd)
    await writeFile(log, lines(1))
    following.told()
    const tail = following.start([log])
    await tail.hasRead(1)
    expect(following.told()).toContain(`${log}.1.zst ${refusal}; looking again.`)
    await writeFile(`${log}.1`, whole)
    await rm(`${log}.1.zst`)
    await tail.hasRead(4)
    expect(await tail.stop()).toMatchObject({ read: 4, kept: 4, duplicates: 0 })
    expect(following.told().filter((text) => text.includes('not there any more'))).toEqual([])
  })

  test('a pattern that names no file is told of, and what comes is read', async () => {
    const tail = following.start([`${log}*`])
    await setTimeout(300)
    expect(following.told()).toEqual([`${log}* names no file yet; looking again.`])
    await writeFile(log, lines(1))
    await tail.hasRead(1)
    expect(following.told()).toEqual([`${log}: reading from its beginning.`])
    await tail.stop()
  })
})

describe('rotated logs', () => {
  test('to which somebody still writes long after are read on', async () => {
    await writeFile(log, lines(2))
    const tail = following.start([log])
    await tail.hasRead(2)
    const writer = await open(log, 'a')
    await rename(log, `${log}.1`)
    await writeFile(log, '')
    while (!(await following.places(log)).some(({ isDone }) => isDone)) await setTimeout(50)
    await writer.write(lines(3))
    await writer.close()
    await tail.hasRead(5)
    expect(await tail.stop()).toMatchObject({ read: 5, kept: 5 })
  })

  test('of which the packed one is written still are read when it is whole', async () => {
    const packed = gzipSync(lines(6_000), { level: 1 })
    await writeFile(log, lines(2))
    await following.once([log])
    await rm(log)
    await writeFile(`${log}.1.gz`, packed.subarray(0, packed.length / 2))
    await writeFile(log, lines(1))
    const tail = following.start([log])
    await tail.hasRead(1_000)
    await setTimeout(300)
    await rename(`${log}.1.gz`, `${log}.2.gz`)
    await writeFile(`${log}.2.gz`, packed)
    await tail.hasRead(6_001)
    expect(await tail.stop()).toMatchObject({ read: 6_001, kept: 6_001 })
  })

  test('that two had followed are missed by nobody', async () => {
    await writeFile(log, lines(2))
    const [one, other] = [following.start([log]), following.start([log])]
    await Promise.all([one.hasRead(2), other.hasRead(2)])
    await Promise.all([one.stop(), other.stop()])
    following.told()
    await appendFile(log, lines(1))
    expect(await following.once([log])).toMatchObject({ read: 1, kept: 1 })
    expect(following.told()).toEqual([`${log}: going on behind line 2.`])
    expect(await following.places(log)).toHaveLength(1)
  })
})
