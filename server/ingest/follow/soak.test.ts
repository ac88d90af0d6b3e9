import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { effort } from '../../testing/effort.ts'
import { soak } from '../../testing/soak.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-soak-'))
})
afterAll(() => rm(directory, { recursive: true }))

// Ten minutes in a proof of the usual length.
const seconds = effort === 1 ? 6 : 12 * effort
const rate = 500

test(
  'at a steady load memory stays flat, and every line arrives once',
  async () => {
    const { written, report, exitCode, rss, heap } = await soak(directory, seconds, rate)
    if (effort > 1) {
      const figures = { written, kept: report.kept, rss, heap }
      process.stdout.write(`Soaked for ${seconds} s (medians in MB): ${JSON.stringify(figures)}\n`)
    }
    expect(exitCode).toBe(0)
    expect(written).toBeGreaterThan((seconds * rate) / 2)
    expect(report).toMatchObject({ read: written, duplicates: 0, quarantined: {} })
    // The engine's own caches fill until they are full: in short runs, that is what is seen of it.
    expect(rss.last).toBeLessThan(rss.first * 1.15 + 100)
    expect(heap.last).toBeLessThan(heap.first * 1.15 + 20)
  },
  240_000 * effort,
)
