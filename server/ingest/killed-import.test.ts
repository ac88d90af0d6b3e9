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

test(
  'killed at any moment and started again, an import loses nothing and doubles nothing',
  async () => {
    const { killed, undisturbed, deaths } = await killImports(directory, 3 * effort, 20_000, Math.random)
    expect(deaths).toBeGreaterThan(0)
    // 1,000 turns of 20 events, of which one makes three statements.
    expect(undisturbed.raw).toHaveLength(22_000)
    for (const table of Object.keys(undisturbed)) expect(killed[table], table).toEqual(undisturbed[table])
  },
  240_000 * effort,
)
