import fc from 'fast-check'
import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import { createFormat } from './format.ts'
import spanish from './messages/es.json'

const english = (timeZone = 'UTC') => createFormat(createIntl({ locale: 'en', timeZone, onError: () => {} }))
const inSpanish = createFormat(createIntl({ locale: 'es', messages: spanish, timeZone: 'America/Lima' }))
/** Texts with their no-break spaces made plain, to be read in a test. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('a length of time', () => {
  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [89, '1 min'],
    [3_600, '1 h'],
    [4_800, '1 h 20 min'],
    // 59 min 59 s is an hour to a person
    [3_599, '1 h'],
    [361_000, '100 h'],
    [-5, '0 s'],
  ])('of %d seconds is %s', (seconds, words) => {
    expect(plain(english().duration(seconds))).toBe(words)
  })

  it('never says 60 minutes', () => {
    fc.assert(fc.property(fc.nat(400_000), (seconds) => !english().duration(seconds).includes('60\u00a0min')))
  })
})

describe('a share', () => {
  it.each([
    [0, '0%'],
    [0.004, '<1%'],
    [0.42, '42%'],
    [0.996, '>99%'],
    [1, '100%'],
  ])('of %d is %s', (share, words) => {
    expect(english().share(share)).toBe(words)
  })

  it('of something is never none, and of a part is never all', () => {
    const part = fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true })
    fc.assert(fc.property(part, (share) => !['0%', '100%'].includes(english().share(share))))
  })
})

describe('a place in a video', () => {
  it.each([
    [0, '0:00'],
    [123.9, '2:03'],
    [3_723, '1:02:03'],
  ])('at %d seconds is %s', (seconds, words) => {
    expect(english().timecode(seconds)).toBe(words)
  })
})

describe('a date', () => {
  it('without a time is the same day in every zone', () => {
    expect(english('Pacific/Auckland').date('2026-05-03')).toBe('May 3, 2026')
    expect(english('America/Los_Angeles').date('2026-05-03')).toBe('May 3, 2026')
  })

  it('with a time is the day where the viewer is', () => {
    expect(english('America/Los_Angeles').date('2026-05-03T02:00:00Z')).toBe('May 2, 2026')
  })

  it('with its time names the zone', () => {
    expect(plain(english('Europe/Oslo').dateTime('2026-05-03T12:05:00Z'))).toBe('May 3, 2026, 2:05 PM (Europe/Oslo)')
    expect(plain(inSpanish.dateTime('2026-05-03T12:05:00Z'))).toBe('3 may 2026, 7:05 (America/Lima)')
  })
})

describe('how long ago', () => {
  const now = new Date('2026-05-10T12:00:00Z')
  it.each([
    ['2026-05-10T11:59:30Z', 'just now'],
    ['2026-05-10T11:30:00Z', '30 minutes ago'],
    ['2026-05-07T11:00:00Z', '3 days ago'],
    ['2026-05-09T11:00:00Z', 'yesterday'],
    ['2026-03-10T12:00:00Z', '2 months ago'],
  ])('%s is %s', (value, words) => {
    expect(english().ago(value, now)).toBe(words)
  })

  it('is said in Spanish to Spanish readers', () => {
    expect(inSpanish.ago('2026-05-07T11:00:00Z', now)).toBe('hace 3 días')
  })
})

it('counts are grouped and lists joined as the language does', () => {
  expect(english().count(12_345)).toBe('12,345')
  expect(inSpanish.count(12_345)).toBe('12.345')
  expect(inSpanish.list(['a', 'b', 'c'])).toBe('a, b y c')
})
