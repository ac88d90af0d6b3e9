import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEmbeddedEngine } from '../../warehouse/embedded-engine.ts'
import type { Engine } from '../../warehouse/engine.ts'
import { type BoardDataset, type BoardRows, isObstacle, rowClauses } from './row-clauses.ts'

const python = 'course-v1:Demo+PY101+2026'
const old = 'Demo/Stats/2019'
const actorId = '0f8fad5b-d9cb-469f-a165-70867728950e'

const dataset = (id: number, columns: readonly string[], isVirtual = false): BoardDataset => ({
  id,
  name: `set ${id}`,
  columns: new Set(columns),
  isVirtual,
})
const byCourse = (id: number) => dataset(id, ['course_key', 'org', 'learners'])
const courses = (courseKeys: readonly string[], orgs: readonly string[] = []): BoardRows => ({
  kind: 'courses',
  courseKeys,
  orgs,
})

describe('the rules of a guest token', () => {
  test('are one for all data sets where it says the same for each, so that a later one is closed', () => {
    expect(rowClauses(courses([old, python]), [byCourse(3), byCourse(5)], true)).toEqual([
      { clause: `course_key IN ('${old}', '${python}')` },
    ])
    expect(rowClauses(courses([python], ['Demo']), [byCourse(3)], true)).toEqual([
      { clause: `course_key IN ('${python}') OR org IN ('Demo')` },
    ])
  })

  test('are one for each data set where one of them is made by SQL of its own', () => {
    const sets = [byCourse(3), dataset(4, ['course_key', 'org'], true)]
    const clause = `course_key IN ('${python}')`
    expect(rowClauses(courses([python]), sets, true)).toEqual([
      { dataset: 3, clause },
      { dataset: 4, clause },
    ])
  })

  test('are made of no rows where somebody has none, and of all for the whole site', () => {
    expect(rowClauses(courses([]), [byCourse(3)], true)).toEqual([{ clause: '1 = 0' }])
    expect(rowClauses({ kind: 'site' }, [byCourse(3)], true)).toEqual([{ clause: '1 = 1' }])
    expect(rowClauses(courses([python]), [], true)).toEqual([{ clause: '1 = 0' }])
  })

  test('keep a learner to the rows of their own', () => {
    const rows = { kind: 'learner', actorId } as const
    expect(rowClauses(rows, [dataset(1, ['actor_id', 'course_key'])], true)).toEqual([
      { clause: `actor_id IN ('${actorId}')` },
    ])
    expect(rowClauses(rows, [byCourse(1)], true)).toEqual({ kind: 'no-column', dataset: 'set 1', column: 'actor_id' })
  })

  test('keep somebody who looks as a learner to what they both may see', () => {
    const within = { courseKeys: [python], orgs: ['Demo'] }
    const rows = { kind: 'learner', actorId, within } as const
    const all = ['actor_id', 'course_key', 'org']
    expect(rowClauses(rows, [dataset(1, all)], true)).toEqual([
      { clause: `(actor_id IN ('${actorId}')) AND (course_key IN ('${python}') OR org IN ('Demo'))` },
    ])
    for (const column of all) {
      const others = all.filter((one) => one !== column)
      expect(rowClauses(rows, [dataset(1, others)], true)).toMatchObject({ kind: 'no-column', column })
    }
    const nothing = { ...rows, within: { courseKeys: [], orgs: [] } }
    expect(rowClauses(nothing, [dataset(1, all)], true)).toEqual([
      { clause: `(actor_id IN ('${actorId}')) AND (1 = 0)` },
    ])
    expect(rowClauses({ ...rows, within: { courseKeys: ["x') OR ('1"], orgs: [] } }, [dataset(1, all)], true)).toEqual({
      ...{ kind: 'odd-value', column: 'course_key' },
    })
  })

  test('are not made for a data set that does not say whose rows it holds', () => {
    const sets = [byCourse(1), dataset(2, ['learners'])]
    expect(rowClauses(courses([python]), sets, true)).toEqual({
      kind: 'no-column',
      dataset: 'set 2',
      column: 'course_key',
    })
    expect(rowClauses(courses([], ['Demo']), [dataset(1, ['course_key'])], true)).toMatchObject({ column: 'org' })
  })

  test('leave open what is about nobody, on a dashboard that holds no rows of people', () => {
    const sets = [byCourse(1), dataset(2, ['learners'])]
    expect(rowClauses(courses([python]), sets, false)).toEqual([
      { dataset: 1, clause: `course_key IN ('${python}')` },
      { dataset: 2, clause: '1 = 1' },
    ])
  })

  test('are refused for what no LMS gives: quotes, backslashes, templates, comments, blanks', () => {
    for (const odd of [
      `a+b+c'`,
      'a+b+\\',
      'a+b+{{c}}',
      'a+b+c--d e',
      'a+b+c;',
      'a+b',
      'a%+b+c',
      `${'a'.repeat(254)}+b+c`,
    ]) {
      expect(rowClauses(courses([odd]), [byCourse(1)], true), odd).toEqual({ kind: 'odd-value', column: 'course_key' })
    }
    expect(rowClauses(courses([], ["x' OR 1=1"]), [byCourse(1)], true)).toEqual({ kind: 'odd-value', column: 'org' })
    expect(rowClauses({ kind: 'learner', actorId: '42' }, [dataset(1, ['actor_id'])], true)).toMatchObject({
      kind: 'odd-value',
    })
  })

  test('are refused when they would not fit into a header', () => {
    const many = Array.from({ length: 200 }, (_, number) => `course-v1:Demo+C${number}+2026`)
    expect(rowClauses(courses(many), [byCourse(1)], true)).toEqual({ kind: 'too-long' })
    expect(isObstacle(rowClauses(courses(many.slice(0, 100)), [byCourse(1), byCourse(2)], true))).toBe(false)
  })
})

describe('in the engine', () => {
  let directory: string
  let engine: Engine
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'panorama-clauses-'))
    engine = await openEmbeddedEngine(directory)
  })
  afterAll(async () => {
    await engine.close()
    await rm(directory, { recursive: true, force: true })
  })

  test('a clause lets through the rows that it names and no other, whatever it is made of', async () => {
    const word = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })
    const plain = fc.string({ unit: fc.constantFrom(...'aZ0é学_.~:-'), minLength: 1, maxLength: 6 })
    const key = fc.oneof(
      fc.tuple(plain, plain, plain).map(([org, course, run]) => `course-v1:${org}+${course}+${run}`),
      fc.tuple(word, word, word).map((parts) => parts.join('+')),
      fc.constantFrom("x\\' OR 1=1) --", 'a+b+c', 'a/b/c'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(key, { maxLength: 4 }),
        fc.uniqueArray(key, { maxLength: 4 }),
        async (mine, others) => {
          const clauses = rowClauses(courses(mine), [byCourse(1)], true)
          fc.pre(!isObstacle(clauses))
          const rows = await engine.rows({
            name: 'clauses',
            sql: `SELECT course_key FROM (SELECT arrayJoin({keys: Array(String)}) AS course_key, 'o' AS org) WHERE ((${clauses[0]!.clause}))`,
            params: { keys: [...new Set([...mine, ...others])] },
          })
          expect(new Set(rows.map(({ course_key }) => course_key))).toEqual(new Set(mine))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('whoever looks as a learner is let through to no row that one of the two may not see', async () => {
    const keys = [python, old, 'a+b+c']
    const orgs = ['Demo', 'Other']
    const actors = [actorId, actorId.replace('0', '1')]
    const some = fc.record({ courseKeys: fc.subarray(keys), orgs: fc.subarray(orgs) })
    await fc.assert(
      fc.asyncProperty(some, async (within) => {
        const clauses = rowClauses(
          { kind: 'learner', actorId, within },
          [dataset(1, ['course_key', 'org', 'actor_id'])],
          true,
        )
        if (isObstacle(clauses)) throw new Error(clauses.kind)
        const every = `SELECT arrayJoin({keys: Array(String)}) AS course_key, arrayJoin({orgs: Array(String)}) AS org,
          arrayJoin({actors: Array(String)}) AS actor_id`
        const rows = await engine.rows({
          name: 'clauses',
          sql: `SELECT * FROM (${every}) WHERE ((${clauses[0]!.clause}))`,
          params: { keys, orgs, actors },
        })
        const both = keys.flatMap((course_key) =>
          orgs
            .filter((org) => within.courseKeys.includes(course_key) || within.orgs.includes(org))
            .map((org) => `${course_key} ${org} ${actorId}`),
        )
        const seen = rows.map(({ course_key, org, actor_id }) => `${course_key} ${org} ${actor_id}`)
        expect(seen.sort()).toEqual(both.sort())
      }),
      { numRuns: 30 },
    )
  })
})
