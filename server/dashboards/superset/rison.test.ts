import { expect, test } from 'vitest'
import { rison } from './rison.ts'

test('values are written as Superset reads them', () => {
  const value = { columns: ['id', 'slug'], page: 0, none: null, yes: true, small: 1e-7, name: "O'Hara!" }
  expect(rison(value)).toBe("('columns':!('id','slug'),'page':0,'none':!n,'yes':!t,'small':1e-7,'name':'O!'Hara!!')")
  expect(rison([])).toBe('!()')
  expect(rison({})).toBe('()')
})
