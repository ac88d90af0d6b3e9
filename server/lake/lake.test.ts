import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Clock, systemClock } from '../kernel/clock.ts'
import { type Lake, openLake } from './lake.ts'
import type { LakeSettings } from './lake-settings.ts'
import type { LakeWriter } from './lake-writer.ts'
import type { Manifest } from './manifest.ts'
import { openStorage } from './storage/open-storage.ts'
import type { LakeStorage } from './storage/storage.ts'
import { type LakePlaces, lakesOnDisk, lakesOnS3 } from './testing/lake-places.ts'
import { madeUpChange } from './testing/made-up-tables.ts'

let scratch: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'panorama-lake-scratch-'))
})
afterAll(() => rm(scratch, { recursive: true }))

const table = 'lms/courseware_studentmodule'
const folder = 'acme/courseware_studentmodule/lms=learn.acme.test'
const keyOf = (course: string) => `${folder}/course_id=${course}/courseware_studentmodule.csv`

describe.each([
  ['a directory', lakesOnDisk],
  ['a bucket', lakesOnS3],
])('a lake in %s', (_kind, open) => {
  let places: LakePlaces
  beforeAll(async () => {
    places = await open()
  })
  afterAll(() => places.stop())

  let settings: LakeSettings
  let storage: LakeStorage
  let lake: Lake
  beforeEach(async () => {
    settings = await places.settings()
    storage = openStorage(settings)
    lake = openLake(settings, systemClock)
    return () => {
      storage.close()
      lake.close()
    }
  })

  const publish = (change: Parameters<LakeWriter['publish']>[0], run = 'run-1') =>
    lake.write(run, (writer) => writer.publish(change))

  /** Keys of all objects but those of our own. */
  const tableKeys = async () =>
    (await storage.list('acme/'))
      .map(({ key }) => key)
      .filter((key) => !key.startsWith('acme/_panorama/'))
      .toSorted()

  const asideKeys = async () =>
    (await storage.list('acme/_panorama/lms=learn.acme.test/objects/')).map(({ key }) => key)

  async function linesByCourse(manifest: Manifest | null): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {}
    for (const object of manifest!.tables[table]!.objects) {
      const text = await lake.withFile(object, (path) => readFile(path, 'utf8'))
      found[object.partition.course_id!] = text.trimEnd().replaceAll('"', '').split('\n').slice(1)
    }
    return found
  }

  test('has the keys of panorama-elt, and says of each object what it is of (panorama-elt 33)', async () => {
    const courses = { 'course-v1:A+B C+2026': ['1', '2'], 'Org/Course/Run': ['3'], 'ñ=%': ['4'] }
    const result = await publish(await madeUpChange(scratch, courses))
    expect(await tableKeys()).toEqual([
      keyOf('%C3%B1%3D%25'),
      keyOf('Org/Course/Run'),
      keyOf('course-v1%3AA%2BB%20C%2B2026'),
    ])
    expect(result).toMatchObject({ rows: 4, rowsWritten: 4, partitionsWritten: 3, partitionsGone: 0 })
    const manifest = await lake.manifest()
    expect(manifest).toMatchObject({ version: 1, run: 'run-1' })
    const { objects, ...published } = manifest!.tables[table]!
    expect(published).toEqual({
      ...{ datasource: 'lms', table: 'courseware_studentmodule', format: 'csv' },
      columns: [{ name: 'id', type: 'bigint', isNullable: false }],
      partitionColumns: ['lms', 'course_id'],
      asOf: '2026-03-01T10:00:00.000Z',
      progress: { watermark: '2026-03-01 09:59:00' },
    })
    expect(objects.find(({ rows }) => rows === 2)).toEqual({
      key: keyOf('course-v1%3AA%2BB%20C%2B2026'),
      partition: { lms: 'learn.acme.test', course_id: 'course-v1:A+B C+2026' },
      ...{ rows: 2, bytes: 13, run: 'run-1' },
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(await linesByCourse(manifest)).toEqual(courses)
  })

  test('is as it was but for what changed, and what is gone is removed (panorama-elt 3)', async () => {
    await publish(await madeUpChange(scratch, { a: ['1'], b: ['2'], c: ['3'] }))
    const change = await madeUpChange(
      scratch,
      { b: ['2', '20'], d: ['4'] },
      { isWhole: false, gone: [{ course_id: 'c' }] },
    )
    const result = await publish(change, 'run-2')
    expect(result).toMatchObject({ rows: 4, rowsWritten: 3, partitionsWritten: 2, partitionsGone: 1 })
    const manifest = await lake.manifest()
    expect(await linesByCourse(manifest)).toEqual({ a: ['1'], b: ['2', '20'], d: ['4'] })
    expect(await tableKeys()).toEqual(['a', 'b', 'd'].map(keyOf))
    const whole = await publish(await madeUpChange(scratch, { a: ['1'], d: ['5'] }), 'run-3')
    expect(whole).toMatchObject({ rows: 2, rowsWritten: 1, partitionsWritten: 1, partitionsGone: 1 })
    expect(await tableKeys()).toEqual(['a', 'd'].map(keyOf))
    const { objects } = (await lake.manifest())!.tables[table]!
    // What has the same content is left alone, so that nobody reads it again.
    expect(objects.map(({ partition, run }) => [partition.course_id, run]).toSorted()).toEqual([
      ['a', 'run-1'],
      ['d', 'run-3'],
    ])
    expect(await asideKeys()).toEqual([])
  })

  test('writes an object again that somebody removed by hand', async () => {
    const change = await madeUpChange(scratch, { a: ['1'], b: ['2'] })
    await publish(change)
    await storage.remove([keyOf('a')])
    expect(await publish(change, 'run-2')).toMatchObject({ partitionsWritten: 1 })
    expect(await linesByCourse(await lake.manifest())).toEqual({ a: ['1'], b: ['2'] })
  })

  test('shows whoever reads by the manifest one version, while the next is written (panorama-elt 32)', async () => {
    const courses = Array.from({ length: 12 }, (_, index) => `course ${index}`)
    const version = (number: number) =>
      madeUpChange(scratch, Object.fromEntries(courses.map((course) => [course, [String(number)]])))
    await publish(await version(0))
    let isDone = false
    const seen = new Set<string>()
    async function look() {
      const versions = new Set(Object.values(await linesByCourse(await lake.manifest())).flat())
      expect(versions.size).toBe(1)
      seen.add([...versions][0]!)
    }
    async function keepLooking() {
      while (!isDone) {
        try {
          await look()
        } catch (failure) {
          // Replaced while it was read, which is told.
          expect(['conflict', 'not_found']).toContain((failure as { code?: string }).code)
        }
      }
    }
    await look()
    const looking = keepLooking()
    for (let number = 1; number <= 3; number += 1) await publish(await version(number), `run-${number}`)
    isDone = true
    await looking
    await look()
    expect([...seen]).toEqual(expect.arrayContaining(['0', '3']))
  })

  test('lets one run write at a time, and the next when it is done (panorama-elt 31)', async () => {
    const change = await madeUpChange(scratch, { a: ['1'] })
    const other = openLake(settings, systemClock)
    await lake.write('run-1', async (writer) => {
      await expect(other.write('run-2', async () => 'written')).rejects.toMatchObject({
        code: 'in_use',
        message: expect.stringContaining(`process ${process.pid}`),
      })
      await writer.publish(change)
      expect(await other.writing()).toMatchObject({ run: 'run-1', pid: process.pid })
    })
    expect(await other.writing()).toBeNull()
    expect(await other.write('run-2', async (writer) => writer.manifest()?.run)).toBe('run-1')
    await expect(lake.write('run-3', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await other.write('run-4', async () => 'written')).toBe('written')
  })

  test('hands over no object that is another than was published, and writes it again when all is forced', async () => {
    await publish(await madeUpChange(scratch, { a: ['1'] }))
    const [object] = (await lake.manifest())!.tables[table]!.objects
    const file = join(scratch, 'other.csv')
    await writeFile(file, '"id"\n"2"\n')
    await storage.put(object!.key, file)
    await expect(lake.withFile(object!, async () => 'read')).rejects.toMatchObject({ code: 'conflict' })
    const change = await madeUpChange(scratch, { a: ['1'] })
    expect(await publish(change)).toMatchObject({ partitionsWritten: 0 })
    expect(await publish({ ...change, isForced: true })).toMatchObject({ partitionsWritten: 1 })
    expect(await linesByCourse(await lake.manifest())).toEqual({ a: ['1'] })
    await storage.remove([object!.key])
    await expect(lake.withFile(object!, async () => 'read')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('reads a table anew of which something was removed before it was in its place', async () => {
    const change = await madeUpChange(scratch, { a: ['1'], b: ['2'] })
    const manifestKey = 'acme/_panorama/lms=learn.acme.test/manifest.json'
    await publish(change)
    const { text, tag } = (await storage.readText(manifestKey))!
    const aside = 'acme/_panorama/lms=learn.acme.test/objects/run-1/9.csv'
    await storage.replaceText(manifestKey, text.replace(keyOf('a'), aside), tag)
    const [manifest, warnings] = await lake.write(
      'run-2',
      async (writer) => [writer.manifest(), writer.warnings] as const,
    )
    expect(manifest!.tables).toEqual({})
    expect(warnings).toEqual([expect.stringContaining('extracted anew')])
  })

  test('keeps the reports of runs, the newest first', async () => {
    const report = (id: string, startedAt: string, outcome: 'running' | 'done') => ({
      ...{ id, startedAt, finishedAt: null, outcome, startedBy: 'command' as const, tables: [], failure: null },
    })
    await lake.keepReport(report('one', '2026-03-01T10:00:00.000Z', 'running'))
    await lake.keepReport(report('two', '2026-03-01T11:00:00.000Z', 'running'))
    await lake.keepReport(report('one', '2026-03-01T10:00:00.000Z', 'done'))
    expect((await lake.reports(10)).map(({ id, outcome }) => [id, outcome])).toEqual([
      ['two', 'running'],
      ['one', 'done'],
    ])
    expect(await lake.reports(1)).toHaveLength(1)
  })

  test('is tried below its prefix, where nothing stays behind', async () => {
    expect(await lake.test()).toEqual({ isOk: true, says: expect.stringContaining('/acme/_panorama/') })
    expect(await storage.list('')).toEqual([])
  })

  // What is so in any place is tried in the quicker one.
  if (open === lakesOnDisk) {
    test('keeps NULL, nothing and hostile values apart, each in its own folder (panorama-elt 7)', async () => {
      const values = [
        null,
        '',
        '__HIVE_DEFAULT_PARTITION__',
        'a',
        'a/',
        '/a',
        'a//b',
        'a/b',
        '../../a',
        '..',
        "'; DROP",
      ]
      const change = await madeUpChange(
        scratch,
        Object.fromEntries(values.map((_, index) => [String(index), [String(index)]])),
      )
      const parts = change.parts.map((part, index) => ({ ...part, partition: { course_id: values[index]! } }))
      await publish({ ...change, parts })
      const keys = await tableKeys()
      expect(keys).toHaveLength(values.length)
      expect(keys).toContain(keyOf('__HIVE_DEFAULT_PARTITION__'))
      expect(keys).toContain(keyOf('a/b'))
      for (const key of keys)
        expect(key).toMatch(/^acme\/courseware_studentmodule\/lms=learn\.acme\.test\/course_id=(?!.*\/\.{0,2}\/)/)
      for (const object of (await lake.manifest())!.tables[table]!.objects) {
        const text = await lake.withFile(object, (path) => readFile(path, 'utf8'))
        expect(text).toBe(`"id"\n"${values.indexOf(object.partition.course_id!)}"\n`)
      }
    })

    test('removes what panorama-elt left of courses that are gone, and nothing of others (panorama-elt 3)', async () => {
      const file = join(scratch, 'left.csv')
      await writeFile(file, 'id\n1\n')
      const left = keyOf('deleted')
      const ofOthers = [
        'acme/courseware_studentmodule/lms=other.test/course_id=a/courseware_studentmodule.csv',
        `${folder}/year=2024/courseware_studentmodule.csv`,
        `${folder}/course_id=a/notes.csv`,
        'acme/auth_user/lms=learn.acme.test/auth_user.csv',
      ]
      for (const key of [left, ...ofOthers]) await storage.put(key, file)
      await publish(await madeUpChange(scratch, { a: ['1'] }))
      expect(await tableKeys()).toEqual([...ofOthers, keyOf('a')].toSorted())
    })

    test('follows a table that takes other partitions or another format (panorama-elt 16)', async () => {
      await publish(await madeUpChange(scratch, { a: ['1'], b: ['2'] }))
      const whole = await madeUpChange(scratch, { all: ['1', '2'] })
      const parts = whole.parts.map((part) => ({ ...part, partition: {} }))
      await publish({ ...whole, parts, partitionColumns: [] })
      expect(await tableKeys()).toEqual([`${folder}/courseware_studentmodule.csv`])
      await publish({ ...whole, parts, partitionColumns: [], format: 'parquet' })
      expect(await tableKeys()).toEqual([`${folder}/courseware_studentmodule.parquet`])
      const some = await madeUpChange(scratch, { a: ['1'] }, { isWhole: false })
      await expect(publish(some)).rejects.toMatchObject({
        code: 'conflict',
        advice: expect.stringContaining('--force'),
      })
      await publish({ ...some, isWhole: true })
      expect(await tableKeys()).toEqual([keyOf('a')])
    })

    test('takes the place of what was published before there were base partitions (panorama-elt 16)', async () => {
      const before = openLake({ ...settings, basePartitions: [] }, systemClock)
      const change = await madeUpChange(scratch, { a: ['1'] })
      for (const each of [change, { ...change, table: 'auth_user' }]) {
        await before.write('before', async (writer) => writer.publish(each))
      }
      await publish(change)
      expect(await tableKeys()).toEqual(['acme/auth_user/course_id=a/auth_user.csv', keyOf('a')])
      expect(Object.keys((await before.manifest())!.tables)).toEqual(['lms/auth_user'])
      before.close()
    })

    test('does not take some partitions with other columns than the rest has', async () => {
      await publish(await madeUpChange(scratch, { a: ['1'] }))
      const columns = [{ name: 'student_id', type: 'int', isNullable: false }]
      const change = await madeUpChange(scratch, { b: ['1'] }, { columns, isWhole: false })
      await expect(publish(change)).rejects.toMatchObject({ code: 'conflict' })
      expect(await linesByCourse(await lake.manifest())).toEqual({ a: ['1'] })
    })

    test.each([
      ['that slept', (late: () => Date): Clock => ({ now: late })],
      ['whose clock stands still', (): Clock => ({ now: () => new Date(0) })],
    ])('takes nothing more of a run %s until another took over (panorama-elt 31)', async (_which, clockOf) => {
      let now = 0
      const sleeper = openLake(
        settings,
        clockOf(() => new Date(now)),
      )
      const late = openLake(settings, { now: () => new Date(now) })
      const change = await madeUpChange(scratch, { a: ['old'] })
      await sleeper
        .write('sleeper', async (writer) => {
          now += 100_000
          await expect(late.write('next', async () => null)).rejects.toMatchObject({ code: 'in_use' })
          now += 100_000
          await late.write('next', async (next) => next.publish(await madeUpChange(scratch, { a: ['new'] })))
          await expect(writer.publish(change)).rejects.toMatchObject({ code: 'conflict' })
          // Whoever caught it and goes on does no better.
          await expect(writer.publish(change)).rejects.toMatchObject({ code: 'conflict' })
          throw new Error('ended')
        })
        .catch((error: Error) => expect(error.message).toBe('ended'))
      expect(await linesByCourse(await lake.manifest())).toEqual({ a: ['new'] })
      await late.write('after', async () => null)
      expect(await asideKeys()).toEqual([])
    })

    test('stops at a manifest that it cannot read', async () => {
      await storage.replaceText('acme/_panorama/lms=learn.acme.test/manifest.json', '{"version":2}', null)
      await expect(lake.manifest()).rejects.toMatchObject({ code: 'misconfigured' })
      await expect(publish(await madeUpChange(scratch, { a: ['1'] }))).rejects.toMatchObject({ code: 'misconfigured' })
    })
  }
})
