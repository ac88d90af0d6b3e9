import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('docs/elt.md tells of every key that a settings file may have', async () => {
  const folder = import.meta.dirname
  const sources = (await readdir(folder)).filter((name) => name.endsWith('-settings.ts'))
  const texts = await Promise.all(sources.map((name) => readFile(join(folder, name), 'utf8')))
  // However a key is asked for: section.text('name'), entry.value('name', …).
  const asked = texts.flatMap((text) => [
    ...text.matchAll(/\.(?:has|text|texts|required|value|constant|section|sections)\(\s*'(\w+)'/g),
  ])
  const keys = [...new Set(asked.map(([, key]) => key!))]
  expect(keys.length).toBeGreaterThan(30)
  const page = await readFile(join(folder, '../../../docs/elt.md'), 'utf8')
  expect(keys.filter((key) => !new RegExp(`\`${key}\\b`).test(page))).toEqual([])
})
