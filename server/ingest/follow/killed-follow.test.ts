import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { effort } from '../../testing/effort.ts'
import { killFollowing } from '../../testing/kill-following.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-killed-follow-'))
})
afterAll(() => rm(directory, { recursive: true }))

// 200 kills while 200,000 events are written, in a proof of the usual length.
const kills = effort === 1 ? 4 : 4 * effort
const events = effort === 1 ? 4_000 : 200_000

test(
  'killed at any moment while a log is written to and rotated, following loses nothing and doubles nothing',
  async () => {
    const { killed, undisturbed, deaths } = await killFollowing(directory, kills, events, Math.random)
    expect(deaths).toBe(kills)
    // Of 20 events, one makes three statements.
    expect(undisturbed.raw?.rows).toBe((events * 22) / 20)
    expect(killed).toEqual([undisturbed])
  },
  240_000 * effort,
)
