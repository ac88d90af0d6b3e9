import { demoStories } from '../cast.ts'
import type { Person } from './people.ts'
import { randomOf } from './random.ts'
import { day, hour, startOfDay } from './time.ts'

/** How a learner studies, in every course alike. */
export interface Habits {
  /** Standard normal over the site's learners. */
  readonly ability: number
  /** 0..1 */
  readonly motivation: number
  /** 0..1: how much of the work waits for the deadline. */
  readonly procrastination: number
  /** Hour of the day, local, around which sittings begin. */
  readonly studyHour: number
  /** Chance of studying on a day of rest that came up. */
  readonly studiesAtRest: number
  /** Typical length of a sitting. */
  readonly sittingMinutes: number
  /** Part of the sittings on the mobile app. */
  readonly mobile: number
  /** Speed of videos, 1 being normal. */
  readonly videoSpeed: number
  /** Chance of asking for a hint or the answer when wrong. */
  readonly asksForHelp: number
}

const peopleOfTheEvening = 0.62

export function habitsOf(seed: string, person: Person): Habits {
  const random = randomOf(seed, 'habits', person.userId)
  const sometimesMobile = random.chance(0.22)
  const drawn = {
    ability: random.normal(),
    // The mean of two draws: few at the ends, most in the middle.
    motivation: (random.unit() + random.unit()) / 2,
    procrastination: random.unit(),
    studyHour: random.chance(peopleOfTheEvening) ? random.between(18.5, 21.5) : random.between(7.5, 15),
    studiesAtRest: random.chance(0.35) ? 0.95 : 0.4,
    sittingMinutes: random.between(9, 28),
    mobile: sometimesMobile ? random.between(0.3, 0.9) : 0,
    videoSpeed: random.chance(0.25) ? random.pick([1.25, 1.5, 1.5, 2, 0.75]) : 1,
    asksForHelp: random.between(0.05, 0.5),
  }
  return person.username in demoStories ? { ...drawn, ...habitsOfTheCast } : drawn
}

/** Able and willing, a little at a time: so that the panels of the cast have something to show under every seed. */
const habitsOfTheCast = { ability: 0.7, motivation: 0.85, procrastination: 0.2, sittingMinutes: 8, mobile: 0.2 }

/**
 * Moves a moment to an hour and a weekday at which this person studies, not before `earliest`.
 *
 * @param draws three uniform draws: for the hour (two of them) and for working on a day of rest
 */
export function atAHabitualHour(
  moment: number,
  earliest: number,
  person: Pick<Person, 'utcOffset' | 'restDays'>,
  habits: Pick<Habits, 'studyHour' | 'studiesAtRest'>,
  draws: readonly [number, number, number],
): number {
  const ahead = person.utcOffset * hour
  let localDay = startOfDay(moment + ahead)
  if (draws[2] > habits.studiesAtRest) {
    while (person.restDays.includes(new Date(localDay).getUTCDay())) localDay += day
  }
  // The sum of two draws: a bump of two and a half hours on either side.
  const localHour = Math.min(23.2, Math.max(5.5, habits.studyHour + (draws[0] + draws[1] - 1) * 2.5))
  const found = localDay + localHour * hour - ahead
  return found < earliest ? found + day : found
}
