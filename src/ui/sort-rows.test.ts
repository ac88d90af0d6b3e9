import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortRows, turnSorting } from './sort-rows.ts'

const numbers = fc.array(fc.option(fc.integer(), { nil: null }))
const itself = <Value>(value: Value) => value

describe('sorted rows', () => {
  it('are the same rows', () => {
    fc.assert(
      fc.property(numbers, (rows) => {
        const sorted = sortRows(rows, itself, 'ascending', 'en')
        expect([...sorted].map(String).sort()).toEqual(rows.map(String).sort())
      }),
    )
  })

  it('rise or fall, with the unknown last in either direction', () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom('ascending' as const, 'descending' as const), (rows, direction) => {
        const sorted = sortRows(rows, itself, direction, 'en')
        const known = sorted.filter((row) => row !== null)
        expect(sorted.slice(known.length).every((row) => row === null)).toBe(true)
        const sign = direction === 'ascending' ? 1 : -1
        expect(known.every((row, index) => index === 0 || sign * (row - (known[index - 1] ?? row)) >= 0)).toBe(true)
      }),
    )
  })

  it('read numbers in words as numbers, and words in the order of the language', () => {
    expect(sortRows(['Unit 10', 'Unit 2'], itself, 'ascending', 'en')).toEqual(['Unit 2', 'Unit 10'])
    expect(sortRows(['ñu', 'nube', 'oso'], itself, 'ascending', 'es')).toEqual(['nube', 'ñu', 'oso'])
  })
})

describe('pressing the title of a column', () => {
  it('sorts words from the first and figures from the largest', () => {
    expect(turnSorting(null, 'name', false).direction).toBe('ascending')
    expect(turnSorting({ column: 'name', direction: 'ascending' }, 'learners', true).direction).toBe('descending')
  })

  it('a second time turns the order round', () => {
    const sorting = turnSorting(null, 'learners', true)
    expect(turnSorting(sorting, 'learners', true)).toEqual({ column: 'learners', direction: 'ascending' })
  })
})
