import type { Course } from '../../../server/contract/course.ts'

export const courseOrders = ['activity', 'active', 'enrolled', 'organization', 'name'] as const
export type CourseOrder = (typeof courseOrders)[number]

/** The course runs whose name, key, organization or run contain every word of `search`, whatever the accents and case. */
export function findCourses(courses: readonly Course[], search: string): Course[] {
  const words = plain(search).split(/\s+/).filter(Boolean)
  return courses.filter(({ name, courseKey, org, run }) => {
    const text = plain(`${name} ${courseKey} ${org} ${run}`)
    return words.every((word) => text.includes(word))
  })
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()

/** In this order, and by name where it leaves a tie. */
export function sortCourses(courses: readonly Course[], order: CourseOrder, locale: string): Course[] {
  const words = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  const byName = (left: Course, right: Course) => words.compare(left.name, right.name)
  const orders: Record<CourseOrder, (left: Course, right: Course) => number> = {
    activity: (left, right) => (right.lastActivity ?? '').localeCompare(left.lastActivity ?? ''),
    active: (left, right) => right.activeLast7Days - left.activeLast7Days,
    enrolled: (left, right) => right.enrolled - left.enrolled,
    organization: (left, right) => words.compare(left.org, right.org),
    name: byName,
  }
  return courses.toSorted((left, right) => orders[order](left, right) || byName(left, right))
}
