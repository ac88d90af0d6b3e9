import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { documentSettings } from './documentation.ts'

test("the README's table of settings is the schema's", () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const between = /<!-- settings: [^>]*-->\n([\s\S]*)<!-- \/settings -->/.exec(readme)?.[1] ?? ''
  expect(between.trim(), 'paste the output of: npm run -s panorama -- config docs').toBe(documentSettings().trim())
})
