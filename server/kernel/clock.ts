/** Time is an argument: everything that needs "now" is given a clock, and tests give it a fixed one. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
