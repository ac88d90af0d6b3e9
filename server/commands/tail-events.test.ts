import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPanorama } from '../composition/open-panorama.ts'
import { readConfig } from '../config/read-config.ts'
import type { ImportReport } from '../contract/pipeline.ts'
import { browserEvent, lineOf } from '../testing/tracking-event.ts'
import { tailEvents } from './tail-events.ts'
import { createTerminal } from './terminal.ts'

let dataDir: string
let log: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'panorama-tail-'))
  log = join(dataDir, 'tracking.log')
})
afterEach(() => rm(dataDir, { recursive: true }))

/** Runs the command to its end: what it reports, and what it says beside. */
async function tail(...files: readonly string[]): Promise<{ report: ImportReport; said: string }> {
  const [out, err] = [new PassThrough(), new PassThrough()]
  const terminal = createTerminal(true, { PANORAMA_DATA_DIR: dataDir }, out as never, err as never)
  await tailEvents(terminal, { once: true }, files)
  out.end()
  err.end()
  return { report: JSON.parse(await text(out)) as ImportReport, said: await text(err) }
}

const open = (role: 'server' | 'command') => openPanorama(readConfig({ PANORAMA_DATA_DIR: dataDir }), { role })

const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => {
    const time = new Date(Date.UTC(2026, 0, 1) + (from + index) * 1_000).toISOString()
    return `${lineOf(browserEvent('load_video', { id: `v${from + index}` }, { time }))}\n`
  }).join('')

test('what is new in a log comes in, with the figures, and the next time what is new since then', async () => {
  await writeFile(log, lines(0, 3))
  expect((await tail(log)).report).toMatchObject({ read: 3, kept: 3 })
  await appendFile(log, lines(3, 5))
  const { report, said } = await tail(log)
  expect(report).toMatchObject({ read: 2, kept: 2, duplicates: 0 })
  expect(said).toContain(`${log}: going on behind line 3.`)
  const { engine, close } = await open('command')
  expect(
    await engine.rows({
      name: 'test',
      sql: `SELECT statements, (SELECT count() FROM panorama.learner_marks FINAL) AS waiting FROM panorama.learner_course FINAL`,
    }),
  ).toEqual([{ statements: 5, waiting: 0 }])
  await close()
})

test('while the server runs, it writes by way of the server, which computes the figures', async () => {
  await writeFile(log, lines(0, 3))
  const { engine, close } = await open('server')
  expect((await tail(log)).report).toMatchObject({ read: 3, kept: 3 })
  const [state] = await engine.rows({
    name: 'test',
    sql: `SELECT (SELECT count() FROM panorama.statements) AS statements, uniqExact(actor_id) AS waiting FROM panorama.learner_marks FINAL`,
  })
  expect(state).toEqual({ statements: 3, waiting: 1 })
  await close()
})

test('a log that is missing is named at the end, after the others were read', async () => {
  await writeFile(log, lines(0, 3))
  const missing = join(dataDir, 'other.log')
  await expect(tail(missing, log, dataDir)).rejects.toMatchObject({
    code: 'bad_input',
    message: expect.stringMatching(
      new RegExp(`^${missing} does not exist yet\\.\n${dataDir} is a directory\\.\n.*\n +3 read\n +3 kept\n`),
    ) as string,
  })
  expect((await tail(log)).report).toMatchObject({ read: 0 })
})
