import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { unavailable } from '../kernel/errors.ts'
import { markOf, retiredOf } from '../store/retired-list.ts'
import { linesCounted, openImporting } from '../testing/importing.ts'
import { mutatedLine } from '../testing/mutated-line.ts'
import { browserEvent, lineOf, mappedEvents } from '../testing/tracking-event.ts'

let importing: Awaited<ReturnType<typeof openImporting>>
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())
beforeEach(() => importing.forgetAll())

/** Without the ids: which of two events that share one gets a second id depends on which comes first. */
const rawStatements = () =>
  importing.rows(`SELECT emission_time, replaceRegexpAll(event, '"id":"[-0-9a-f]{36}"', '') AS event,
      toString(event_id) = JSONExtractString(event, 'id') AS same_id
    FROM xapi.xapi_events_all ORDER BY ALL`)

const load = (id: string, changes = {}) => lineOf(browserEvent('load_video', { id }, changes))

describe('lines that are handed over', () => {
  test('are durable when the promise resolves, each counted once', async () => {
    const ingest = importing.liveIngest()
    // The same line twice, one broken, one comment.
    const report = await ingest.take([load('v1'), load('v1'), '{', '# note'], 'sender')
    expect(report).toEqual({
      read: 4,
      kept: 1,
      duplicates: 1,
      dropped: { comment: 1 },
      quarantined: { 'not JSON': 1 },
    })
    expect(await rawStatements()).toHaveLength(1)
    expect(await ingest.take([], 'sender')).toMatchObject({ read: 0 })
  })

  test('by several at once are written together, and each is told of its own', async () => {
    let writes = 0
    const ingest = importing.liveIngest({ onWritten: () => (writes += 1) })
    const first = ingest.take([load('v0')], 'first')
    const others = await Promise.all([
      ingest.take([load('v1'), load('v2')], 'second'),
      ingest.take([load('v2'), load('v3'), '{'], 'third', 100),
      ingest.take([load('v0')], 'fourth'),
    ])
    expect(await first).toMatchObject({ kept: 1 })
    expect(others).toMatchObject([
      { read: 2, kept: 2, duplicates: 0 },
      { read: 3, kept: 1, duplicates: 1, quarantined: { 'not JSON': 1 } },
      { read: 1, kept: 0, duplicates: 1 },
    ])
    // The first at once, the rest together.
    expect(writes).toBe(2)
    expect(await rawStatements()).toHaveLength(4)
    expect(await importing.rows('SELECT source, line_number FROM panorama.quarantined_lines')).toEqual([
      { source: 'third', line_number: 102 },
    ])
  })

  test('by several at once keep events of one id about several objects, as one sender’s do', async () => {
    const ingest = importing.liveIngest()
    const lines = ['a', 'b', 'c'].map((id) => load(id))
    void ingest.take([load('z', { time: '2024-03-01T10:20:31.000000+00:00' })], 'first')
    await Promise.all([...lines, ...lines].map((line) => ingest.take([line], 'sender')))
    await Promise.all([...lines].reverse().map((line) => ingest.take([line], 'again')))
    const objects = await importing.rows(
      `SELECT JSONExtractString(event, 'object', 'id') AS object FROM xapi.xapi_events_all WHERE toSecond(emission_time) = 30`,
    )
    expect(objects).toHaveLength(3)
    expect(new Set(objects.map(({ object }) => object)).size).toBe(3)
  })

  test('make the tables that importing a file makes, however they are cut and whoever sends them', async () => {
    const lines = mappedEvents.map(lineOf)
    await importing.importFiles([await importing.fileOf('all.log', lines.join('\n'))])
    const imported = await rawStatements()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(mappedEvents.length - 1), { maxLength: 30 }), async (order) => {
        await importing.forgetAll()
        const ingest = importing.liveIngest()
        const some = order.map((place) => lines[place]!)
        const cuts = [some.slice(0, 5), some.slice(5, 6), some.slice(6), lines]
        const reports = await Promise.all(cuts.map((cut, index) => ingest.take(cut, `sender ${index}`)))
        expect(reports.reduce((sum, { kept }) => sum + kept, 0)).toBe(lines.length)
        expect(await rawStatements()).toEqual(imported)
      }),
      { numRuns: 5 },
    )
  })

  test('may hold anything at all', async () => {
    const ingest = importing.liveIngest()
    const texts = fc.sample(fc.oneof(mutatedLine, fc.string({ unit: 'binary', maxLength: 200 })), 3_000)
    const report = await ingest.take(texts, 'sender')
    expect(report.read).toBe(3_000)
    expect(linesCounted(report)).toBe(3_000)
    const again = await ingest.take(texts, 'sender')
    expect(again).toEqual({ ...report, kept: 0, duplicates: report.kept + report.duplicates })
  })

  test('more than one write holds are written in several', async () => {
    const lines = Array.from({ length: 11_000 }, (_, index) => load(`v${index}`))
    expect(await importing.liveIngest().take(lines, 'sender')).toMatchObject({ read: 11_000, kept: 11_000 })
    expect(await rawStatements()).toHaveLength(11_000)
  })
})

describe('what changes meanwhile', () => {
  test('is known: people who are retired between two deliveries', async () => {
    const key = '00'
    let retired = retiredOf({ key, marks: [] })
    const ingest = importing.liveIngest({ store: { retired: async () => retired } })
    const as = (user_id: number, id: string) => load(id, { context: { user_id } })
    await ingest.take([as(7, 'v1')], 'sender')
    retired = retiredOf({ key, marks: [markOf(key, { userId: 7 })] })
    expect(await ingest.take([as(7, 'v2'), as(8, 'v2')], 'sender')).toMatchObject({
      kept: 1,
      dropped: { 'retired learner': 1 },
    })
  })
})

describe('an engine that does not take them', () => {
  test('fails those who wait, and takes them when they come again', async () => {
    let isRefusing = true
    const { engine, ...rest } = importing.warehouse
    const ingest = importing.liveIngest({
      warehouse: {
        ...rest,
        engine: {
          ...engine,
          insert: (...given) =>
            isRefusing && given[0] === 'xapi.xapi_events_all'
              ? Promise.reject(unavailable('The warehouse does not answer.'))
              : engine.insert(...given),
        },
      },
    })
    const takes = [ingest.take([load('v1')], 'first'), ingest.take([load('v2')], 'second')]
    for (const taken of await Promise.allSettled(takes)) expect(taken).toMatchObject({ status: 'rejected' })
    isRefusing = false
    expect(await ingest.take([load('v1'), load('v2')], 'again')).toMatchObject({ kept: 2 })
    expect(await rawStatements()).toHaveLength(2)
  })

  test('makes whoever sends too much come again, before memory runs out', async () => {
    const ingest = importing.liveIngest()
    const block = Array.from({ length: 100 }, () => ' '.repeat(1_000_000))
    const takes = [1, 2, 3].map(() => ingest.take(block, 'sender'))
    await expect(takes[2]).rejects.toMatchObject({ code: 'unavailable' })
    expect(await Promise.all(takes.slice(0, 2))).toMatchObject([
      { dropped: { 'blank line': 100 } },
      { dropped: { 'blank line': 100 } },
    ])
  })
})
