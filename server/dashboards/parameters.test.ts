import { expect, test } from 'vitest'
import type { ChartRequest } from '../contract/dashboard.ts'
import type { Locale } from '../contract/text.ts'
import { courseOverview } from './native/course-overview.ts'
import { studentPanel } from './native/student.ts'
import { resolveParameters } from './parameters.ts'

const now = new Date('2026-03-01T23:30:59.123Z')
const course = 'course-v1:Org+Birds+2026'

function resolve(dashboard: typeof courseOverview, chartId: string, request: ChartRequest, locale: Locale = 'en') {
  const chart = dashboard.charts.find(({ id }) => id === chartId)!
  return resolveParameters(dashboard, chart, request, { now, minGroupSize: 10, locale })
}

test('a chart is given its filters, the day it is where the viewer is, and the minimum group size', () => {
  expect(resolve(courseOverview, 'active', { course, period: '7d', tz: 'Europe/Oslo' })).toEqual({
    params: {
      course,
      from: '2026-02-24',
      to: '2026-03-02',
      zone: 'Europe/Oslo',
      now: '2026-03-01T23:30:00Z',
      today: '2026-03-02',
      minimum: 10,
    },
    period: { from: '2026-02-24', to: '2026-03-02', zone: 'Europe/Oslo' },
    course,
  })
})

test('a chart that does not obey the period has no limits, and says so', () => {
  expect(resolve(courseOverview, 'enrolled', { course, period: '7d' }).period).toEqual({
    from: null,
    to: null,
    zone: 'UTC',
  })
})

test('a filter that a chart does not obey is not read', () => {
  expect(resolve(studentPanel, 'my-courses', { course: 'anything' }).course).toBeNull()
  expect(resolve(courseOverview, 'videos', { course, video: ['a', 'b'] }).params).not.toHaveProperty('video')
})

test('my weeks can do without a course', () => {
  expect(resolve(studentPanel, 'my-weeks', {}).params).toMatchObject({ course: null })
  expect(resolve(studentPanel, 'my-weeks', { course }).params).toMatchObject({ course })
})

test('keys of the old style are courses too', () => {
  expect(resolve(courseOverview, 'enrolled', { course: 'edX/DemoX/2014' }).course).toBe('edX/DemoX/2014')
})

test.each<[string, string, ChartRequest, RegExp]>([
  ['no course', 'enrolled', {}, /Nothing is chosen under “Course”/],
  ['an empty course', 'enrolled', { course: '' }, /Nothing is chosen under “Course”/],
  ['no course key', 'enrolled', { course: 'birds' }, /“Course” cannot be right/],
  ['a course key with blanks', 'enrolled', { course: 'a b+c+d' }, /“Course” cannot be right/],
  ['no video', 'video-xray', { course }, /Nothing is chosen under “Video”/],
  ['two videos', 'video-xray', { course, video: ['a', 'b'] }, /“Video” cannot be right/],
  ['an endless video', 'video-xray', { course, video: 'v'.repeat(256) }, /“Video” cannot be right/],
])('%s is refused with words', (_, chart, request, words) => {
  expect(() => resolve(courseOverview, chart, request)).toThrow(words)
})

test('in the words of the reader', () => {
  expect(() => resolve(courseOverview, 'enrolled', {}, 'es')).toThrow('No hay nada elegido en «Curso».')
})
