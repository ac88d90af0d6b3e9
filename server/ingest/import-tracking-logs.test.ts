import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { linesCounted, openImporting } from '../testing/importing.ts'
import { mutatedLine } from '../testing/mutated-line.ts'
import { browserEvent, lineOf, mappedEvents, trackingEvent } from '../testing/tracking-event.ts'

let importing: Awaited<ReturnType<typeof openImporting>>
const { rows, fileOf, importFiles } = {
  rows: (sql: string) => importing.rows(sql),
  fileOf: (name: string, content: string | Buffer) => importing.fileOf(name, content),
  importFiles: (...args: Parameters<typeof importing.importFiles>) => importing.importFiles(...args),
}

beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())
beforeEach(() => importing.forgetAll())

/** Every statement there is, as what nobody may lose or double. */
const statementsThere = () =>
  rows(`SELECT JSONExtractString(event, 'verb', 'display', 'en') AS verb, JSONExtractString(event, 'object', 'id') AS object,
      JSONExtractString(event, 'actor', 'account', 'name') AS actor, toString(emission_time, 'UTC') AS at,
      toString(event_id) = JSONExtractString(event, 'id') AS same_id
    FROM xapi.xapi_events_all ORDER BY ALL`)

describe('importing a tracking log', () => {
  test('keeps every event once, to the microsecond, and counts every line', async () => {
    const path = await fileOf(
      'mixed.log',
      [
        lineOf(browserEvent('play_video', { id: 'v1', currentTime: 1 })),
        '# a comment',
        '',
        `2024-03-01 10:20:30,123 INFO 27 [tracking] [user 7] [ip None] logger.py:41 - ${lineOf(trackingEvent('page_close', {}))}`,
        '{"broken": ',
        `${lineOf(trackingEvent('/courses/x', {}))}\r`,
        lineOf(browserEvent('play_video', { id: 'v1', currentTime: 1 })),
        lineOf(browserEvent('pause_video', { id: 'v1', currentTime: 9 }, { time: 'noon' })),
      ].join('\n'),
    )
    expect(await importFiles([path])).toEqual({
      read: 8,
      kept: 1,
      duplicates: 1,
      dropped: { comment: 1, 'blank line': 1, 'not mapped: page_close': 1, 'page request': 1 },
      quarantined: { 'not JSON': 1, 'time is not ISO 8601': 1 },
    })
    expect(await statementsThere()).toEqual([
      {
        verb: 'played',
        object: 'https://lms.example/xblock/block-v1:Org+Course+Run+type@video+block@v1',
        actor: expect.any(String),
        at: '2024-03-01 10:20:30.123456',
        same_id: 1,
      },
    ])
  })

  test('keeps aside the lines it cannot read, with their text, once', async () => {
    const path = await fileOf('broken.log', '{"broken": "\t\\ é"\nnothing\n')
    await importFiles([path])
    await importFiles([path])
    expect(
      await rows('SELECT reason, source, line_number, text FROM panorama.quarantined_lines FINAL ORDER BY line_number'),
    ).toEqual([
      { reason: 'not JSON', source: path, line_number: 1, text: '{"broken": "\t\\ é"' },
      { reason: 'not JSON', source: path, line_number: 2, text: 'nothing' },
    ])
  })

  test('again changes nothing', async () => {
    const path = await fileOf('all.log', mappedEvents.map(lineOf).join('\n'))
    const first = await importFiles([path])
    expect(first).toMatchObject({ read: 20, kept: 20, duplicates: 0 })
    const before = await statementsThere()
    expect(await importFiles([path])).toMatchObject({ read: 20, kept: 0, duplicates: 20 })
    expect(await statementsThere()).toEqual(before)
    // 19 lines make one statement each, the problem with two questions makes three.
    expect(before).toHaveLength(22)
  })

  test('reads gzip by its content, and text across the borders of what is read at once', async () => {
    const names = Array.from({ length: 3_000 }, (_, index) => `${'ü€😀'.repeat(index % 50)}${index}`)
    const lines = names.map((target_name, index) =>
      lineOf(browserEvent('edx.ui.lms.outline.selected', { target_url: `/s/${index}`, target_name })),
    )
    const path = await fileOf('packed.log', gzipSync(lines.join('\n')))
    expect(await importFiles([path])).toMatchObject({ read: 3_000, kept: 3_000 })
    const read = await rows(
      `SELECT JSONExtractString(event, 'object', 'definition', 'name', 'en') AS name FROM xapi.xapi_events_all`,
    )
    expect(read.map(({ name }) => name).sort()).toEqual([...names].sort())
  })

  test('does not hold a line without an end', async () => {
    const path = await fileOf(
      'endless.log',
      `${'x'.repeat(9_000_000)}\n${lineOf(browserEvent('load_video', { id: 'v1' }))}`,
    )
    expect(await importFiles([path])).toMatchObject({ read: 2, kept: 1, quarantined: { 'line too long': 1 } })
  })
})

test('ten thousand damaged lines are all accounted for', async () => {
  const path = await fileOf('damaged.log', fc.sample(mutatedLine, 10_000).join('\n'))
  const report = await importFiles([path])
  expect(report.read).toBe(10_000)
  expect(linesCounted(report)).toBe(10_000)
  const quarantined = Object.values(report.quarantined).reduce((sum, lines) => sum + lines, 0)
  expect(quarantined).toBeGreaterThan(1_000)
  const again = await importFiles([path])
  expect(again).toEqual({ ...report, kept: 0, duplicates: report.kept + report.duplicates })
})

describe('events of the same actor, verb and instant', () => {
  // A form that is sent with several problems at once does this; the ids of their statements are the same.
  const videos = ['a', 'b', 'c'].map((id) => lineOf(browserEvent('play_video', { id, currentTime: 0 })))
  const wholes = ['p1', 'p2'].map((id) =>
    lineOf(
      trackingEvent('problem_check', {
        problem_id: `block-v1:Org+Course+Run+type@problem+block@${id}`,
        submission: {
          [`${id}_2_1`]: { response_type: 'x', correct: true },
          [`${id}_3_1`]: { response_type: 'x', correct: true },
        },
      }),
    ),
  )

  test('are all kept, whatever their order and however often they come', async () => {
    const lines = [...videos, ...wholes]
    await importFiles([await fileOf('there.log', lines.join('\n'))])
    const there = await statementsThere()
    expect(there).toHaveLength(3 + 2 * 3)
    expect(there.every(({ same_id }) => same_id === 1)).toBe(true)
    const again = [...lines].reverse()
    expect(await importFiles([await fileOf('again.log', again.join('\n'))])).toMatchObject({ kept: 0, duplicates: 5 })
    await importing.truncate('xapi.xapi_events_all')
    for (const line of again) await importFiles([await fileOf('one.log', line)])
    expect(await statementsThere()).toEqual(there)
  })

  test('keep their parts with the right whole', async () => {
    await importFiles([await fileOf('wholes.log', wholes.join('\n'))])
    const parts =
      await rows(`SELECT JSONExtractString(part.event, 'object', 'id') AS part, JSONExtractString(whole.event, 'object', 'id') AS whole
      FROM xapi.xapi_events_all AS part
      INNER JOIN xapi.xapi_events_all AS whole ON toString(whole.event_id) = JSONExtractString(part.event, 'context', 'statement', 'id')
      ORDER BY part`)
    const block = (id: string) => `https://lms.example/xblock/block-v1:Org+Course+Run+type@problem+block@${id}`
    expect(parts).toEqual(
      ['p1', 'p2'].flatMap((id) => ['2_1', '3_1'].map((part) => ({ part: block(`${id}_${part}`), whole: block(id) }))),
    )
  })
})

describe('what the LMS told', () => {
  test('is used: external ids and course names of the tables imported before', async () => {
    await importing.warehouse.engine.insert(
      'event_sink.external_id',
      ['external_user_id', 'external_id_type', 'username', 'user_id'],
      'TabSeparated',
      Buffer.from(
        '11111111-2222-4333-8444-555555555555\txapi\tann\t7\n99999999-2222-4333-8444-555555555555\tlti\tann\t7\n',
      ),
    )
    await importFiles([await fileOf('known.log', lineOf(browserEvent('load_video', { id: 'v1' })))])
    expect(await statementsThere()).toMatchObject([{ actor: '11111111-2222-4333-8444-555555555555' }])
    await importing.truncate('event_sink.external_id')
  })
})

describe('files that cannot be read', () => {
  test('are all named before anything is imported', async () => {
    const good = await fileOf('good.log', lineOf(browserEvent('load_video', { id: 'v1' })))
    await mkdir(join(importing.directory, 'folder'), { recursive: true })
    const zstd = await fileOf('packed.log.zst', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04]))
    const files = [good, join(importing.directory, 'missing.log'), join(importing.directory, 'folder'), zstd]
    await expect(importFiles(files)).rejects.toMatchObject({
      code: 'bad_input',
      exitCode: 65,
      message: [
        `${files[1]}: does not exist`,
        `${files[2]}: is a directory`,
        `${zstd}: is packed with zstd, and only gzip is read; unpack it first`,
      ].join('\n'),
    })
    expect(await statementsThere()).toEqual([])
    await expect(importFiles([])).rejects.toMatchObject({ code: 'bad_input' })
  })

  test('to their end: what could be read is kept, the other files too, and the run has failed', async () => {
    const lines = Array.from({ length: 2_000 }, (_, index) => lineOf(browserEvent('load_video', { id: `v${index}` })))
    const packed = gzipSync(lines.join('\n'), { level: 1 })
    const cut = await fileOf('cut.log.gz', packed.subarray(0, packed.length / 2))
    const whole = await fileOf('whole.log', lineOf(browserEvent('play_video', { id: 'v1' })))
    await expect(importFiles([cut, whole])).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining(cut),
    })
    const [run] = await importing.store.runs(1)
    expect(run).toMatchObject({ outcome: 'failed', what: 'tracking logs', sources: [cut, whole] })
    // One more from the whole file; the line at the cut is quarantined.
    expect(run?.report.kept).toBeGreaterThan(500)
    expect(run?.report.quarantined).toEqual({ 'not JSON': 1 })
    expect(linesCounted(run!.report)).toBe(run?.report.read)
    expect(await statementsThere()).toHaveLength(run!.report.kept)
    const rest = await importFiles([await fileOf('mended.log.gz', packed)])
    expect(rest).toMatchObject({ read: 2_000, kept: 2_000 - (run!.report.kept - 1) })
  })
})

describe('an import', () => {
  test('tells how far it is, is recorded as a run, and stops when it is told to', async () => {
    const path = await fileOf('run.log', mappedEvents.map(lineOf).join('\n'))
    const progress: number[] = []
    await importFiles([path, path], {
      onProgress: ({ bytesRead, bytesTotal }) => progress.push(bytesRead / bytesTotal),
    })
    expect(progress).toEqual([0.5, 1])
    expect(await importing.store.runs(1)).toMatchObject([
      { outcome: 'done', report: { read: 40, kept: 20, duplicates: 20 } },
    ])
    const signal = AbortSignal.abort()
    await expect(importFiles([path], { signal })).rejects.toMatchObject({ name: 'AbortError' })
    expect(await importing.store.runs(1)).toMatchObject([{ outcome: 'failed' }])
  })
})
