import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { describe, expect, it } from 'vitest'
import { firstDemoUserId } from '../cast.ts'
import { generateSite, type Site } from './generate-site.ts'
import { readLine, smallSite, testNow } from './testing/small-site.ts'

function digest({ events, tables }: Site): string {
  const hash = createHash('sha256')
  for (const pieces of [events, ...Object.values(tables)]) {
    for (const piece of pieces) hash.update(piece).update('\n')
  }
  return hash.digest('hex')
}

const siteOf = (options: Parameters<typeof smallSite>[0]) => digest(smallSite({ learners: 12, ...options }))

describe('the demo site', () => {
  it('is the same bytes for the same seed and moment', () => {
    expect(siteOf({ seed: 'one' })).toBe(siteOf({ seed: 'one' }))
  })

  it('can be read twice', () => {
    const site = smallSite({ learners: 5 })
    expect(digest(site)).toBe(digest(site))
  })

  it('is another for another seed or moment', () => {
    expect(siteOf({ seed: 'one' })).not.toBe(siteOf({ seed: 'two' }))
    expect(siteOf({})).not.toBe(siteOf({ now: new Date(testNow.getTime() + 60_000) }))
  })

  it('is the same in another process', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'panorama-site-'))
    try {
      const entry = fileURLToPath(new URL('./generate-site.ts', import.meta.url))
      await build({
        configFile: false,
        logLevel: 'silent',
        build: { ssr: entry, outDir: dir, rolldownOptions: { output: { entryFileNames: 'site.mjs' } } },
      })
      const script = `
        const { generateSite } = await import(${JSON.stringify(join(dir, 'site.mjs'))})
        const { createHash } = await import('node:crypto')
        const hash = createHash('sha256')
        for (const line of generateSite({ seed: 'test', learners: 12, days: 365, now: new Date(${testNow.getTime()}) }).events) hash.update(line)
        process.stdout.write(hash.digest('hex'))`
      const there = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })

      const hash = createHash('sha256')
      for (const line of smallSite({ learners: 12 }).events) hash.update(line)
      expect(there).toBe(hash.digest('hex'))
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })

  it('does not change the others when a learner is added', () => {
    const lines = [...smallSite({ learners: 20 }).events]
    const more = [...smallSite({ learners: 21 }).events]
    // Made learners have the ids from 1000 on: number 20 is the added one.
    const added = firstDemoUserId + 1020
    expect(more.length).toBeGreaterThan(lines.length)
    expect(more.filter((line) => readLine(line).userId !== added)).toEqual(lines)
  })

  it('holds as many learners as it was asked for, with the cast among them', () => {
    const profiles = [...smallSite({ learners: 30 }).tables['user_profile.csv']]
    // A header, 30 learners, and the three of the cast who teach or administer.
    expect(profiles).toHaveLength(1 + 30 + 3)
    for (const username of ['amara', 'mateo', 'ingrid', 'lucia', 'admin']) {
      expect(profiles.filter((row) => row.includes(`,${username},`))).toHaveLength(1)
    }
  })

  it('may be empty', () => {
    expect([...smallSite({ learners: 0 }).events]).toEqual([])
  })

  it('cuts its log to the days asked for, and leaves out nothing else', () => {
    const year = [...smallSite({ learners: 20 }).events]
    const start = new Date(testNow.getTime() - 30 * 86_400_000).toISOString().slice(0, 19)
    const lastMonth = year.filter((line) => readLine(line).time >= start)
    expect(lastMonth.length).toBeGreaterThan(0)
    expect([...smallSite({ learners: 20, days: 30 }).events]).toEqual(lastMonth)
  })

  it('has eight course runs of the three organisations, and of the smallest one few learners under any seed', () => {
    for (const seed of ['one', 'two', 'three']) {
      const { tables } = generateSite({ seed, learners: 2000, days: 365, now: testNow })
      const rows = [...tables['course_enrollment.csv']].slice(1)
      const learnersByCourse = new Map<string, Set<string>>()
      for (const row of rows) {
        const [, course = '', , , , , userId = ''] = row.split(',')
        learnersByCourse.set(course, (learnersByCourse.get(course) ?? new Set()).add(userId))
      }
      expect(learnersByCourse.size).toBe(8)
      expect(new Set([...learnersByCourse.keys()].map((key) => key.split(/[:+]/)[1]))).toEqual(
        new Set(['Riverside', 'AndesTech', 'BaytHikma']),
      )
      // 0.4 % of 2,000 learners are 8 (one more or less by rounding), and Amara.
      const smallest = learnersByCourse.get('course-v1:BaytHikma+ASTRO+2026')?.size ?? 0
      expect(smallest).toBeGreaterThanOrEqual(5)
      expect(smallest).toBeLessThan(12)
    }
  })
})
