import { expect, test } from 'vitest'
import { textTable } from './text-table.ts'

test('texts stand left, numbers right, and nothing is a dash', () => {
  expect(
    textTable([
      { name: 'a', learners: 5 },
      { name: 'long', learners: null },
      { name: 'b', learners: 120 },
    ]),
  ).toBe(['name  learners', '────  ────────', 'a            5', 'long         –', 'b          120'].join('\n'))
})

test('no rows still show the columns', () => {
  expect(textTable([], ['day', 'learners'])).toBe('day  learners\n───  ────────')
})
