import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Statement } from '../events/statement.ts'
import { everyEvent } from '../testing/every-event.ts'
import { lineOf, trackingEvent } from '../testing/tracking-event.ts'
import { createTerminal } from './terminal.ts'
import { type TransformOptions, transformEvents } from './transform-events.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'panorama-transform-'))
})
afterAll(() => rm(dir, { recursive: true }))

async function fileOf(name: string, content: string | Buffer): Promise<string> {
  const path = join(dir, name)
  await writeFile(path, content)
  return path
}

/** What the command prints, and what it says beside. */
async function transform(files: readonly string[], options: TransformOptions = {}, environment = {}) {
  const [out, err] = [new PassThrough(), new PassThrough()]
  const terminal = createTerminal(true, environment, out as never, err as never)
  const printed = textOf(out)
  await transformEvents(terminal, options, files, out)
  out.end()
  err.end()
  return {
    statements: (await printed)
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Statement),
    counts: JSON.parse(await textOf(err)) as Record<string, unknown>,
  }
}

async function textOf(stream: PassThrough): Promise<string> {
  let text = ''
  for await (const piece of stream) text += String(piece)
  return text
}

const play = lineOf(trackingEvent('play_video', { id: 'v1', current_time: 0 }))

describe('a log', () => {
  test('is printed as statements, a whole before its parts, and counted', async () => {
    const twoQuestions = lineOf(
      everyEvent.find(({ name, event }) => name === 'problem_check' && JSON.stringify(event).includes('p2_3_1'))!,
    )
    const path = await fileOf(
      'a.log',
      ['', twoQuestions, 'nonsense', lineOf(trackingEvent('page_close', {}))].join('\n'),
    )
    const { statements, counts } = await transform([path])
    expect(counts).toEqual({
      read: 4,
      transformed: 1,
      statements: 4,
      dropped: { 'blank line': 1, 'not mapped: page_close': 1 },
      quarantined: { 'not JSON': 1 },
    })
    expect(statements.map(({ object }) => object.objectType)).toEqual([
      'GroupActivity',
      'Activity',
      'Activity',
      'Activity',
    ])
    for (const part of statements.slice(1)) expect(part.context.statement?.id).toBe(statements[0]?.id)
  })

  test('may be compressed, and is told as event-routing-backends tells it, quirks and all', async () => {
    const { statements } = await transform([await fileOf('a.log.gz', gzipSync(play))])
    // A time of 0 is lost there, and the extensions stay as an empty object.
    expect(statements[0]?.result).toEqual({ extensions: {} })
  })

  test('without a time has statements without one, whose id is that of "None"', async () => {
    const path = await fileOf('timeless.log', lineOf(trackingEvent('play_video', { id: 'v1' }, { time: undefined })))
    const actors = await fileOf('one.csv', 'username,user_id,external_id\n,7,11111111-2222-4333-8444-555555555555\n')
    const { statements } = await transform([path], { actors, lmsUrl: 'https://lms.example.org' })
    expect(statements[0]).not.toHaveProperty('timestamp')
    // uuid5(uuid5(DNS, verb), '{"objectType": "Agent", …}-None'), made with Python's uuid and json modules.
    expect(statements[0]?.id).toBe('11755c87-0b3f-5110-8892-d68731964680')
  })

  test('that cannot be read fails the command, before anything or after the rest', async () => {
    await expect(transform([join(dir, 'none.log')])).rejects.toMatchObject({ exitCode: 65 })
    const cut = await fileOf('cut.log.gz', gzipSync(`${play}\n`.repeat(100)).subarray(0, -20))
    await expect(transform([cut])).rejects.toMatchObject({ exitCode: 65, message: expect.stringContaining('cut off') })
  })
})

describe('what the LMS would know', () => {
  test('comes from CSV files: external ids by user id or username, and names of courses', async () => {
    const actors = await fileOf('actors.csv', 'external_id,username,user_id\n"e-7",ann,7\ne-77,77,5\n,nobody,9\n')
    const courses = await fileOf('courses.csv', 'course_key,display_name\ncourse-v1:Org+Course+Run,"A, B"\n')
    const by = (who: Record<string, unknown>) =>
      lineOf(
        trackingEvent(
          'play_video',
          { id: 'v1' },
          { username: '', ...who, context: { user_id: null, ...(who.context as object) } },
        ),
      )
    const path = await fileOf(
      'people.log',
      [
        by({ context: { user_id: '7' } }),
        by({ username: 'ann' }),
        by({ username: '77' }),
        by({ context: { user_id: 9 } }),
      ].join('\n'),
    )
    const { statements } = await transform([path], { actors, courses })
    // 77 is nobody's user id, so it is a username; nobody has no external id and gets a pseudonym.
    const names = statements.map(({ actor }) => actor.account.name)
    expect(names.slice(0, 3)).toEqual(['e-7', 'e-7', 'e-77'])
    expect(names[3]).toMatch(/^[0-9a-f-]{36}$/)
    expect(statements[0]?.context.contextActivities?.parent[0]?.definition.name).toEqual({ 'en-US': 'A, B' })
  })

  test('with other columns is refused', async () => {
    const wrong = await fileOf('wrong.csv', 'user,external_id\n7,e\n')
    await expect(transform([await fileOf('p.log', play)], { actors: wrong })).rejects.toMatchObject({
      exitCode: 65,
      advice: 'It must hold these, in any order: username,user_id,external_id',
    })
  })

  test('is its address: as an option, in the environment, or that of the stand-in', async () => {
    const path = await fileOf('p.log', play)
    const homeOf = async (...given: [TransformOptions?, object?]) =>
      (await transform([path], ...given)).statements[0]?.actor.account.homePage
    const environment = { PANORAMA_LMS_URL: 'https://lms.example/' }
    expect(await homeOf({ lmsUrl: 'http://localhost:18000' }, environment)).toBe('http://localhost:18000')
    expect(await homeOf({}, environment)).toBe('https://lms.example')
    expect(await homeOf()).toBe('http://localhost:2100/stand-in-lms')
    await expect(homeOf({ lmsUrl: 'lms.example' })).rejects.toMatchObject({ exitCode: 64 })
    await expect(homeOf({}, { PANORAMA_LMS_URL: 'lms.example' })).rejects.toMatchObject({ exitCode: 78 })
  })
})

describe('whoever reads the statements', () => {
  test('may take their time', async () => {
    const path = await fileOf('long.log', `${play}\n`.repeat(3_000))
    let taken = 0
    const slow = new Writable({
      highWaterMark: 10,
      write(piece: Buffer, _encoding, done) {
        taken += piece.toString().split('\n').length - 1
        setImmediate(done)
      },
    })
    await transformEvents(createTerminal(true, {}, slow as never, new PassThrough() as never), {}, [path], slow)
    slow.end()
    expect(taken).toBe(3_000)
  })

  test('may leave when they have enough', async () => {
    const path = await fileOf('long.log', `${play}\n`.repeat(3_000))
    const gone = new Writable({
      highWaterMark: 10,
      write: (_piece, _encoding, done) => done(Object.assign(new Error('gone'), { code: 'EPIPE' })),
    })
    const terminal = createTerminal(true, {}, gone as never, new PassThrough() as never)
    await expect(transformEvents(terminal, {}, [path, path], gone)).resolves.toBeUndefined()
  })
})
