import { detachedTypes } from './completion-mode.ts'
import type { CourseBlock, PublishedCourse } from './published-course.ts'

/** A block with its place in the course, and what holds for it from above. */
export interface PlacedBlock {
  readonly block: CourseBlock
  readonly parent: PlacedBlock | null
  /** From 1, depth first: the order in which learners meet the blocks. */
  readonly position: number
  /** 0 for the course. */
  readonly depth: number
  /**
   * Running numbers from 1: of the section, of the subsection in it, of the page in that; 0 where there is none. A vertical inside
   * another one (an arm of an experiment) is no page of its own.
   */
  readonly section: number
  readonly subsection: number
  readonly unit: number
  /** The section, subsection and page that the block is in or is, and the bank or library that it was drawn from. */
  readonly chapter: CourseBlock | null
  readonly sequential: CourseBlock | null
  readonly vertical: CourseBlock | null
  readonly library: CourseBlock | null
  readonly isGraded: boolean
  readonly format: string | null
  readonly start: string | null
  readonly due: string | null
  readonly isForStaffOnly: boolean
}

export interface CourseOutline {
  /** Depth first; the course itself comes first. */
  readonly placed: readonly PlacedBlock[]
  /** Pages outside the outline. */
  readonly detached: readonly CourseBlock[]
  /** Blocks that the course does not lead to: left over from editing. */
  readonly orphans: number
  /** Children that are named and do not exist, or hang in the course in a second place, too. */
  readonly strayChildren: number
}

/** A bank of items, by its kind: a learner gets some of what it holds. */
const libraryTypes: ReadonlySet<string> = new Set(['library_content', 'itembank', 'library_sourced'])

/** Whatever holds other blocks passes on where it is: experiments, conditions, banks, problem builders, and kinds that nobody knows yet. */
export function walkCourse(course: PublishedCourse): CourseOutline {
  const byKey = new Map(course.blocks.map((block) => [block.key, block]))
  const placed: PlacedBlock[] = []
  const met = new Set<string>()
  const numbers = { section: 0, subsection: 0, unit: 0 }
  let strayChildren = 0
  const waiting: { key: string; parent: PlacedBlock | null }[] = [{ key: course.root, parent: null }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const block = byKey.get(next.key)
    if (block === undefined || met.has(next.key)) {
      strayChildren += 1
      continue
    }
    met.add(next.key)
    const here = place(block, next.parent, placed.length + 1, numbers)
    placed.push(here)
    for (const key of block.children.toReversed()) waiting.push({ key, parent: here })
  }
  const left = course.blocks.filter(({ key }) => !met.has(key))
  const detached = left.filter(({ type }) => detachedTypes.has(type))
  return { placed, detached, orphans: left.length - detached.length, strayChildren }
}

interface Numbers {
  section: number
  subsection: number
  unit: number
}

function place(block: CourseBlock, parent: PlacedBlock | null, position: number, numbers: Numbers): PlacedBlock {
  const isPage = block.type === 'vertical' && (parent?.vertical ?? null) === null
  if (block.type === 'chapter') Object.assign(numbers, { section: numbers.section + 1, subsection: 0, unit: 0 })
  if (block.type === 'sequential') Object.assign(numbers, { subsection: numbers.subsection + 1, unit: 0 })
  if (isPage) numbers.unit += 1
  const chapter = block.type === 'chapter' ? block : (parent?.chapter ?? null)
  const sequential = block.type === 'sequential' ? block : (parent?.sequential ?? null)
  const vertical = isPage ? block : (parent?.vertical ?? null)
  return {
    block,
    parent,
    position,
    depth: parent === null ? 0 : parent.depth + 1,
    section: chapter === null ? 0 : numbers.section,
    subsection: sequential === null ? 0 : numbers.subsection,
    unit: vertical === null ? 0 : numbers.unit,
    chapter,
    sequential,
    vertical,
    library: libraryTypes.has(block.type) ? block : (parent?.library ?? null),
    isGraded: block.isGraded ?? parent?.isGraded ?? false,
    format: block.format ?? parent?.format ?? null,
    start: block.start ?? parent?.start ?? null,
    due: block.due ?? parent?.due ?? null,
    isForStaffOnly: block.isForStaffOnly || (parent?.isForStaffOnly ?? false),
  }
}
