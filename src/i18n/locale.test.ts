import { describe, expect, it } from 'vitest'
import { locales } from '../../server/contract/text.ts'
import { chooseLocale, directionOf, languages, readCookie } from './locale.ts'

describe('the language', () => {
  it.each([
    [['es', 'en'], 'es'],
    [['es-419'], 'es'],
    [['ES_mx'], 'es'],
    [['fr', 'es'], 'es'],
    [[null, undefined, 'fr'], 'en'],
    [[], 'en'],
  ])('out of %j is %s', (wishes, locale) => {
    expect(chooseLocale(wishes)).toBe(locale)
  })

  it('is offered for every language in which the service speaks', () => {
    expect(languages.map(({ locale }) => locale)).toEqual([...locales])
  })
})

it('Arabic, Hebrew, Persian and Urdu are read from right to left', () => {
  expect(['ar', 'he-IL', 'fa-ir', 'ur'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'rtl'])
  expect(['en', 'es-419'].map(directionOf)).toEqual(['ltr', 'ltr'])
})

it('a cookie is found by its whole name', () => {
  const cookies = 'my-openedx-language-preference=fr; openedx-language-preference=es-419; empty='
  expect(readCookie(cookies, 'openedx-language-preference')).toBe('es-419')
  expect(readCookie(cookies, 'empty')).toBe('')
  expect(readCookie(cookies, 'nothing')).toBeNull()
})
