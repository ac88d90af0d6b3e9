import { expect, test } from 'vitest'
import type { ExtractedTable, ExtractionRun } from '../contract/extraction.ts'
import { describeRun } from './elt-run-report.ts'

const table = (name: string, more: Partial<ExtractedTable>): ExtractedTable => ({
  datasource: 'lms',
  table: name,
  outcome: 'done',
  rowsWritten: 3,
  rows: 1_200,
  bytesWritten: 2_345_678,
  partitionsWritten: 2,
  partitionsGone: 1,
  seconds: 1.26,
  asOf: '2026-03-01T08:55:00.000Z',
  warnings: [],
  failure: null,
  ...more,
})
const run = (outcome: ExtractionRun['outcome'], ...tables: ExtractedTable[]): ExtractionRun => ({
  id: 'run',
  startedAt: '2026-03-01T08:55:00.000Z',
  finishedAt: '2026-03-01T08:56:00.000Z',
  outcome,
  startedBy: 'command',
  tables,
  failure: null,
})

test('a run is a line a table, and below it what to look at', () => {
  const told = describeRun(
    run(
      'failed',
      table('auth_user', { warnings: ['email: left empty.'] }),
      table('gone', { outcome: 'failed', failure: 'No such table. Take it out.', asOf: null }),
      table('bare', { outcome: 'skipped', failure: 'No fields.' }),
      table('bare too', { outcome: 'skipped', failure: 'No fields.' }),
    ),
    null,
  )
  expect(told.split('\n')).toEqual([
    'table      outcome  rows  written  MB written  partitions  gone  seconds  as of',
    '─────────  ───────  ────  ───────  ──────────  ──────────  ────  ───────  ────────────────────────',
    'auth_user  done     1200        3        2.35           2     1      1.3  2026-03-01T08:55:00.000Z',
    'gone       failed   1200        3        2.35           2     1      1.3  –',
    '',
    '! auth_user: email: left empty.',
    '✗ gone: No such table. Take it out.',
    '– Passed by, for the settings file lists no fields of them (panorama elt set-tables-fields does): bare, bare too',
    'Not all was extracted.',
  ])
})

test('it ends with what the warehouse took in', () => {
  const loaded = { read: 0, kept: 0, duplicates: 0, dropped: {}, quarantined: {} }
  const target = { table: 'grades', rows: 1_200, changed: 3, asOf: null, warning: null } as const
  const fresh = describeRun(run('done'), { ...loaded, tables: [{ ...target, outcome: 'loaded' }] })
  expect(fresh).toBe('All was extracted.\nLoaded into the warehouse: grades (1,200 rows).')
  const known = describeRun(run('done'), { ...loaded, tables: [{ ...target, outcome: 'unchanged' }] })
  expect(known).toBe('All was extracted.\nThe warehouse had it all.')
})
