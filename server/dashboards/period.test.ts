import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { periodSchema } from '../contract/dashboard.ts'
import { localDay, resolvePeriod, warehouseZone } from './period.ts'

// 23:30 UTC on 1 March 2026: already 2 March in Oslo and Kathmandu, still 1 March in Lima.
const now = new Date('2026-03-01T23:30:00Z')

test.each([
  ['7d', 'UTC', '2026-02-23', '2026-03-01'],
  ['7d', 'Europe/Oslo', '2026-02-24', '2026-03-02'],
  ['7d', 'America/Lima', '2026-02-23', '2026-03-01'],
  ['28d', 'Asia/Kathmandu', '2026-02-03', '2026-03-02'],
  ['90d', 'UTC', '2025-12-02', '2026-03-01'],
  ['365d', 'UTC', '2025-03-02', '2026-03-01'],
] as const)('%s in %s runs from %s to %s', (period, tz, from, to) => {
  expect(resolvePeriod({ period, tz }, now, 'en')).toEqual({ from, to, zone: tz })
})

test('"all", and no period at all, have no limits', () => {
  expect(resolvePeriod({ period: 'all' }, now, 'en')).toEqual({ from: null, to: null, zone: 'UTC' })
  expect(resolvePeriod({}, now, 'en')).toEqual({ from: null, to: null, zone: 'UTC' })
})

test('days of one’s own win over a period, and one of them is enough', () => {
  const own = { period: '7d', from: '2026-01-01', to: '2026-01-31' } as const
  expect(resolvePeriod(own, now, 'en')).toEqual({ from: '2026-01-01', to: '2026-01-31', zone: 'UTC' })
  expect(resolvePeriod({ from: '2026-01-01' }, now, 'en')).toEqual({ from: '2026-01-01', to: null, zone: 'UTC' })
})

test('days to come are left out, unless the whole period lies there', () => {
  const today = resolvePeriod({ period: '7d' }, now, 'en').to
  expect(resolvePeriod({ from: '2026-01-01', to: '2100-01-01' }, now, 'en').to).toBe(today)
  expect(resolvePeriod({ from: '2100-01-01', to: '2100-01-02' }, now, 'en').to).toBe('2100-01-02')
})

test('a zone is written as the warehouse knows it', () => {
  expect(warehouseZone('europe/oslo')).toBe('Europe/Oslo')
  expect(warehouseZone('+05:30')).toBeNull()
})

test.each(['Europe/Atlantis', '+05:30', '', "UTC'", 'Europe/Oslo; DROP'])('%j is no zone', (tz) => {
  expect(() => resolvePeriod({ tz }, now, 'en')).toThrow(/no time zone/)
})

test('days in the wrong order, or out of reach of the warehouse, are refused in the reader’s language', () => {
  expect(() => resolvePeriod({ from: '2026-02-02', to: '2026-02-01' }, now, 'es')).toThrow(/posterior al último/)
  expect(() => resolvePeriod({ from: '0001-01-01' }, now, 'en')).toThrow(/further than the data/)
  expect(() => resolvePeriod({ to: '9999-12-31' }, now, 'en')).toThrow(/further than the data/)
})

describe('whatever the moment and the zone', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Oslo',
    'America/Santiago',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'Africa/Casablanca',
  )
  const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })

  test('a preset ends today and has as many days as it says, also when clocks change', () => {
    fc.assert(
      fc.property(moments, zones, fc.constantFrom(...periodSchema.exclude(['all']).options), (moment, tz, period) => {
        const { from, to, zone } = resolvePeriod({ period, tz }, moment, 'en')
        expect(to).toBe(localDay(moment, zone))
        const days = (Date.parse(to!) - Date.parse(from!)) / 86_400_000 + 1
        expect(days).toBe(Number.parseInt(period, 10))
      }),
    )
  })
})
