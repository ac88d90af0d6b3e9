import { type DemoCourse, type DemoPerson, demoCast, demoCourses, firstDemoUserId } from '../cast.ts'
import { andean } from './names/andean.ts'
import { arabic } from './names/arabic.ts'
import type { Culture } from './names/culture.ts'
import { eastAsian } from './names/east-asian.ts'
import { northAmerican } from './names/north-american.ts'
import { scandinavian } from './names/scandinavian.ts'
import { southAsian } from './names/south-asian.ts'
import { westAfrican } from './names/west-african.ts'
import { type Random, randomOf, uuidFrom } from './random.ts'

/** Somebody with an account on the LMS. Blank fields are what the person left blank. */
export interface Person {
  readonly userId: number
  readonly username: string
  readonly name: string
  /** The LMS's external id of type xapi: the learner's pseudonym in statements. */
  readonly externalId: string
  readonly language: string
  readonly acceptLanguage: string
  readonly country: string
  readonly city: string
  /** Hours ahead of UTC. */
  readonly utcOffset: number
  readonly restDays: readonly number[]
  readonly gender: '' | 'f' | 'm' | 'o'
  readonly yearOfBirth: string
  readonly levelOfEducation: string
}

export interface Learner extends Person {
  readonly courses: readonly DemoCourse[]
}

/** Learners of the cast come first; those made from the seed have ids from here on. */
const firstMadeUserId = firstDemoUserId + 1000

const castLearners = demoCast.filter(({ part }) => part === 'learner')

/** The learner with this number (0, 1, 2 …). Depends on seed and number alone. */
export function learnerOf(seed: string, index: number): Learner {
  const member = castLearners[index]
  if (member) {
    return {
      ...castPerson(seed, member),
      courses: demoCourses.filter(({ courseKey }) => member.enrolledIn.includes(courseKey)),
    }
  }
  const random = randomOf(seed, 'person', index)
  const courses = demoCourses.filter((_, place) => isDrawn(seed, index, place))
  const culture = cultureFor(courses, random)
  const gender = random.chance(0.52) ? 'f' : 'm'
  const [given, givenLatin] = spelled(random.pick(gender === 'f' ? culture.feminine : culture.masculine))
  const [family, familyLatin] = spelled(random.pick(culture.family))
  const userId = firstMadeUserId + index
  return {
    userId,
    username: `${plain(givenLatin)}_${plain(familyLatin)}${index}`,
    name: culture.familyNameFirst ? `${family} ${given}` : `${given} ${family}`,
    externalId: externalIdOf(seed, userId),
    ...homeIn(culture, random),
    ...profileOf(gender, random),
    courses,
  }
}

/** What somebody told the LMS of themselves. */
export function profileOf(
  gender: 'f' | 'm',
  random: Random,
): Pick<Person, 'gender' | 'yearOfBirth' | 'levelOfEducation'> {
  return {
    gender: random.chance(0.18) ? '' : random.chance(0.02) ? 'o' : gender,
    yearOfBirth: random.chance(0.22) ? '' : `${2008 - Math.floor(random.exponential(9))}`,
    levelOfEducation: random.chance(0.2) ? '' : random.pick(levelsOfEducation),
  }
}

/** Everybody of the cast who teaches or administers: they have accounts, and do nothing in courses. */
export function teamOf(seed: string): Person[] {
  return demoCast.filter(({ part }) => part !== 'learner').map((member) => castPerson(seed, member))
}

/** The LMS's codes, weighted as sign-ups usually are: bachelor, secondary, master, associate, doctorate … */
const levelsOfEducation = ['b', 'b', 'b', 'hs', 'hs', 'm', 'm', 'a', 'p', 'jhs', 'other', 'none']

/**
 * Spreads each course's places evenly over the learners instead of drawing lots, so that a course has its share of
 * learners under every seed; the smallest one must stay small. (Additive recurrence with irrational steps.)
 */
function isDrawn(seed: string, index: number, coursePlace: number): boolean {
  const step = Math.sqrt([2, 3, 5, 7, 11, 13, 17, 19][coursePlace] ?? 23)
  const offset = randomOf(seed, 'reach', coursePlace).unit()
  return (index * step + offset) % 1 < (demoCourses[coursePlace]?.reach ?? 0)
}

/** People come for a course in their own language, mostly. */
export function cultureFor(courses: readonly DemoCourse[], random: Random): Culture {
  const teaches = (language: string) => courses.some((course) => course.language === language)
  if (teaches('ar') && random.chance(0.95)) return arabic
  if (teaches('es') && random.chance(0.93)) return andean
  return random.pick([
    westAfrican,
    westAfrican,
    southAsian,
    southAsian,
    scandinavian,
    eastAsian,
    northAmerican,
    northAmerican,
    andean,
    arabic,
  ])
}

function castPerson(seed: string, member: DemoPerson): Person {
  const homes: Record<string, { country: string; city: string; utcOffset: number; restDays: number[] }> = {
    'Africa/Lagos': { country: 'NG', city: 'Lagos', utcOffset: 1, restDays: [0, 6] },
    'America/Lima': { country: 'PE', city: 'Lima', utcOffset: -5, restDays: [0, 6] },
    'America/Bogota': { country: 'CO', city: 'Bogotá', utcOffset: -5, restDays: [0, 6] },
    'Europe/Oslo': { country: 'NO', city: 'Oslo', utcOffset: 1, restDays: [0, 6] },
    'Asia/Amman': { country: 'JO', city: 'Amman', utcOffset: 3, restDays: [5, 6] },
  }
  return {
    userId: member.userId,
    username: member.username,
    name: member.name,
    externalId: externalIdOf(seed, member.userId),
    language: member.language,
    acceptLanguage: member.language === 'es' ? 'es,en;q=0.7' : 'en,es;q=0.5',
    ...(homes[member.timeZone] ?? { country: '', city: '', utcOffset: 0, restDays: [0, 6] }),
    gender: '',
    yearOfBirth: '',
    levelOfEducation: '',
  }
}

export function homeIn(culture: Culture, random: Random) {
  const { acceptLanguage, language, restDays, places } = culture
  return { acceptLanguage, language, restDays, ...random.pick(places) }
}

export function externalIdOf(seed: string, userId: number): string {
  return uuidFrom(randomOf(seed, 'external id', userId))
}

/** As it is written, and in Latin letters. */
function spelled(entry: string): [written: string, latin: string] {
  const [written = '', latin = written] = entry.split('|')
  return [written, latin]
}

/** Letters that a username may hold. */
function plain(name: string): string {
  const folded = name.toLowerCase().normalize('NFD').replaceAll('ø', 'o').replaceAll('đ', 'd').replaceAll('æ', 'ae')
  return folded.replaceAll(/[^a-z]/g, '')
}
