import { createHash } from 'node:crypto'
import type { Locale, Text } from '../contract/text.ts'

/** Nobody minds being called one of these. */
const animals: readonly Text[] = [
  { en: 'Heron', es: 'Garza' },
  { en: 'Otter', es: 'Nutria' },
  { en: 'Falcon', es: 'Halcón' },
  { en: 'Dolphin', es: 'Delfín' },
  { en: 'Lynx', es: 'Lince' },
  { en: 'Robin', es: 'Petirrojo' },
  { en: 'Turtle', es: 'Tortuga' },
  { en: 'Fox', es: 'Zorro' },
  { en: 'Owl', es: 'Búho' },
  { en: 'Seal', es: 'Foca' },
  { en: 'Deer', es: 'Ciervo' },
  { en: 'Stork', es: 'Cigüeña' },
  { en: 'Beaver', es: 'Castor' },
  { en: 'Swallow', es: 'Golondrina' },
  { en: 'Squirrel', es: 'Ardilla' },
  { en: 'Penguin', es: 'Pingüino' },
]

/**
 * What a learner is called where their name is not told: the same in a course run each time, and another in each course run, so that
 * nobody is followed from one to the next. Of a thousand learners two may share one.
 */
export function pseudonymOf(actorId: string, courseKey: string, locale: Locale): string {
  const digest = createHash('sha256').update(`${courseKey} ${actorId}`).digest()
  const animal = animals[digest[0]! % animals.length]!
  return `${animal[locale]} ${1000 + (digest.readUInt32BE(1) % 9000)}`
}
