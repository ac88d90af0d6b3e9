import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { catalogue } from './catalogue.ts'
import { documentMetrics } from './document-metrics.ts'

test('docs/metrics.md is what the questions say of themselves', () => {
  const written = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8')
  expect(written.trim(), 'write it anew: npm run -s panorama -- questions --markdown > docs/metrics.md').toBe(
    documentMetrics().trim(),
  )
})

test('every chart of every dashboard is explained', () => {
  const documented = documentMetrics()
  for (const { charts } of catalogue) {
    for (const { question } of charts) expect(documented).toContain(`question \`${question.name}\``)
  }
})
