import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomOf, uuidFrom } from './random.ts'

const draws = (random: ReturnType<typeof randomOf>, count: number) => Array.from({ length: count }, () => random.unit())

describe('a stream of random numbers', () => {
  it('is the same for the same path, and another for any other path', () => {
    expect(draws(randomOf('seed', 'habits', 7), 20)).toEqual(draws(randomOf('seed', 'habits', 7), 20))
    expect(draws(randomOf('seed', 'habits', 7), 20)).not.toEqual(draws(randomOf('seed', 'habits', 8), 20))
    // Where one word ends and the next begins is part of the path.
    expect(draws(randomOf('a', 'bc'), 5)).not.toEqual(draws(randomOf('ab', 'c'), 5))
  })

  it('stays within what was asked for', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 1000 }), (seed, limit) => {
        const random = randomOf(seed)
        const number = random.below(limit)
        expect(Number.isInteger(number) && number >= 0 && number < limit).toBe(true)
        expect(random.between(5, 6)).toBeGreaterThanOrEqual(5)
        expect(random.exponential(3)).toBeGreaterThanOrEqual(0)
        expect(Number.isFinite(random.normal())).toBe(true)
        expect(random.hex(13)).toMatch(/^[0-9a-f]{13}$/)
      }),
    )
  })

  it('has the mean and the spread it promises', () => {
    const random = randomOf('moments')
    const sample = Array.from({ length: 20_000 }, () => random.normal())
    const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length
    const variance = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sample.length
    // The standard error of the mean of 20,000 draws is 0.007; of the variance, 0.01.
    expect(Math.abs(mean)).toBeLessThan(0.03)
    expect(Math.abs(variance - 1)).toBeLessThan(0.05)
  })

  it('makes UUIDs of version 4', () => {
    expect(uuidFrom(randomOf('x'))).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
