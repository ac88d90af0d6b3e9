import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameOriginUrl } from './same-origin.ts'

const origin = 'http://localhost:2100'

describe('a person is sent on', () => {
  test.each([
    ['http://localhost:2100/', 'http://localhost:2100/'],
    ['http://localhost:2100/panorama/courses?period=28d#top', 'http://localhost:2100/panorama/courses?period=28d#top'],
    ['/courses', 'http://localhost:2100/courses'],
    ['courses', 'http://localhost:2100/courses'],
    ['HTTP://LOCALHOST:2100/x', 'http://localhost:2100/x'],
    ['http://localhost:2100//evil.example', 'http://localhost:2100//evil.example'],
    ['/.//evil.example', 'http://localhost:2100//evil.example'],
  ])('to %s within the site', (wanted, url) => {
    expect(sameOriginUrl(wanted, origin)).toBe(url)
  })

  test.each([
    undefined,
    '',
    ['/courses'],
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    '\\\\evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    'https:evil.example',
    'https:/evil.example',
    'http://localhost:2100.evil.example/',
    'http://localhost:2100@evil.example/',
    'http://user:password@localhost:2100/',
    'http://localhost:21000/',
    'http://localhost/',
    'https://localhost:2100/',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:http://localhost:2100/x',
    'http://',
  ])('not to %j', (wanted) => {
    expect(sameOriginUrl(wanted, origin)).toBeNull()
  })

  test('never out of the site, whatever is asked', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      ':',
      '@',
      'http',
      'https:',
      'evil.example',
      'localhost:2100',
      '\t',
      '#',
      '?',
    )
    const asked = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(pieces).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(asked, (wanted) => {
        const url = sameOriginUrl(wanted, origin)
        if (url !== null) expect(new URL(url).origin).toBe(origin)
      }),
      { numRuns: 1000 },
    )
  })
})
