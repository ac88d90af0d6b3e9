import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { effort } from '../testing/effort.ts'
import { killImports } from '../testing/kill-imports.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-killed-'))
})
afterAll(() => rm(directory, { recursive: true }))

// 200 kills of 200,000 events in a proof of the usual length.
const kills = effort === 1 ? 3 : 4 * effort
const events = effort === 1 ? 20_000 : 200_000

test(
  'killed at any moment and started again, an import loses nothing and doubles nothing',
  async () => {
    const { killed, undisturbed, deaths } = await killImports(directory, kills, events, Math.random)
    expect(deaths).toBeGreaterThan(0)
    // Of 20 events, one makes three statements.
    expect(undisturbed.raw?.rows).toBe((events * 22) / 20)
    for (const tables of killed) expect(tables).toEqual(undisturbed)
  },
  240_000 * effort,
)
