import fc from 'fast-check'
import { expect, test } from 'vitest'
import { locales } from '../contract/text.ts'
import { acceptedLocale, localeOf } from './locale.ts'

test.each([
  ['en', 'en'],
  ['es-419', 'es'],
  ['ES_mx', 'es'],
  ['est', null],
  ['ar', null],
  ['', null],
])('the tag %j asks for %s', (tag, locale) => {
  expect(localeOf(tag)).toBe(locale)
})

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['es', 'es'],
  ['fr-CA, es;q=0.8, en;q=0.5', 'es'],
  ['en;q=0.2, es-PE;q=0.9', 'es'],
  ['es, en', 'es'],
  ['es;q=0, en;q=0.1', 'en'],
  ['de, fr', 'en'],
])('the header %j is answered in %s', (header, locale) => {
  expect(acceptedLocale(header)).toBe(locale)
})

test('any header is answered in a language of ours', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      expect(locales).toContain(acceptedLocale(header))
    }),
  )
})
