import { describe, expect, it } from 'vitest'
import type { Flow } from '../contract/flow.ts'
import { describeFlow } from './load-monitor.ts'

const flow: Flow = {
  at: '2026-05-03T12:00:00.000Z',
  dataSet: 'real',
  statements: 1_843_222,
  statementsPerSecond: 20.66,
  lastEvent: '2026-05-03T11:59:58.000Z',
  lagSeconds: 2,
  lastHour: Array.from({ length: 60 }, (_, minute) => (minute === 59 ? 1_240 : 1_000)),
  pendingLearners: 3,
  quarantinedLines: 12,
  sources: [
    {
      name: '/logs/tracking.log',
      kind: 'file',
      state: 'behind',
      bytesBehind: 1_230_000,
      lastReadAt: '2026-05-03T11:55:00.000Z',
    },
    { name: 'vector', kind: 'program', state: 'silent', bytesBehind: null, lastReadAt: null },
    { name: 'fluent', kind: 'program', state: 'sending', bytesBehind: null, lastReadAt: '2026-05-03T11:59:00.000Z' },
  ],
  tables: [{ table: 'xapi.xapi_events_all', rows: 1_843_222, bytes: 512_000_000, parts: 12, merges: 1 }],
}

describe('the monitor', () => {
  it('says first how events flow, and then shows where from and where to', () => {
    expect(describeFlow(flow).split('\n')).toEqual([
      '2026-05-03T12:00:00.000Z  real',
      // 59 minutes of 1,000, and the last.
      'Newest event 2.0 s ago. 1,240 in the last minute, 60,240 in the last hour.',
      '1,843,222 statements, 20.7 written a second.',
      'Waiting: 3 learners to recompute, 1.2 MB of logs to read. In quarantine: 12 lines.',
      '',
      'source              state    behind  last read',
      '──────────────────  ───────  ──────  ─────────',
      '/logs/tracking.log  behind   1.2 MB  5 min ago',
      'vector              silent   –       –',
      // A key's last use is kept to the minute.
      'fluent              sending  –       just now',
      '',
      'table                    rows  parts  merges  size',
      '────────────────────  ───────  ─────  ──────  ────────',
      'xapi.xapi_events_all  1843222     12       1  512.0 MB',
    ])
  })

  it('does not speak of what it does not know', () => {
    const empty = { ...flow, lagSeconds: null, lastEvent: null, statementsPerSecond: null, sources: [] }
    const words = describeFlow(empty)
    expect(words).toContain('No events yet.')
    expect(words).toContain('1,843,222 statements.')
    expect(words).not.toContain('source')
  })
})
