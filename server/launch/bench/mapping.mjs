import { spawnSync } from 'node:child_process'
import { closeSync, createReadStream, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { createInterface } from 'node:readline'
import { at } from '../place.mjs'
import { makeUpLog } from './made-up-log.mjs'
import { environmentIn, ran } from './panorama.mjs'
import { inDirectory } from './place.mjs'
import { heading, report, whole } from './report.mjs'

/** The last that runs on every Python that its users have. */
const theirs = ['edx-event-routing-backends==9.3.8', 'Django==5.2.19', 'tincan==1.0.0', 'aniso8601==10.0.1']
const python3 = 'python3'
/** The design's: so many times the rate of event-routing-backends. */
const goal = 20
/** Theirs reads so many lines; ours, which takes a while to get warm, all of them. */
const theirShare = 0.1

/**
 * Lines of a log that become statements each second, mapping alone and on one core, beside event-routing-backends on the same lines.
 * The latter comes from PyPI once; where there is no Python or no network, ours is reported alone.
 */
export async function benchMapping(lines = 200_000) {
  heading('Mapping alone, on one core')
  await inDirectory(async (dir) => {
    const log = await makeUpLog(environmentIn(dir), dir, lines)
    const few = await firstLines(log, join(dir, 'few.log'), Math.ceil(lines * theirShare))
    const nothing = join(dir, 'empty.log')
    writeFileSync(nothing, '')
    const starting = await transformed(nothing)
    const rate = lines / ((await transformed(log)) - starting)
    const reference = await theirRate(few)
    const what = `lines a second (at least ${goal} times)`
    if (reference === null) report(what, whole(rate), 'event-routing-backends: not to be had', null)
    else report(what, whole(rate), `event-routing-backends ${whole(reference)}`, rate / reference)
  })
}

/** Spread over the log: it begins with everybody enrolling. */
async function firstLines(log, path, wanted) {
  const all = []
  for await (const line of createInterface({ input: createReadStream(log) })) all.push(line)
  const step = Math.max(1, Math.floor(all.length / wanted))
  writeFileSync(path, `${all.filter((_, index) => index % step === 0).join('\n')}\n`)
  return path
}

/** Seconds of a processor in which `events transform` prints the statements of a file into nothing. */
async function transformed(file) {
  const words = [at('build/cli.js'), 'events', 'transform', file, '--lms-url', 'https://lms.example']
  // A file and not `ignore`: it is to write as if somebody read it.
  const stdout = openSync(devNull, 'w')
  const { seconds, cpuSeconds } = await ran(execPath, words, { stdout, stderr: 'ignore' }).finally(() =>
    closeSync(stdout),
  )
  return Number.isNaN(cpuSeconds) ? seconds : cpuSeconds
}

/** Lines a second, or null where it cannot be had. */
async function theirRate(log) {
  const python = installed()
  if (python === null) return null
  const { printed } = await ran(python, [at('server/launch/bench/event-routing-backends.py'), log])
  const { lines, seconds } = JSON.parse(printed)
  return lines / seconds
}

/** The Python of a virtual environment that has event-routing-backends, made when there is none. */
function installed() {
  const home = at('node_modules/.cache/event-routing-backends')
  const python = join(home, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const stamp = join(home, 'installed')
  const wanted = theirs.join(' ')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python
  console.error('Installing event-routing-backends (once, about a minute) …')
  const succeeds = (file, ...words) => spawnSync(file, words, { stdio: 'ignore' }).status === 0
  const isThere =
    succeeds(python3, '-m', 'venv', '--clear', home) && succeeds(python, '-m', 'pip', 'install', ...theirs)
  if (!isThere) {
    console.error('It cannot be had: that takes Python 3 with venv, and PyPI.')
    return null
  }
  writeFileSync(stamp, wanted)
  return python
}
