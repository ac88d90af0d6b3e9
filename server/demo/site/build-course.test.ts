import { describe, expect, it } from 'vitest'
import { demoCourses } from '../cast.ts'
import { buildCourse } from './build-course.ts'
import type { CourseRun } from './course-structure.ts'
import { testNow } from './testing/small-site.ts'

const runs = demoCourses.map((course) => buildCourse(course, 'test', testNow.getTime()))
const blocksOf = ({ path }: CourseRun) => path.flatMap(({ unit }) => unit.blocks)

describe('the courses of the demo site', () => {
  it('have as many sections as announced, each with a graded quiz, and a final exam', () => {
    for (const run of runs) {
      expect(run.outline).toHaveLength(run.sections)
      expect(run.gradedSubsections).toHaveLength(run.sections + 1)
    }
  })

  it('grade out of one', () => {
    for (const { gradedSubsections } of runs) {
      expect(gradedSubsections.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1)
    }
  })

  it('open section after section, with deadlines before the end, unless they are self-paced', () => {
    for (const run of runs) {
      const openings = run.outline.map(({ opensAt }) => opensAt)
      expect(openings).toEqual([...openings].sort((one, other) => one - other))
      expect(openings[0]).toBe(run.opensAt)
      for (const { due } of run.gradedSubsections) {
        if (run.selfPaced) expect(due).toBeNull()
        else expect(due).toBeLessThanOrEqual(run.closesAt)
      }
    }
  })

  it('have videos of 90 seconds to 15 minutes', () => {
    const videos = runs.flatMap(blocksOf).flatMap((block) => (block.type === 'video' ? [block] : []))
    expect(videos.length).toBeGreaterThan(100)
    for (const { seconds } of videos) {
      expect(seconds).toBeGreaterThanOrEqual(90)
      expect(seconds).toBeLessThanOrEqual(900)
    }
  })

  it('keep block ids, videos and problems in a rerun, under keys of its own', () => {
    const [spring, autumn] = runs.filter(({ courseKey }) => courseKey.includes('BIO101')).map(blocksOf)
    const timeless = (blocks = spring) => blocks?.map(({ usageKey: _, ...block }) => block)
    expect(timeless(spring)).toEqual(timeless(autumn))
    expect(spring?.[0]?.usageKey).not.toBe(autumn?.[0]?.usageKey)
  })

  it('speak the language of the course', () => {
    const arabic = runs.find(({ language }) => language === 'ar')
    for (const { displayName } of arabic ? blocksOf(arabic) : []) expect(displayName).toMatch(/[\u0600-\u06ff]/)
  })
})
