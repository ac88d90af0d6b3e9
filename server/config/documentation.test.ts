import { expect, test } from 'vitest'
import { documentSettings } from './documentation.ts'
import { settings } from './settings.ts'

const table = documentSettings()

test('every setting has its line, with its default and what it does', () => {
  for (const name of Object.keys(settings.shape)) {
    expect(table).toMatch(new RegExp(`^\\| \`${name}\` \\| [^|]+ \\| [^|]+ \\|$`, 'm'))
  }
})

test('secrets are marked, and settings in use come before those of later releases', () => {
  expect(table).toMatch(/PANORAMA_CLICKHOUSE_PASSWORD.*\*\*Secret\.\*\*/)
  expect(table.indexOf('PANORAMA_MFE_PORT')).toBeLessThan(table.indexOf('later releases'))
  expect(table.indexOf('PANORAMA_MFE_ENABLED')).toBeGreaterThan(table.indexOf('later releases'))
})
