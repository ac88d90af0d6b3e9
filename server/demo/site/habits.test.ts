import fc from 'fast-check'
import { expect, it } from 'vitest'
import { atAHabitualHour } from './habits.ts'
import { day, hour } from './time.ts'

const wednesday = Date.UTC(2026, 4, 20, 10)
const evenings = { studyHour: 20, studiesAtRest: 0 }
const inLima = { utcOffset: -5, restDays: [0, 6] }

it('finds the hour of the day in the time zone of the person', () => {
  // Draws in the middle mean no deviation: 20:00 in Lima is 01:00 UTC of the next day.
  const found = atAHabitualHour(wednesday, wednesday, inLima, evenings, [0.5, 0.5, 0])
  expect(new Date(found).toISOString()).toBe('2026-05-21T01:00:00.000Z')
})

it('waits for Monday when the person rests on Saturdays and Sundays', () => {
  const saturday = wednesday + 3 * day
  const found = atAHabitualHour(saturday, saturday, inLima, evenings, [0.5, 0.5, 0.1])
  expect(new Date(found).toISOString()).toBe('2026-05-26T01:00:00.000Z')
})

it('is never too early', () => {
  const draw = fc.double({ min: 0, max: 0.999, noNaN: true })
  fc.assert(
    fc.property(draw, draw, draw, fc.integer({ min: -12, max: 14 }), fc.integer({ min: 0, max: 400 }), (...drawn) => {
      const [one, two, three, utcOffset, hours] = drawn
      const moment = wednesday + hours * hour
      const person = { utcOffset, restDays: [5, 6] }
      const found = atAHabitualHour(moment, moment, person, { studyHour: 9, studiesAtRest: 0.5 }, [one, two, three])
      expect(found).toBeGreaterThanOrEqual(moment)
      // Two days of rest and a missed hour at the very most.
      expect(found).toBeLessThan(moment + 4 * day)
    }),
  )
})
