import { invalidRequest } from '../kernel/errors.ts'

/** Reads `1000`, `1_000` or `1,000`; `20k`, `5M`, `2G` are thousands, millions, thousands of millions. */
export function readAmount(option: string, text: string): number {
  const [, digits, unit = ''] = /^(\d[\d_,]*)([kMG]?)$/.exec(text) ?? []
  const amount =
    Number(digits?.replaceAll(/[_,]/g, '')) * { '': 1, k: 1e3, M: 1e6, G: 1e9 }[unit as '' | 'k' | 'M' | 'G']
  if (Number.isSafeInteger(amount)) return amount
  throw invalidRequest(`${option} takes a whole number, not ${text}.`, { advice: 'For example 500, 20k or 5M.' })
}

/** Reads `90s`, `10m`, `2h`, or a number of seconds. Returns seconds. */
export function readDuration(option: string, text: string): number {
  const [, digits, unit = 's'] = /^(\d+(?:\.\d+)?)(s|m|h)?$/.exec(text) ?? []
  if (digits !== undefined) return Number(digits) * { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h']
  throw invalidRequest(`${option} takes a length of time, not ${text}.`, { advice: 'For example 30s, 10m or 2h.' })
}

/** Reads an ISO 8601 moment. */
export function readMoment(option: string, text: string): Date {
  const moment = new Date(text)
  if (!Number.isNaN(moment.getTime())) return moment
  throw invalidRequest(`${option} takes a time, not ${text}.`, { advice: 'Write it as 2026-05-01T12:00:00Z.' })
}
