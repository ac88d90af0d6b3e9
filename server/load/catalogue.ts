import type { CourseBrief } from '../demo/site/build-course.ts'
import { mostCourses } from '../demo/site/enrollment-plan.ts'
import type { Catalogue } from '../demo/site/generate-site.ts'
import { cultureFor, externalIdOf, homeIn, type Learner, profileOf } from '../demo/site/people.ts'
import { randomOf } from '../demo/site/random.ts'
import type { Syllabus } from '../demo/site/syllabus/syllabus.ts'

/** The organisation of every course that was made up for a load: by it they are told from a site's own, and found again. */
export const loadOrganisation = 'PanoramaLoad'

/** Beyond the demo's people, far beyond any real LMS's, and with room for forty million below the limit of 31 bits. */
export const firstLoadUserId = 2_100_000_000
export const mostLoadLearners = 40_000_000

/**
 * A large site: courses whose popularity falls as 1, 1/2, 1/3 … (Zipf's law), so that the first of a hundred has a fifth of all
 * enrollments, and people who take one course or a few. What they do in them is the demo's doing.
 *
 * @param days length of the log: courses begin before and during it
 */
export function loadCatalogue(seed: string, courses: number, days: number): Catalogue {
  const briefs = Array.from({ length: courses }, (_, index) => courseOf(seed, index, days))
  const draw = zipf(courses)
  return {
    courses: briefs,
    learnerOf: (who, index) => learnerOf(who, index, briefs, draw),
    teamOf: () => [],
  }
}

function courseOf(seed: string, index: number, days: number): CourseBrief {
  const random = randomOf(seed, 'load course', index)
  const number = `${index + 1}`.padStart(4, '0')
  // Every tenth is for everyone's own pace: the key's last part says so.
  const selfPaced = index % 10 === 9
  const length = selfPaced ? days + 365 : 42 + 14 * random.below(7)
  const sections = 3 + random.below(8)
  return {
    courseKey: `course-v1:${loadOrganisation}+C${number}+${selfPaced ? 'self' : 'R1'}`,
    org: loadOrganisation,
    name: `Load course ${index + 1}`,
    language: 'en',
    reach: 0,
    startedDaysAgo: Math.floor(random.between(7, Math.max(days, 90))),
    days: length,
    passMark: 0.5 + random.below(4) / 10,
    sections,
    syllabus: syllabusOf(sections, random.below),
  }
}

function syllabusOf(sections: number, below: (limit: number) => number): Syllabus {
  const numbers = (length: number) => Array.from({ length }, (_, index) => index + 1)
  return numbers(sections).map((section) => [
    `Section ${section}`,
    ...numbers(1 + below(3)).map(
      (lesson) =>
        [
          `Lesson ${section}.${lesson}`,
          ...numbers(2 + below(3)).map((topic) => `Topic ${section}.${lesson}.${topic}`),
        ] as const,
    ),
  ])
}

function learnerOf(
  seed: string,
  index: number,
  courses: readonly CourseBrief[],
  draw: (unit: number) => number,
): Learner {
  const random = randomOf(seed, 'load learner', index)
  const userId = firstLoadUserId + index
  const taken = new Set<number>()
  const wanted = Math.min(mostCourses, courses.length, 1 + Math.floor(random.exponential(0.8)))
  // Whoever wants much of a small catalogue draws the same one again and again: they take less then.
  for (let drawn = 0; drawn < 3 * wanted && taken.size < wanted; drawn++) taken.add(draw(random.unit()))
  return {
    userId,
    username: `load_${index}`,
    name: `Load learner ${index}`,
    externalId: externalIdOf(seed, userId),
    ...homeIn(cultureFor([], random), random),
    ...profileOf(random.chance(0.5) ? 'f' : 'm', random),
    courses: [...taken].flatMap((place) => courses[place] ?? []),
  }
}

/** Turns a uniform draw into a place: place k comes up in proportion to 1 / (k + 1). */
function zipf(places: number): (unit: number) => number {
  const upTo: number[] = []
  let sum = 0
  for (let place = 1; place <= places; place++) {
    sum += 1 / place
    upTo.push(sum)
  }
  return (unit) => {
    const wanted = unit * sum
    let [low, high] = [0, places - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((upTo[middle] ?? 0) > wanted) high = middle
      else low = middle + 1
    }
    return low
  }
}
