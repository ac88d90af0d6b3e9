import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PublishedTable } from '../../lake/manifest.ts'
import { type MarkedBy, markOf } from '../../store/retired-list.ts'
import { openEmbeddedEngine } from '../../warehouse/embedded-engine.ts'
import type { Engine } from '../../warehouse/engine.ts'
import type { PersonalDataPolicy } from '../settings/settings.ts'
import type { Extracted, ExtractRequest, Source } from '../source.ts'
import { openGuard } from './guard.ts'
import { guardedSource } from './guarded-source.ts'

const key = 'ab'.repeat(32)
let directory: string
let engine: Engine

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-guarded-'))
  engine = await openEmbeddedEngine(directory)
})

afterAll(async () => {
  await engine.close()
  await rm(directory, { recursive: true, force: true })
})

/** A source that counts its extractions, and tells what it was asked for. */
function countingSource() {
  const asked: ExtractRequest[] = []
  const source: Source = {
    test: async () => [],
    tables: async () => [],
    fields: async () => [],
    close: async () => undefined,
    async extract(request) {
      asked.push(request)
      const nothing = { columns: [], parts: [], isWhole: true, gone: [], warnings: ['seen'] }
      return { ...nothing, asOf: request.now, progress: { extraction: asked.length } }
    },
  }
  return { source, asked }
}

const request = (columns: readonly string[], previous?: Extracted): ExtractRequest => ({
  table: {
    name: 'student_courseenrollment',
    fields: columns.map((name) => ({ name, type: 'varchar' })),
    partitions: null,
    rawTable: null,
    view: null,
  },
  previous: previous && ({ progress: previous.progress } as PublishedTable),
  directory,
  engine,
  format: 'csv',
  now: new Date('2026-03-01T00:00:00Z'),
  guard: (select) => select,
})

function guardOf(personalData: PersonalDataPolicy, known: readonly MarkedBy[] = [], pseudonymKey = 'x'.repeat(32)) {
  const marks = known.map((mark) => markOf(key, mark))
  return openGuard(engine, { personalData, pseudonymKey }, { key, marks })
}

it('goes on where it was, as long as the same may leave', async () => {
  const { source, asked } = countingSource()
  const guarded = guardedSource(source, await guardOf('keep'))
  const first = await guarded.extract(request(['id', 'user_id']))
  await guarded.extract(request(['id', 'user_id'], first))
  expect(asked.map(({ previous }) => previous?.progress)).toEqual([undefined, { extraction: 1 }])
  expect(first.warnings).toEqual(['seen'])
})

it('extracts anew what was published when other things left, or with somebody who was retired since', async () => {
  const { source, asked } = countingSource()
  const first = await guardedSource(source, await guardOf('keep')).extract(request(['id', 'user_id']))
  const again = async (guard: Awaited<ReturnType<typeof guardOf>>, columns = ['id', 'user_id']) => {
    await guardedSource(source, guard).extract(request(columns, first))
    return asked.at(-1)?.previous
  }
  expect(await again(await guardOf('keep'))).toBeDefined()
  expect(await again(await guardOf('leave_out'))).toBeDefined()
  expect(await again(await guardOf('pseudonymise'))).toBeUndefined()
  expect(await again(await guardOf('keep', [{ userId: 42 }]))).toBeUndefined()
  expect(await again(await guardOf('keep'), ['id', 'user_id', 'mode'])).toBeUndefined()
  const hidden = await guardedSource(source, await guardOf('pseudonymise')).extract(request(['user_id']))
  await guardedSource(source, await guardOf('pseudonymise', [], 'y'.repeat(32))).extract(request(['user_id'], hidden))
  expect(asked.at(-1)?.previous).toBeUndefined()
})

it('goes on with a table of nobody when somebody was retired', async () => {
  const { source, asked } = countingSource()
  const first = await guardedSource(source, await guardOf('keep')).extract(request(['id', 'course_id']))
  await guardedSource(source, await guardOf('keep', [{ userId: 42 }])).extract(request(['id', 'course_id'], first))
  expect(asked.at(-1)?.previous).toBeDefined()
})
