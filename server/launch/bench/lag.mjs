import { spawn } from 'node:child_process'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { at } from '../place.mjs'
import { withLiveSite } from './live-site.mjs'
import { environmentIn } from './panorama.mjs'
import { inDirectory } from './place.mjs'
import { heading, milliseconds, quantile, report, whole } from './report.mjs'

const rates = [100, 1_000, 5_000]
/** How long lines are written at a rate, and how often one of ours is among them. */
const secondsOfLoad = 20
const marksPerSecond = 4
/** Until the load has begun and all is warm. */
const warmUpMs = 5_000
/** Whatever is not there by then is said to be missing. */
const patienceMs = 30_000
const pollMs = 100
/** The design's, of what is on an open dashboard. */
const budgetMs = 2_000

/**
 * From the moment at which a line is appended to a log that the service follows, under load, to two others: the line is answered by
 * a query; the figure on an open dashboard has changed, which takes the service's word that it is new, and asking for it.
 * The lines that are looked for are enrollments in course runs of their own, so that their figures are nobody else's.
 */
export async function benchLag(...wanted) {
  await inDirectory(async (dir) => {
    const log = join(dir, 'tracking.log')
    writeFileSync(log, '')
    await withLiveSite(join(dir, 'data'), { PANORAMA_TRACKING_LOGS: log }, async (site) => {
      for (const rate of wanted.length > 0 ? wanted : rates) await benchRate(site, log, rate, dir)
    })
  })
}

async function benchRate(site, log, rate, dir) {
  heading(`From a line in a log to a figure, at ${whole(rate)} events a second`)
  const marks = new Map()
  const ending = new AbortController()
  const listening = [listen(site, marks, ending.signal), poll(site, marks, ending.signal)]
  const load = startLoad(log, rate, dir)
  await sleep(warmUpMs)
  for (let count = 0; count < (secondsOfLoad - warmUpMs / 1000) * marksPerSecond; count++) {
    mark(log, marks, `${rate}x${count}`)
    await sleep(1000 / marksPerSecond)
  }
  await load.ended
  const asked = performance.now()
  const missing = () => [...marks.values()].filter(({ shown, queryable }) => !shown || !queryable).length
  while (missing() > 0 && performance.now() - asked < patienceMs) await sleep(pollMs)
  ending.abort()
  await Promise.all(listening)
  for (const [what, member] of [
    ['answered by a query', 'queryable'],
    ['shown on an open dashboard', 'shown'],
  ]) {
    // What never came took at least as long as we waited.
    const times = [...marks.values()].map((each) => (each[member] ?? performance.now()) - each.written)
    for (const share of [0.5, 0.95]) {
      const time = quantile(times, share)
      report(`${what}, p${share * 100}`, milliseconds(time), `budget ${whole(budgetMs)} ms (p95)`, time / budgetMs)
    }
  }
  if (missing() > 0)
    console.log(
      `  ${missing()} of ${marks.size} lines had not come through ${patienceMs / 1000} s after the load's end`,
    )
}

/** Somebody enrols in a course run that nobody has heard of. */
function mark(log, marks, name) {
  const course = `course-v1:Bench+Lag+${name}`
  const userId = 1_000_000 + marks.size
  const now = Date.now()
  const event = {
    name: 'edx.course.enrollment.activated',
    event_type: 'edx.course.enrollment.activated',
    event_source: 'server',
    time: new Date(now).toISOString().replace('Z', '000+00:00'),
    username: `bench_${userId}`,
    context: { course_id: course, org_id: 'Bench', user_id: userId },
    event: { course_id: course, user_id: userId, mode: 'audit' },
  }
  marks.set(course, { at: now, written: performance.now() })
  appendFileSync(log, `${JSON.stringify(event)}\n`)
}

function startLoad(log, rate, dir) {
  const words = ['--append', log, '--rate', String(rate), '--for', `${secondsOfLoad}s`, '--courses', '50']
  const child = spawn(execPath, [at('build/cli.js'), 'load', 'generate', ...words, '--seed', `lag ${rate}`], {
    env: environmentIn(dir),
    stdio: 'ignore',
  })
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The load ended with ${code}.`))))
  })
  return { ended }
}

/** An open dashboard: asks for its figures whenever the service says that there are new ones. */
async function listen(site, marks, signal) {
  try {
    const { body } = await site.stream('changes', signal)
    for await (const piece of body) {
      if (!Buffer.from(piece).includes('event: change')) continue
      const { courses } = await site.get('courses')
      const now = performance.now()
      for (const { courseKey, enrolled } of courses) {
        const told = marks.get(courseKey)
        if (told && enrolled > 0) told.shown ??= now
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** Lines are taken in in their order, so that whatever is older than the newest is there, too. */
async function poll(site, marks, signal) {
  while (!signal.aborted) {
    const { lastEvent } = await site.get('flow')
    const now = performance.now()
    const newest = lastEvent === null ? 0 : Date.parse(lastEvent)
    for (const told of marks.values()) if (told.at <= newest) told.queryable ??= now
    await sleep(pollMs)
  }
}
