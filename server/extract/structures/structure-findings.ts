import type { PublishedCourse } from './published-course.ts'
import type { StructureTable } from './structure-tables.ts'
import type { CourseOutline } from './walk-course.ts'

/** Collects what the report should say of the courses that were written: a sentence for each kind of finding, with examples. */
export interface StructureFindings {
  unknownColumn(name: string): void
  unreadable(courseKey: string, why: string): void
  outline(course: PublishedCourse, outline: CourseOutline): void
  /** By course key. */
  unreadables(): Readonly<Record<string, string>>
  warnings(): readonly string[]
}

const examples = 3

/** What is told of outlines is told once, with `course_structures`. */
export function createStructureFindings(table: StructureTable): StructureFindings {
  const sentences: string[] = []
  const unreadables: Record<string, string> = {}
  const counted = {
    orphans: createCount(),
    strays: createCount(),
    weightless: createCount(),
  }
  return {
    unknownColumn(name) {
      sentences.push(
        `The column ${name} is not one that ${table} can have: it is empty. \`set-tables-fields\` writes those that it can.`,
      )
    },
    unreadable(courseKey, why) {
      unreadables[courseKey] = why
    },
    outline({ key }, { orphans, strayChildren, placed }) {
      if (table !== 'course_structures') return
      counted.orphans.add(key.text, orphans)
      counted.strays.add(key.text, strayChildren)
      counted.weightless.add(
        key.text,
        placed.filter(({ block }) => block.type === 'problem' && block.weight === null).length,
      )
    },
    unreadables: () => unreadables,
    warnings: () => [
      ...sentences,
      ...Object.values(unreadables),
      ...counted.orphans.tell('blocks that hang nowhere in their course were left out'),
      ...counted.strays.tell('children that courses name and do not have, or have in another place, were passed over'),
      ...counted.weightless.tell(
        'problems have an empty weight: their author set none, and no text is there to count answers in',
      ),
    ],
  }
}

function createCount() {
  let total = 0
  const courses: string[] = []
  return {
    add(courseKey: string, count: number) {
      if (count === 0) return
      total += count
      courses.push(courseKey)
    },
    /** @param what in the plural */
    tell(what: string): string[] {
      if (total === 0) return []
      const more = courses.length - examples
      const where = courses.slice(0, examples).join(', ') + (more > 0 ? ` and ${more} more` : '')
      return [`${what[0]?.toUpperCase()}${what.slice(1)}: ${total}, in ${where}.`]
    },
  }
}
