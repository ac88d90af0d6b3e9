import type { ColumnType } from '../../server/contract/dashboard.ts'

/** In what the axis counts: values are divided by `divisor` before drawing, so that its ticks are round numbers. */
export interface AxisUnit {
  readonly divisor: number
  readonly name: 'count' | 'number' | 'share' | 'seconds' | 'minutes' | 'hours'
}

/** The unit in which `maximum` (of a column of this type) is a number that a person can picture. */
export function axisUnit(type: ColumnType, maximum: number): AxisUnit {
  if (type === 'seconds' || type === 'timecode') {
    if (maximum >= 2 * 3600) return { divisor: 3600, name: 'hours' }
    if (maximum >= 2 * 60) return { divisor: 60, name: 'minutes' }
    return { divisor: 1, name: 'seconds' }
  }
  if (type === 'share') return { divisor: 0.01, name: 'share' }
  return { divisor: 1, name: type === 'count' ? 'count' : 'number' }
}
