import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../kernel/clock.ts'
import { openStore } from '../store/open-store.ts'
import { extractAndLoadHere } from './elt-extract-and-load.ts'
import { findRetiredHere } from './elt-find-retired.ts'
import { createTerminal } from './terminal.ts'

let directory: string
let settings: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-find-retired-'))
  settings = join(directory, 'settings.yaml')
  await writeFile(
    join(directory, 'student_courseenrollment.csv'),
    'id,user_id,mode\n1,42,audit\n2,43,audit\n3,42,honor\n',
  )
  await writeFile(
    settings,
    `datalake: {directory: lake, personal_data: leave_out}
datasources:
  - name: enrollments
    type: csv
    location: student_courseenrollment.csv
    tables:
      - name: student_courseenrollment
        fields: [{name: id, type: int}, {name: user_id, type: int}, {name: mode, type: varchar}]
`,
  )
})

afterEach(async () => {
  process.exitCode = undefined
  await rm(directory, { recursive: true, force: true })
})

async function saidBy(run: (terminal: ReturnType<typeof createTerminal>) => Promise<void>): Promise<string> {
  const out = new PassThrough()
  const streams = [out, new PassThrough()] as unknown as [typeof process.stdout, typeof process.stderr]
  const environment = { PANORAMA_DATA_DIR: directory, PANORAMA_MODE: 'FREE', PANORAMA_LOG_LEVEL: 'fatal' }
  await run(createTerminal(false, environment, ...streams))
  return String(out.read() ?? '')
}

const find = () => saidBy((terminal) => findRetiredHere(terminal, { settings }))
const extract = () => saidBy((terminal) => extractAndLoadHere(terminal, { settings, all: true, lakeOnly: true }))

test('who was retired is found in the lake until the next extraction, which leaves them out (panorama-elt 38)', async () => {
  await extract()
  expect(await find()).toMatch(/^Nobody who was retired was found, in 1 tables?\./)
  const store = await openStore(join(directory, 'store.db'), systemClock)
  await store.addRetired('real', [{ userId: 42 }])
  await store.close()

  expect(await find()).toMatch(/^student_courseenrollment +2$/m)
  expect(process.exitCode).toBe(1)
  process.exitCode = undefined

  expect(await extract()).toMatch(/^student_courseenrollment +done +1 +1 /m)
  const published = await readFile(
    join(directory, 'lake/student_courseenrollment/student_courseenrollment.csv'),
    'utf8',
  )
  expect(published.trim().split('\n')).toEqual(['"id","user_id","mode"', '"2","43","audit"'])
  expect(await find()).toMatch(/^Nobody who was retired was found/)
  expect(process.exitCode).toBeUndefined()
})
