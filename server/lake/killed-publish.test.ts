import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../kernel/clock.ts'
import { buildChild, type ChildScript } from '../testing/child-process.ts'
import { effort } from '../testing/effort.ts'
import { openLake } from './lake.ts'
import { openStorage } from './storage/open-storage.ts'
import { lakesOnDisk, lakesOnS3 } from './testing/lake-places.ts'
import { versionOf, whatIsWrong } from './testing/versions.ts'

let scratch: string
let child: ChildScript
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'panorama-publish-'))
  child = await buildChild('publish-child.ts')
})
afterAll(async () => {
  await child.remove()
  await rm(scratch, { recursive: true })
})

// 100 of each in a proof of the usual length.
const killsOf = (least: number) => (effort === 1 ? least : 2 * effort)

test.each([
  ['a directory', lakesOnDisk, killsOf(9), 400],
  ['a bucket', lakesOnS3, killsOf(3), 1500],
])(
  'killed at any moment, a run leaves %s complete and of one version, and nothing behind (panorama-elt 31) (panorama-elt 32) (panorama-elt 36)',
  async (_kind, open, kills, longestMs) => {
    const places = await open()
    const settings = await places.settings()
    const lake = openLake(settings, systemClock)
    const storage = openStorage(settings)
    try {
      let least = 0
      for (let kill = 0; kill < kills; kill += 1) {
        const { process, ended } = await child.start(join(scratch, 'files'), JSON.stringify(settings))
        await setTimeout(longestMs * Math.random())
        process.kill('SIGKILL')
        expect(await ended).toBeNull()
        expect(await whatIsWrong(lake)).toEqual([])
        const version = versionOf(await lake.manifest())
        expect(version).toBeGreaterThanOrEqual(least)
        least = version
      }
      expect(least).toBeGreaterThan(0)
      const manifest = await lake.write('after', async (writer) => writer.manifest())
      expect(await whatIsWrong(lake)).toEqual([])
      const named = Object.values(manifest!.tables).flatMap(({ objects }) => objects.map(({ key }) => key))
      const own = (await storage.list('')).map(({ key }) => key).filter((key) => !named.includes(key))
      for (const key of own) expect(key).toMatch(/_panorama\/lms=learn\.acme\.test\/(manifest|lock)\.json(\.\d{6})?$/)
      expect(named.toSorted()).toEqual(
        (await storage.list(''))
          .map(({ key }) => key)
          .filter((key) => !own.includes(key))
          .toSorted(),
      )
    } finally {
      storage.close()
      lake.close()
      await places.stop()
    }
  },
  120_000 * effort,
)
