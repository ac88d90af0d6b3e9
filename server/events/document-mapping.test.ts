import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { documentMapping } from './document-mapping.ts'
import { mapping } from './mapping.ts'

test('docs/xapi.md is what the mapping says of itself', () => {
  const written = readFileSync(new URL('../../docs/xapi.md', import.meta.url), 'utf8')
  expect(written.trim(), 'write it anew: npm run -s panorama -- events mapping > docs/xapi.md').toBe(
    documentMapping().trim(),
  )
})

test('every event has a line of its own', () => {
  const documented = documentMapping()
  for (const name of mapping.keys()) expect(documented.split(`\n| \`${name}\` |`)).toHaveLength(2)
})
