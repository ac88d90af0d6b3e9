import { createHash } from 'node:crypto'

/** Draws from one stream. Equal seeds give equal streams on every machine and in every version of Node. */
export interface Random {
  /** Uniform in [0, 1). */
  unit(): number
  /** Whole number in [0, limit). */
  below(limit: number): number
  /** Uniform in [from, to). */
  between(from: number, to: number): number
  /** True with this probability. */
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** Standard normal. */
  normal(): number
  exponential(mean: number): number
  /** Lower-case hexadecimal digits, as many as asked for. */
  hex(digits: number): string
}

/**
 * A stream of its own for whatever `path` names, for example (seed, 'habits', learner): streams do not disturb
 * each other, so that one more learner or one more draw elsewhere changes nothing here.
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand), started from a SHA-256 of the path.
 */
export function randomOf(...path: readonly (string | number)[]): Random {
  const digest = createHash('sha256').update(path.join('\u0000')).digest()
  let a = digest.readInt32LE(0)
  let b = digest.readInt32LE(4)
  let c = digest.readInt32LE(8)
  let counter = digest.readInt32LE(12)

  function bits(): number {
    const result = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + result
    c |= 0
    return result >>> 0
  }

  const unit = () => bits() / 4_294_967_296

  return {
    unit,
    below: (limit) => Math.floor(unit() * limit),
    between: (from, to) => from + unit() * (to - from),
    chance: (probability) => unit() < probability,
    pick: <T>(list: readonly T[]) => list[Math.floor(unit() * list.length)] as T,
    // Box and Muller; 1 - unit() is never zero.
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    exponential: (mean) => -Math.log(1 - unit()) * mean,
    hex(digits) {
      let text = ''
      while (text.length < digits) text += bits().toString(16).padStart(8, '0')
      return text.slice(0, digits)
    },
  }
}

/** A random (version 4) UUID, drawn. */
export function uuidFrom(random: Random): string {
  const digits = random.hex(32)
  const variant = '89ab'[random.below(4)]
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`
}
