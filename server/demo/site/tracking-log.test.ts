import { describe, expect, it } from 'vitest'
import { createLms } from '../../events/lms.ts'
import { statementsOf } from '../../events/statements-of.ts'
import { readLine, smallSite, testNow } from './testing/small-site.ts'

const lines = [...smallSite().events]
const events = lines.map(readLine)

describe('the tracking log of the demo site', () => {
  it('has lines, all of them JSON, in ASCII, each with a learner and a course', () => {
    expect(lines.length).toBeGreaterThan(3000)
    expect(lines.every((line) => /^[\x20-\x7e]*$/.test(line))).toBe(true)
    for (const { userId, context, time } of events) {
      expect(userId).toBeGreaterThan(2_000_000_000)
      expect(context.course_id).toMatch(/^course-v1:/)
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/)
    }
  })

  it('is sorted by time and ends by now', () => {
    const times = events.map(({ time }) => time)
    expect(times).toEqual([...times].sort())
    expect((times.at(-1) ?? '') < testNow.toISOString()).toBe(true)
  })

  it('mixes the form of Tutor with bare JSON', () => {
    const bare = lines.filter((line) => line.startsWith('{')).length
    expect(bare / lines.length).toBeGreaterThan(0.02)
    expect(bare / lines.length).toBeLessThan(0.3)
    const tutor =
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} INFO \d+ \[tracking\] \[user (\d+|None)\] \[ip ([\d.]+|None)\] logger\.py:41 - \{.*\}$/
    expect(lines.filter((line) => !line.startsWith('{')).every((line) => tutor.test(line))).toBe(true)
  })

  it('never has two lines of one learner at the same moment, so that no two statements share an id', () => {
    const moments = new Set(events.map(({ userId, time }) => `${userId} ${time}`))
    expect(moments.size).toBe(events.length)
  })

  it('becomes statements: at least 95 of 100 lines that are no page requests, and the rest is dropped with a reason', () => {
    const lms = createLms({ url: 'https://learn.panorama.example' })
    const outcomes = events.map((event, index) => ({
      name: event.name,
      outcome: statementsOf(lines[index] ?? '', lms),
    }))
    const meant = outcomes.filter(({ name }) => !name.startsWith('/'))
    const kept = meant.filter(({ outcome }) => outcome.kind === 'kept')
    expect(kept.length / meant.length).toBeGreaterThanOrEqual(0.95)
    expect(outcomes.filter(({ outcome }) => outcome.kind === 'quarantined')).toEqual([])
    const reasons = new Set(outcomes.map(({ outcome }) => (outcome.kind === 'dropped' ? outcome.reason : 'kept')))
    expect(reasons).toContain('page request')
    expect(reasons).toContain('not mapped: page_close')
  })

  it('holds every family that dashboards live on', () => {
    const names = new Set(events.map(({ name }) => name))
    for (const name of [
      'edx.course.enrollment.activated',
      'edx.ui.lms.outline.selected',
      'edx.ui.lms.sequence.next_selected',
      'load_video',
      'play_video',
      'seek_video',
      'complete_video',
      'edx.video.played',
      'problem_check',
      'edx.problem.hint.demandhint_displayed',
      'showanswer',
      'edx.completion.block_completion.changed',
      'edx.grades.subsection.grade_calculated',
      'edx.grades.course.grade_calculated',
      'edx.course.grade.passed.first_time',
    ]) {
      expect(names).toContain(name)
    }
  })
})
