import { describe, expect, it } from 'vitest'
import { demoCourses } from '../cast.ts'
import { buildCourse } from './build-course.ts'
import { groupedBy, type ReadEvent, readLine, smallSite, testNow } from './testing/small-site.ts'

const events = [...smallSite().events].map(readLine)

/** Events of each learner in each course, in order. */
const stories = groupedBy(events, ({ userId, context }) => `${userId} ${context.course_id}`)

const isWorker = ({ session }: ReadEvent) => session === ''
const isEnrollment = ({ name }: ReadEvent) => name.startsWith('edx.course.enrollment.')
const isGraded = ({ name, event_source }: ReadEvent) => name === 'problem_check' && event_source === 'server'
const text = (value: unknown) => String(value)

describe('cause and effect', () => {
  it('nobody acts in a course without being enrolled', () => {
    for (const story of stories.values()) {
      let enrolled = false
      for (const event of story) {
        if (event.name.endsWith('.activated')) enrolled = true
        else if (event.name.endsWith('.deactivated')) enrolled = false
        // Workers finish what the learner began.
        else if (!isWorker(event)) expect(enrolled, event.name).toBe(true)
      }
    }
  })

  it('who enrols is not enrolled yet, and only who is enrolled leaves or changes track', () => {
    for (const story of stories.values()) {
      let enrolled = false
      for (const { name } of story.filter(isEnrollment)) {
        expect(enrolled, name).toBe(!name.endsWith('.activated'))
        enrolled = !name.endsWith('.deactivated')
      }
    }
  })

  it('attempts at a problem count up from 1, and the browser speaks before the server', () => {
    for (const story of stories.values()) {
      const attempts = new Map<string, number>()
      let submitted = 0
      for (const event of story) {
        if (event.name !== 'problem_check') continue
        if (event.event_source === 'browser') {
          submitted++
          continue
        }
        submitted--
        expect(submitted).toBe(0)
        const problem = text(event.payload.problem_id)
        const attempt = (attempts.get(problem) ?? 0) + 1
        expect(event.payload.attempts).toBe(attempt)
        attempts.set(problem, attempt)
      }
    }
  })

  it('an answer says right or wrong as its parts do', () => {
    for (const { payload } of events.filter(isGraded)) {
      const parts = Object.values(payload.submission as Record<string, { correct: boolean }>)
      const right = parts.filter(({ correct }) => correct).length
      expect(payload.grade).toBe(right)
      expect(payload.max_grade).toBe(parts.length)
      expect(payload.success).toBe(right === parts.length ? 'correct' : 'incorrect')
    }
  })

  it('the grade of a subsection is the points of the last answer to each of its problems', () => {
    const runs = demoCourses.map((course) => buildCourse(course, 'test', testNow.getTime()))
    const subsections = new Map(
      runs.flatMap(({ gradedSubsections }) => gradedSubsections.map((one) => [one.usageKey, one])),
    )
    let compared = 0
    for (const story of stories.values()) {
      const points = new Map<string, number>()
      for (const event of story) {
        if (isGraded(event)) points.set(text(event.payload.problem_id), Number(event.payload.grade))
        if (event.name !== 'edx.grades.subsection.grade_calculated') continue
        const blocks = subsections.get(text(event.payload.block_id))?.units.flatMap(({ blocks }) => blocks) ?? []
        const sum = blocks.reduce((total, { usageKey }) => total + (points.get(usageKey) ?? 0), 0)
        expect(event.payload.weighted_graded_earned).toBe(sum)
        expect(event.payload.weighted_graded_possible).toBeGreaterThanOrEqual(blocks.length)
        compared++
      }
    }
    expect(compared).toBeGreaterThan(50)
  })

  it('only who has reached the pass mark passes, and once', () => {
    const passMarks = new Map(
      [...smallSite().tables['course_overviews.csv']].slice(1).map((row) => {
        const mark = /lowest_passing_grade"":([\d.]+)/.exec(row)?.[1]
        return [row.split(',')[1] ?? '', Number(mark)]
      }),
    )
    let passed = 0
    for (const story of stories.values()) {
      let grade = 0
      let passes = 0
      for (const { name, payload, context } of story) {
        if (name === 'edx.grades.course.grade_calculated') {
          grade = Number(payload.percent_grade)
          expect(payload.letter_grade).toBe(grade >= (passMarks.get(context.course_id) ?? 1) ? 'Pass' : '')
        }
        if (name === 'edx.course.grade.passed.first_time') {
          expect(grade).toBeGreaterThanOrEqual(passMarks.get(context.course_id) ?? 1)
          passes++
        }
      }
      expect(passes).toBeLessThanOrEqual(1)
      passed += passes
    }
    expect(passed).toBeGreaterThan(0)
  })

  it('a video is completed only after it was played to its last twentieth', () => {
    for (const story of stories.values()) {
      const furthest = new Map<string, number>()
      for (const { name, payload } of story) {
        if (payload.currentTime !== undefined) {
          const id = text(payload.id)
          furthest.set(id, Math.max(furthest.get(id) ?? 0, Number(payload.currentTime) / Number(payload.duration)))
        }
        if (name === 'edx.completion.block_completion.changed' && payload.block_type === 'video') {
          expect(furthest.get(text(payload.block_id).split('@').at(-1) ?? '')).toBeGreaterThanOrEqual(0.95)
        }
      }
    }
  })

  it('a video plays no faster than its speed allows, and never outside its length', () => {
    for (const story of stories.values()) {
      let playing: { id: string; from: number; since: number } | null = null
      for (const { name, payload, time } of story) {
        if (payload.currentTime === undefined) {
          if (name !== 'speed_change_video') playing = null
          continue
        }
        const at = Number(payload.currentTime)
        expect(at).toBeGreaterThanOrEqual(0)
        expect(at).toBeLessThanOrEqual(Number(payload.duration))
        const now = Date.parse(time) / 1000
        if (playing && playing.id === payload.id && !name.startsWith('play')) {
          // Twice as fast at most, and two seconds for the changing of the speed.
          expect(at - playing.from).toBeLessThanOrEqual((now - playing.since) * 2 + 2.1)
        }
        playing =
          name.endsWith('play_video') || name.endsWith('.played')
            ? { id: text(payload.id), from: at, since: now }
            : null
      }
    }
  })

  it('nobody is at two places at once: the sittings of a learner do not overlap', () => {
    const own = groupedBy(
      events.filter((event) => !isWorker(event) && !isEnrollment(event)),
      ({ userId }) => `${userId}`,
    )
    for (const story of own.values()) {
      const sessions = new Set<string>()
      let current = ''
      for (const { session } of story) {
        if (session === current) continue
        expect(sessions.has(session)).toBe(false)
        sessions.add(session)
        current = session
      }
    }
  })
})
