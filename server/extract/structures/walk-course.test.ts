import fc from 'fast-check'
import { expect, test } from 'vitest'
import { effort } from '../../testing/effort.ts'
import type { CourseBlock, PublishedCourse } from './published-course.ts'
import { walkCourse } from './walk-course.ts'

const types = ['chapter', 'sequential', 'vertical', 'split_test', 'library_content', 'problem', 'static_tab']

/** A course of these blocks, the first of which is its root; children by their place in the list. */
function courseOf(drawn: readonly { readonly type: string; readonly children: readonly number[] }[]): PublishedCourse {
  const blocks = drawn.map(
    ({ type, children }, index): CourseBlock => ({
      key: `k${index}`,
      type,
      id: `${index}`,
      displayName: null,
      children: children.map((child) => `k${child}`),
      weight: null,
      isWeightInferred: false,
      isGraded: null,
      format: null,
      start: null,
      due: null,
      isForStaffOnly: false,
      editedAt: null,
    }),
  )
  const key = { text: 'course-v1:O+C+R', org: 'O', course: 'C', run: 'R', ccx: null }
  return { key, publishedAt: null, root: 'k0', blocks, grading: null, about: null }
}

/** Blocks whose children are any of them, so that they form trees, rings, and islands. */
const anyCourse = fc
  .array(fc.record({ type: fc.constantFrom(...types), children: fc.array(fc.nat(15), { maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 15,
  })
  .map((drawn) =>
    courseOf(drawn.map(({ type, children }, index) => ({ type: index === 0 ? 'course' : type, children }))),
  )

test('whatever the blocks name as children: each is in one place, and all are placed, detached or counted as orphans', () => {
  fc.assert(
    fc.property(anyCourse, (course) => {
      const { placed, detached, orphans, strayChildren } = walkCourse(course)
      const keys = placed.map(({ block }) => block.key)
      expect(new Set(keys).size).toBe(keys.length)
      expect(placed.length + detached.length + orphans).toBe(course.blocks.length)
      const named = placed.reduce((sum, { block }) => sum + block.children.length, 0)
      expect(placed.length - 1 + strayChildren).toBe(named)
    }),
    { numRuns: 200 * effort },
  )
})

test('a block comes after what it is in and before what follows that, and has its place in the numbers of it', () => {
  fc.assert(
    fc.property(anyCourse, (course) => {
      const { placed } = walkCourse(course)
      for (const [index, place] of placed.entries()) {
        expect(place.position).toBe(index + 1)
        if (place.parent === null) continue
        expect(place.depth).toBe(place.parent.depth + 1)
        // Between it and its parent stand blocks that are below the parent, too.
        const between = placed.slice(place.parent.position, index)
        expect(between.every(({ depth }) => depth > place.parent!.depth)).toBe(true)
        for (const name of ['chapter', 'sequential'] as const) {
          if (place.block.type !== name && place.parent[name]) expect(place[name]).toBe(place.parent[name])
        }
      }
    }),
    { numRuns: 200 * effort },
  )
})

test('a course of a hundred thousand blocks in one line is walked as any other', () => {
  const length = 100_000
  const line = Array.from({ length }, (_, index) => ({
    type: 'wrapper',
    children: index + 1 < length ? [index + 1] : [],
  }))
  const { placed } = walkCourse(courseOf(line))
  expect(placed.at(-1)).toMatchObject({ position: length, depth: length - 1 })
})
