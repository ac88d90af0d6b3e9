import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LoadTarget, Place } from './load-target.ts'
import { openLogFile } from './log-file.ts'
import { readProgress, writeProgress } from './progress-file.ts'
import { sendAll, sendAtRate } from './run-load.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-load-'))
})
afterAll(() => rm(directory, { recursive: true }))

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`)
const forever = { events: Number.POSITIVE_INFINITY, seconds: Number.POSITIVE_INFINITY }

function kept(): LoadTarget & { readonly lines: string[] } {
  const lines: string[] = []
  return {
    lines,
    write: async (more) => void lines.push(...more),
    settle: async () => null,
    close: async () => undefined,
  }
}

describe('all lines', () => {
  it('are handed over in their order, and counted', async () => {
    const target = kept()
    const sent = await sendAll(numbered(5_000), 0, { ...forever, target })
    expect(target.lines).toEqual(numbered(5_000))
    // Ten lines of six characters, ninety of seven and so on, and a line end each.
    expect(sent).toMatchObject({ events: 5_000, bytes: 10 * 7 + 90 * 8 + 900 * 9 + 4_000 * 10 })
  })

  it('end where they were told to', async () => {
    const target = kept()
    await sendAll(numbered(5_000), 0, { ...forever, events: 3_100, target })
    expect(target.lines).toEqual(numbered(3_100))
    await sendAll(numbered(5_000), 0, { ...forever, seconds: 0, target })
    expect(target.lines).toHaveLength(3_100)
  })

  it('end when somebody ends them, and those before have arrived', async () => {
    const ending = new AbortController()
    const target = kept()
    function* until() {
      for (const line of numbered(50_000)) {
        if (line === 'line 6000') ending.abort()
        yield line
      }
    }
    const sent = await sendAll(until(), 0, { ...forever, target, signal: ending.signal })
    expect(target.lines).toHaveLength(sent.events)
    expect(sent.events).toBeLessThan(10_000)
  })
})

describe('lines at a rate', () => {
  it('bear the moments at which they are due', async () => {
    const target = kept()
    await sendAtRate((at) => `${at}`, 500, { ...forever, events: 100, target })
    const moments = target.lines.map(Number)
    const first = moments[0] ?? 0
    expect(moments.map((moment) => moment - first)).toEqual(Array.from({ length: 100 }, (_, index) => index * 2_000))
  })
})

describe('a log on disk', () => {
  const readAll = async (path: string) => {
    const names = (await readdir(directory)).filter((name) => join(directory, name).startsWith(path))
    // The oldest first, the one that is written to last.
    const order = (name: string) => Number(/\.(\d+)$/.exec(name)?.[1] ?? Number.POSITIVE_INFINITY)
    const sorted = names.sort((one, other) => order(one) - order(other))
    return Promise.all(sorted.map((name) => readFile(join(directory, name), 'utf8')))
  }

  it('is put aside when it is full, and nothing is lost at the seams', async () => {
    const path = join(directory, 'rotated.log')
    const target = await openLogFile({ path, rotateBytes: 40 })
    for (const line of numbered(30)) await target.write([line])
    await target.close()
    const files = await readAll(path)
    // Lines of 7 and 8 bytes: the first file is full with six.
    expect(files[0]).toBe(`${numbered(6).join('\n')}\n`)
    expect(files.join('')).toBe(`${numbered(30).join('\n')}\n`)
  })

  it('goes on where a load was cut off, as if it never had been', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.nat(39),
        fc.nat(40),
        fc.integer({ min: 10, max: 200 }),
        async (settled, lost, rotateBytes) => {
          const path = join(directory, `cut-${run++}.log`)
          const progress = `${path}-progress`
          const first = await openLogFile({ path, rotateBytes })
          let place: Place = null
          for (const [index, line] of numbered(40).entries()) {
            if (index === settled) place = await first.settle()
            if (index === settled + lost) break
            await first.write([line])
          }
          await first.close()
          const plan = { seed: 's', learners: 1, courses: 1, days: 1, now: new Date('2026-05-20T15:30:00Z') }
          await writeProgress(progress, { plan, done: settled, place })

          const begun = await readProgress(progress)
          expect(begun).toEqual({ plan, done: settled, place })
          const second = await openLogFile({ path, rotateBytes, from: begun?.place ?? null })
          await sendAll(numbered(40), begun?.done ?? 0, { ...forever, target: second })
          await second.close()
          await rm(progress)
          expect((await readAll(path)).join('')).toBe(`${numbered(40).join('\n')}\n`)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('says so when it cannot be written', async () => {
    await expect(openLogFile({ path: directory, rotateBytes: 0 })).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('how far a load came', () => {
  it('is unknown before it was begun', async () => {
    expect(await readProgress(join(directory, 'nothing.json'))).toBeNull()
  })

  it('is not read from a file that says something else', async () => {
    const path = join(directory, 'other.log')
    const target = await openLogFile({ path, rotateBytes: 0 })
    await target.write(['{"done": 3}'])
    await target.close()
    await expect(readProgress(path)).rejects.toMatchObject({ code: 'bad_input' })
  })
})
