import { describe, expect, it } from 'vitest'
import { readAmount, readDuration, readMoment } from './load-amounts.ts'
import { type LoadOptions, readRequest } from './load-request.ts'

const typed = (options: Partial<LoadOptions>) =>
  readRequest({ courses: '100', days: '365', seed: 'panorama', rotate: '500M', senders: '4', ...options })

describe('amounts', () => {
  it.each([
    ['500', 500],
    ['1_000', 1_000],
    ['1,000,000', 1_000_000],
    ['20k', 20_000],
    ['5M', 5_000_000],
    ['2G', 2_000_000_000],
  ])('%s is understood', (text, amount) => {
    expect(readAmount('--events', text)).toBe(amount)
  })

  it.each(['', '-1', '1.5', 'many', '5T', '1e6', '99999999999999999999'])('%s is not', (text) => {
    expect(() => readAmount('--events', text)).toThrow('--events takes a whole number')
  })

  it.each([
    ['45', 45],
    ['90s', 90],
    ['1.5m', 90],
    ['2h', 7_200],
  ])('%s is a length of time', (text, seconds) => {
    expect(readDuration('--for', text)).toBe(seconds)
  })

  it('a length of time has a unit that is known', () => {
    expect(() => readDuration('--for', '3 days')).toThrow('--for takes a length of time')
    expect(() => readMoment('--now', 'yesterday')).toThrow('--now takes a time')
  })
})

describe('a load', () => {
  it('takes as many learners as its events need', async () => {
    const { plan, events } = await typed({ out: 'x', events: '1M' })
    expect(events).toBe(1_000_000)
    // 150 lines each in a year, and a fifth to spare.
    expect(plan.learners).toBeGreaterThan(7_000)
    expect(plan.learners).toBeLessThan(9_000)
  })

  it('goes on for ever unless it is told otherwise', async () => {
    expect(await typed({ append: 'x', rate: '0.5' })).toMatchObject({
      rate: 0.5,
      events: Number.POSITIVE_INFINITY,
      seconds: Number.POSITIVE_INFINITY,
    })
  })

  it.each<[string, Partial<LoadOptions>]>([
    ['goes to one place', {}],
    ['goes to one place', { out: 'x', engine: true }],
    ['neither resumed nor multiplied', { append: 'x', rate: '5', resume: 'y' }],
    ['neither resumed nor multiplied', { engine: true, rate: '5', multiply: '3' }],
    ['the engine that multiplies', { out: 'x', multiply: '3' }],
    ['--rate takes', { append: 'x', rate: 'fast' }],
    ['--rate takes', { append: 'x', rate: '0' }],
    ['learners', { out: 'x', learners: '0' }],
    ['learners', { out: 'x', learners: '1G' }],
    ['course runs', { out: 'x', courses: '0' }],
    ['days', { out: 'x', days: '0' }],
  ])('that is asked for wrongly is not begun: %s', async (words, options) => {
    await expect(typed(options)).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining(words),
    })
  })
})
