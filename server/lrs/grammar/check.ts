import { isObject, type Json, type JsonObject } from '../../events/json.ts'

/** What is wrong with a statement, and where. The reason never quotes a value: values are about people. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
  /** For example `/actor/mbox`. */
  readonly path: string
  readonly reason: string

  constructor(path: string, reason: string) {
    super(`${path || '/'} ${reason}`)
    this.path = path
    this.reason = reason
  }
}

/**
 * Looks at a part of a statement.
 * @throws Malformed when it is not as the standard has it
 */
export type Check = (value: Json, path: string) => void

/** A check of text by a pattern. */
export function textLike(pattern: RegExp, reason: string): Check {
  return (value, path) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw new Malformed(path, reason)
  }
}

export const text: Check = (value, path) => {
  if (typeof value !== 'string') throw new Malformed(path, 'must be text')
}

export const trueOrFalse: Check = (value, path) => {
  if (typeof value !== 'boolean') throw new Malformed(path, 'must be true or false')
}

export const number: Check = (value, path) => {
  // A number too large for a float is read as infinity, which JSON cannot say again.
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Malformed(path, 'must be a number')
}

export function oneOf(...words: readonly string[]): Check {
  return (value, path) => {
    if (typeof value !== 'string' || !words.includes(value)) {
      throw new Malformed(path, words.length === 1 ? `must be ${words[0]}` : `must be one of ${words.join(', ')}`)
    }
  }
}

export function listOf(each: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) throw new Malformed(path, 'must be a list')
    for (const [index, element] of (value as readonly Json[]).entries()) each(element, `${path}/${index}`)
  }
}

export type Members = Readonly<Record<string, Check>>

/** An object with no other members than these; of `needed`, each must be there. */
export function objectOf(members: Members, needed: readonly string[] = []): Check {
  return (value, path) => {
    const object = objectAt(value, path)
    for (const [name, member] of Object.entries(object)) {
      const check = Object.hasOwn(members, name) ? members[name] : undefined
      // The name comes from outside, and may be anything.
      if (!check) throw new Malformed(`${path}/${name.slice(0, 40)}`, 'is unknown here')
      check(member, `${path}/${name}`)
    }
    for (const name of needed) if (!Object.hasOwn(object, name)) throw new Malformed(`${path}/${name}`, 'is missing')
  }
}

/** An object whose names all pass one check and whose values pass another. */
export function mapOf(names: Check, values: Check): Check {
  return (value, path) => {
    for (const [name, member] of Object.entries(objectAt(value, path))) {
      names(name, path)
      values(member, path)
    }
  }
}

export function objectAt(value: Json, path: string): JsonObject {
  if (!isObject(value)) throw new Malformed(path, 'must be an object')
  return value
}
