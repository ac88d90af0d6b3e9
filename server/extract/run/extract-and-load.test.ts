import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ExtractedTable } from '../../contract/extraction.ts'
import { systemClock } from '../../kernel/clock.ts'
import { unavailable } from '../../kernel/errors.ts'
import type { Manifest, PublishedTable } from '../../lake/manifest.ts'
import { writeParts } from '../../lake/write-parts.ts'
import type { Selected } from '../settings/select-tables.ts'
import type { DatasourceSettings } from '../settings/settings.ts'
import type { ExtractRequest, Source } from '../source.ts'
import { extractAndLoad, type RunRequest } from './extract-and-load.ts'

let scratchParent: string
beforeEach(async () => {
  scratchParent = join(await mkdtemp(join(tmpdir(), 'panorama-run-')), 'extraction')
})
afterEach(() => rm(join(scratchParent, '..'), { recursive: true }))

/** A lake in memory, which reads what it is given. */
function lakeInMemory(): RunRequest['lake'] & { readonly contents: Map<string, string> } {
  const contents = new Map<string, string>()
  let tables: Record<string, PublishedTable> = {}
  let runs = 0
  return {
    contents,
    manifest: () => (runs === 0 ? null : manifestOf(tables)),
    async publish({ datasource, table, parts, isWhole, asOf, ...rest }) {
      runs++
      const before = tables[`${datasource}/${table}`]?.objects ?? []
      const fresh = await Promise.all(
        parts.map(async ({ partition, file, rows }) => {
          const key = `${table}/${Object.values(partition).join()}`
          contents.set(key, await readFile(file, 'utf8'))
          return { key, partition, rows, bytes: contents.get(key)!.length, sha256: '', run: 'run' }
        }),
      )
      const kept = isWhole ? [] : before.filter(({ key }) => !fresh.some((object) => object.key === key))
      const objects = [...kept, ...fresh]
      const published = { ...rest, datasource, table, objects, asOf: asOf.toISOString() }
      tables = { ...tables, [`${datasource}/${table}`]: published }
      const rowsOf = (some: typeof objects) => some.reduce((total, { rows }) => total + rows, 0)
      return {
        published,
        rows: rowsOf(objects),
        rowsWritten: rowsOf(fresh),
        bytesWritten: 1,
        partitionsWritten: fresh.length,
        partitionsGone: 0,
      }
    },
  }
}
const manifestOf = (tables: Record<string, PublishedTable>): Manifest => ({
  version: 1,
  run: 'run',
  publishedAt: '2026-01-01T00:00:00.000Z',
  tables,
})

/** A source whose tables have two rows in two courses, unless it is told otherwise. */
function sourceOf(behaviour: Readonly<Record<string, (request: ExtractRequest) => Promise<void> | void>> = {}): Source {
  return {
    test: async () => [],
    tables: async () => [],
    fields: async () => [],
    async extract(request) {
      const { table, engine, directory, format, guard, previous, now } = request
      await behaviour[table.name]?.(request)
      const columns = table.fields.map(({ name, type }) => ({ name, type, isNullable: true }))
      if (previous !== undefined) {
        return { columns, parts: [], isWhole: false, gone: [], asOf: now, progress: 2, warnings: ['Nothing is new.'] }
      }
      const values = table.fields.map(({ name }) => `concat('${name} ', toString(number))::Nullable(String) AS ${name}`)
      const select = guard(`SELECT ${values.join(', ')} FROM numbers(2)`)
      const parted = table.partitions?.fields ?? []
      const rest = columns.filter(({ name }) => !parted.includes(name))
      const { parts } = await writeParts({ engine, select, columns: rest, partitionColumns: parted, directory, format })
      request.onProgress?.({ rows: 2, bytes: 10 })
      return { columns: rest, parts, isWhole: true, gone: [], asOf: now, progress: 1, warnings: [] }
    },
    close: async () => undefined,
  }
}

function selected(name: string, ...tables: string[]): Selected {
  const settings = tables.map((table) => ({
    name: table,
    fields: table === 'bare' ? [] : ['id', 'course_id'].map((field) => ({ name: field, type: 'varchar' })),
    partitions: { fields: ['course_id'], overlapSeconds: null, timestampField: null },
    rawTable: null,
    view: null,
  }))
  return frozen({ datasource: { name, type: 'csv', location: '/x', tables: settings }, tables: settings })
}

/** Whoever changes what it was given, fails. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen)
  return value
}

async function run(request: Partial<RunRequest> & Pick<RunRequest, 'lake' | 'selected'>) {
  const ended: ExtractedTable[] = []
  const failures: unknown[] = []
  const expected: number[] = []
  const done = extractAndLoad({
    datalake: { format: 'csv', personalData: 'keep', pseudonymKey: null },
    force: false,
    openSource: () => sourceOf(),
    retired: { key: '00', marks: [] },
    scratchParent,
    clock: systemClock,
    signal: new AbortController().signal,
    telling: {
      tableBegins: (table) => void expected.push(table.expected),
      tableProgresses: () => undefined,
      tableEnds: async (table) => void ended.push(table),
      failed: (_, error) => void failures.push(error),
    },
    ...request,
  })
  const error = await done.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  return { ended, failures, expected, error }
}

test('every table is extracted and published in its turn; what is settled is not changed by it (panorama-elt 13)', async () => {
  const lake = lakeInMemory()
  const { ended, error } = await run({ lake, selected: [selected('lms', 'a', 'b'), selected('more', 'c')] })
  expect(error).toBeUndefined()
  expect(ended).toMatchObject(
    ['lms/a', 'lms/b', 'more/c'].map((name) => ({
      datasource: name.split('/')[0],
      table: name.split('/')[1],
      outcome: 'done',
      rowsWritten: 2,
      rows: 2,
      partitionsWritten: 2,
      failure: null,
    })),
  )
  expect(lake.contents.get('a/course_id 1')).toBe('"id"\n"id 1"\n')
})

test('a table that fails is told of, keeps what was published, and stops no other (panorama-elt 12)', async () => {
  const lake = lakeInMemory()
  const both = [selected('lms', 'a', 'bare', 'b'), selected('gone', 'c')]
  await run({ lake, selected: both })
  const { ended, failures, expected, error } = await run({
    lake,
    selected: both,
    openSource({ name }: DatasourceSettings) {
      if (name === 'gone') throw unavailable('It does not answer.', { advice: 'Start it.' })
      return sourceOf({
        a: () => {
          throw new Error("Row ('ingrid', 'secret') is odd")
        },
      })
    },
  })
  expect(error).toBeUndefined()
  expect(ended.map(({ table, outcome, rows, failure }) => ({ table, outcome, rows, failure }))).toEqual([
    {
      table: 'a',
      outcome: 'failed',
      rows: 2,
      // The words of others stay out of reports: they quote rows.
      failure: 'Something went wrong that should not have. The log says where.',
    },
    {
      table: 'bare',
      outcome: 'skipped',
      rows: 0,
      failure: expect.stringContaining('panorama elt set-tables-fields --tables bare'),
    },
    { table: 'b', outcome: 'unchanged', rows: 2, failure: null },
    { table: 'c', outcome: 'failed', rows: 2, failure: 'It does not answer. Start it.' },
  ])
  expect(failures).toHaveLength(2)
  expect(expected).toEqual([2, 2, 2])
})

test('what the lake holds is handed on, and nothing of it when all is to be read', async () => {
  const lake = lakeInMemory()
  const seen: unknown[] = []
  const openSource = () => sourceOf({ a: ({ previous }) => void seen.push(previous?.progress) })
  for (const force of [false, false, true]) await run({ lake, selected: [selected('lms', 'a')], openSource, force })
  expect(seen).toEqual([undefined, 1, undefined])
})

test('ended by whoever started it, it gives up the table under way and keeps what was published', async () => {
  const lake = lakeInMemory()
  const ending = new AbortController()
  const { ended, error } = await run({
    lake,
    selected: [selected('lms', 'a', 'b', 'c')],
    signal: ending.signal,
    openSource: () => sourceOf({ b: () => ending.abort(new Error('Ctrl-C')) }),
  })
  expect(error).toMatchObject({ message: 'Ctrl-C' })
  expect(ended.map(({ table }) => table)).toEqual(['a'])
  expect(Object.keys(lake.manifest()!.tables)).toEqual(['lms/a'])
})

test('what is on its way is for its owner alone, and is gone afterwards, after a crash too (panorama-elt 36)', async () => {
  const modes: number[] = []
  const openSource = () =>
    sourceOf({
      async a({ directory }) {
        for (const place of [scratchParent, join(directory, '..'), directory])
          modes.push((await stat(place)).mode & 0o777)
        throw new Error('Out of memory')
      },
    })
  await mkdir(join(scratchParent, 'run-of-a-killed-process'), { recursive: true, mode: 0o700 })
  await writeFile(join(scratchParent, 'run-of-a-killed-process', 'auth_user.csv'), 'Ingrid')
  await run({ lake: lakeInMemory(), selected: [selected('lms', 'a')], openSource })
  expect(modes).toEqual([0o700, 0o700, 0o700])
  expect(await readdir(scratchParent)).toEqual([])
})
