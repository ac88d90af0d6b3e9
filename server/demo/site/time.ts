/** Milliseconds. */
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** Midnight UTC of that day. */
export function startOfDay(time: number): number {
  return time - (((time % day) + day) % day)
}

/** As the LMS's tables are dumped: `2026-03-01 08:00:00.000000+00:00`. */
export function dumpedTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 23).replace('T', ' ')}000+00:00`
}

const twoDigits = Array.from({ length: 60 }, (_, number) => `${number}`.padStart(2, '0'))
let knownDay = Number.NaN
let knownDate = ''

/** A moment of the log in its parts: `2026-03-01`, `08:00:00`, `000001`. `at` is microseconds since 1970. */
export function textOf(at: number): { date: string; time: string; fraction: string } {
  const seconds = Math.floor(at / 1_000_000)
  const number = Math.floor(seconds / 86_400)
  // Neighbouring lines are of the same day, and a date is what costs.
  if (number !== knownDay) {
    knownDay = number
    knownDate = new Date(number * day).toISOString().slice(0, 10)
  }
  const ofDay = seconds - number * 86_400
  const hours = Math.floor(ofDay / 3600)
  const minutes = Math.floor(ofDay / 60) % 60
  const micros = at - seconds * 1_000_000
  return {
    date: knownDate,
    time: `${twoDigits[hours]}:${twoDigits[minutes]}:${twoDigits[ofDay % 60]}`,
    fraction: `${1_000_000 + micros}`.slice(1),
  }
}
