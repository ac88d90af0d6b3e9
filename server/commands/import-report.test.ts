import { expect, test } from 'vitest'
import { describeImport } from './import-report.ts'

test('the outcomes of an import are told with the commonest reason first', () => {
  const text = describeImport({
    read: 1_210,
    kept: 1_000,
    duplicates: 0,
    dropped: { 'page request': 150, comment: 50 },
    quarantined: { 'not JSON': 10 },
  })
  expect(text.split('\n').map((line) => line.trim().replace(/ {2,}/, ' '))).toEqual([
    '1,210 read',
    '1,000 kept',
    '0 known already',
    '200 dropped',
    '150 page request',
    '50 comment',
    '10 quarantined',
    '10 not JSON',
  ])
})
