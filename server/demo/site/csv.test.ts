import { expect, it } from 'vitest'
import { csvRecord } from './csv.ts'

it('quotes what RFC 4180 wants quoted, and nothing else', () => {
  expect(csvRecord(['plain', 7, true, ''])).toBe('plain,7,true,\r\n')
  expect(csvRecord(['a,b', 'say "no"', 'two\nlines'])).toBe('"a,b","say ""no""","two\nlines"\r\n')
})
