import type { IntlShape } from 'react-intl'

const units = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const

/** 1230000 -> "1.2 MB" */
export function sizeText(intl: IntlShape, bytes: number): string {
  const [unit, scale] = units.find(([, size]) => bytes >= size) ?? (['byte', 1] as const)
  return intl.formatNumber(bytes / scale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 })
}
