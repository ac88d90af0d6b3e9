import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { effort } from '../../testing/effort.ts'
import { insertStatements, type StatementParts, statement, type TestVerb } from '../../testing/statements.ts'
import { openTestWarehouse } from '../../testing/warehouse.ts'
import type { Warehouse } from '../ask.ts'
import type { Engine } from '../engine.ts'
import { scopedTables, type TableName, tablesOf } from '../tables.ts'
import { rebuildModels } from './rebuild.ts'
import { models, refreshModels } from './refresh.ts'
import { waitingMarks } from './waiting-marks.ts'

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
beforeAll(async () => {
  warehouse = await openTestWarehouse()
})
afterAll(() => warehouse.close())

const dataSets = ['real', 'demo'] as const

const empty = async () => {
  for (const dataSet of dataSets) {
    const tables = tablesOf(warehouse.databases, dataSet)
    for (const { name } of scopedTables)
      await warehouse.engine.command({ name: 'test', sql: `TRUNCATE TABLE ${tables[name]}` })
  }
}
beforeEach(empty)

/** Everything the models say, without the versions. */
async function everything(dataSet: (typeof dataSets)[number]) {
  const tables = tablesOf(warehouse.databases, dataSet)
  const contents: Record<string, unknown> = {}
  for (const { table, columns } of models) {
    contents[table] = await warehouse.engine.rows({
      name: 'test',
      sql: `SELECT ${columns.join(', ')} FROM ${tables[table]} FINAL ORDER BY ALL`,
    })
  }
  const marks = await warehouse.engine.rows({ name: 'test', sql: `SELECT course_key FROM ${waitingMarks(tables)}` })
  return { ...contents, marks }
}

const verb: fc.Arbitrary<TestVerb> = fc.constantFrom(
  ...([
    'registered',
    'unregistered',
    'earned',
    'passed',
    'failed',
    'navigated',
    'evaluated',
    'asked',
    'progressed',
  ] as const),
  ...(['played', 'paused', 'seeked', 'completed', 'played', 'paused', 'seeked'] as const),
)
const aboutTheCourse: readonly TestVerb[] = ['registered', 'unregistered', 'passed', 'failed', 'earned']

/** Things that three people do in two courses within some hours around the turn of a year, often in the same second. */
const deed: fc.Arbitrary<StatementParts> = fc
  .record({
    verb,
    actor: fc.constantFrom('ann', 'bob', 'eve'),
    course: fc.constantFrom('course-v1:Org+A+1', 'Other/B/2'),
    second: fc.integer({ min: 0, max: 7200 }),
    block: fc.constantFrom('x', 'y'),
    suffix: fc.constantFrom('/hint/0', '/answer'),
    mode: fc.constantFrom('audit', 'verified'),
    success: fc.boolean(),
    score: fc.constantFrom(0, 0.25, 1),
    gradeClass: fc.constantFrom('Fail', 'Pass'),
    completion: fc.constantFrom(0, 1),
    position: fc.integer({ min: 0, max: 100 }),
    positionTo: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ second, block, suffix, ...parts }) => ({
    ...parts,
    at: new Date(Date.parse('2025-12-31T23:00:00Z') + second * 1000).toISOString().replace('.000Z', 'Z'),
    ...(!aboutTheCourse.includes(parts.verb) && { block }),
    ...(parts.verb === 'asked' && { suffix }),
  }))

const deeds = fc.array(deed, { minLength: 1, maxLength: 60 }).map((all) => all.map(statement))

test('order, batches, repetition and the moments of refreshing change nothing', async () => {
  const site = deeds.chain((all) =>
    fc.record({
      all: fc.constant(all),
      shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
      again: fc.subarray(all),
      cut: fc.integer({ min: 0, max: all.length }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(site, async ({ all, shuffled, again, cut }) => {
      await empty()
      await insertStatements(warehouse, 'real', all)
      await refreshModels(warehouse, 'real')
      for (const batch of [shuffled.slice(0, cut), shuffled.slice(cut), again]) {
        await insertStatements(warehouse, 'demo', batch)
        await refreshModels(warehouse, 'demo')
      }
      expect(await everything('demo')).toEqual(await everything('real'))
    }),
    { numRuns: 5 * effort },
  )
})

/** The warehouse, with something else happening before each call to the engine. */
function disturbed(before: (call: number) => Promise<void> | void): Warehouse {
  let call = 0
  const engine: Engine = {
    ...warehouse.engine,
    rows: async (query) => {
      await before(++call)
      return warehouse.engine.rows(query)
    },
    command: async (query) => {
      await before(++call)
      return warehouse.engine.command(query)
    },
  }
  return { ...warehouse, engine }
}

test('a refresh that breaks anywhere is made up for by the next', async () => {
  await fc.assert(
    fc.asyncProperty(deeds, fc.integer({ min: 1, max: 18 }), async (all, breaksAt) => {
      await empty()
      for (const dataSet of dataSets) await insertStatements(warehouse, dataSet, all)
      await refreshModels(warehouse, 'real')
      const breaking = disturbed((call) => {
        if (call === breaksAt) throw new Error('killed')
      })
      await refreshModels(breaking, 'demo').catch(() => undefined)
      await refreshModels(warehouse, 'demo')
      expect(await everything('demo')).toEqual(await everything('real'))
    }),
    { numRuns: 5 * effort },
  )
})

test('a mark that was taken back is not taken back again, so that later ones count', async () => {
  await insertStatements(warehouse, 'real', [visit('ann', 0)])
  const killed = {
    ...warehouse,
    engine: {
      ...warehouse.engine,
      command: (query) => {
        if (query.sql.startsWith('TRUNCATE')) throw new Error('killed')
        return warehouse.engine.command(query)
      },
    } satisfies Engine,
  }
  await expect(refreshModels(killed, 'real')).rejects.toThrow('killed')
  expect(await refreshModels(warehouse, 'real')).toEqual({ learners: 1, courses: 1 })
  const { dirtyLearners } = tablesOf(warehouse.databases, 'real')
  await warehouse.engine.command({ name: 'test', sql: `OPTIMIZE TABLE ${dirtyLearners} FINAL` })
  expect(await warehouse.engine.rows({ name: 'test', sql: `SELECT * FROM ${dirtyLearners}` })).toEqual([])
  await insertStatements(warehouse, 'real', [visit('ann', 1)])
  expect(await refreshModels(warehouse, 'real')).toEqual({ learners: 1, courses: 1 })
})

test('a model says which others it reads, and comes after them', () => {
  const computed = models.map(({ table }) => table)
  for (const { table, reads, select } of models) {
    const mentioned = new Set<string>()
    const tables = tablesOf(warehouse.databases, 'real')
    select(
      new Proxy(tables, {
        get: (all, name: TableName) => {
          mentioned.add(name)
          return all[name]
        },
      }),
      { grades: true, completions: true },
    )
    expect([...reads].sort(), table).toEqual(computed.filter((name) => mentioned.has(name)).sort())
    for (const name of reads) expect(computed.indexOf(name), table).toBeLessThan(computed.indexOf(table))
  }
})

const visit = (actor: string, minute: number) =>
  statement({ verb: 'navigated', actor, block: 's', at: `2026-01-01T10:${String(minute).padStart(2, '0')}:00Z` })

test('statements that arrive during a refresh are not forgotten', async () => {
  await insertStatements(warehouse, 'real', [visit('ann', 0)])
  const busy = disturbed((call) =>
    insertStatements(warehouse, 'real', [visit('ann', call), visit(`new-${call}`, call)]),
  )
  const stop = new AbortController()
  await refreshModels(busy, 'real', { signal: stop.signal, onProgress: () => stop.abort() })
  await refreshModels(warehouse, 'real')
  const incremental = await everything('real')
  expect(incremental).toMatchObject({ marks: [] })
  await rebuildModels(warehouse, 'real')
  expect(await everything('real')).toEqual(incremental)
})

test('deleting what is computed and computing it again gives the same', async () => {
  const all = fc.sample(deeds, { numRuns: 3, seed: 7 }).flat()
  await insertStatements(warehouse, 'real', all)
  await refreshModels(warehouse, 'real')
  const before = await everything('real')
  expect(await rebuildModels(warehouse, 'real')).toEqual({ learners: 6, courses: 2 })
  expect(await everything('real')).toEqual(before)
})

test('an insert that was cut off before it reached the statements or the marks is completed at the next start', async () => {
  const tables = tablesOf(warehouse.databases, 'real')
  await insertStatements(warehouse, 'real', [visit('ann', 0), visit('ann', 1), visit('bob', 2), visit('eve', 3)])
  await refreshModels(warehouse, 'real')
  const complete = await everything('real')
  // ann's second statement and bob's only one never arrived; eve's arrived without a mark.
  for (const lost of [tables.learnerCourse, tables.dirtyLearners])
    await warehouse.engine.command({ name: 'test', sql: `TRUNCATE TABLE ${lost}` })
  await warehouse.engine.command({
    name: 'test',
    sql: `DELETE FROM ${tables.statements} WHERE actor_id = 'bob' OR emission_time > '2026-01-01 10:00:30' AND actor_id = 'ann'`,
  })
  const nextStart = { ...warehouse, engine: { ...warehouse.engine } }
  await refreshModels(nextStart, 'real')
  expect(await everything('real')).toEqual(complete)
})

test('a refresh goes on, portion by portion, until nobody is left, and one that is started meanwhile comes after it', async () => {
  const crowd = Array.from({ length: 2_100 }, (_, person) => visit(`person-${person}`, person % 60))
  await insertStatements(warehouse, 'real', crowd)
  const progress: number[] = []
  const both = await Promise.all([
    refreshModels(warehouse, 'real', { onProgress: ({ learners }) => progress.push(learners) }),
    refreshModels(warehouse, 'real'),
  ])
  expect(both).toEqual([
    { learners: 2_100, courses: 1 },
    { learners: 0, courses: 0 },
  ])
  expect(progress).toEqual([2_000, 2_100])
})

test('a refresh with nothing to do does nothing', async () => {
  expect(await refreshModels(warehouse, 'real')).toEqual({ learners: 0, courses: 0 })
})

test('a command that refreshes beside the server, whoever of the two is slower, leaves nobody out', async () => {
  const { engine } = warehouse
  /** Another process: with turns of its own, and held up before it computes a model until it is let go on. */
  const process = (model: string) => {
    let goOn = () => {}
    let arrived = () => {}
    const isThere = new Promise<void>((resolve) => (arrived = resolve))
    const isLetOn = new Promise<void>((resolve) => (goOn = resolve))
    const command: Engine['command'] = async (query) => {
      if (query.name === `refresh ${model}`) {
        arrived()
        await isLetOn
      }
      return engine.command(query)
    }
    const own = { ...warehouse, engine: { ...engine, command } }
    return { goOn, isThere, refresh: () => refreshModels(own, 'real') }
  }
  await refreshModels(warehouse, 'real')
  const [slow, fast] = [process('coursePeers'), process('learnerQuarter')]

  await insertStatements(warehouse, 'real', [
    statement({ verb: 'played', at: '2026-03-01 10:00:00', actor: 'ann', block: 'v1' }),
  ])
  const slowly = slow.refresh()
  await slow.isThere
  // Ann is done by somebody else, and with bob the snapshot is another.
  await refreshModels(warehouse, 'real')
  await insertStatements(warehouse, 'real', [
    statement({ verb: 'played', at: '2026-03-01 10:00:01', actor: 'bob', block: 'v1' }),
  ])
  const fastly = fast.refresh()
  await fast.isThere
  slow.goOn()
  await slowly
  fast.goOn()
  await fastly
  const refreshed = await everything('real')
  await rebuildModels(warehouse, 'real')
  expect(refreshed).toEqual(await everything('real'))
})
