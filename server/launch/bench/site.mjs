import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { countStatements } from './engine-alone.mjs'
import { command, environmentIn, startServer } from './panorama.mjs'
import { inDirectory } from './place.mjs'
import { heading, megabytes, milliseconds, quantile, report, seconds, whole } from './report.mjs'

const port = 2191
const origin = `http://localhost:${port}`
const people = 20
const answersEach = 15
/** A demo learner leaves about so many events in a year. */
const eventsPerLearner = 150

/** The demo site in several sizes: making it up, starting with it, and its charts under many people. */
export async function benchSite(...sizes) {
  for (const size of sizes.length > 0 ? sizes : [1_000_000, 10_000_000]) await benchSize(size)
}

async function benchSize(size) {
  heading(`The demo site with about ${whole(size)} events`)
  await inDirectory(async (dir) => {
    const dataDir = join(dir, 'data')
    const environment = environmentIn(dataDir, { PANORAMA_MFE_PORT: String(port) })
    const learners = String(Math.ceil(size / eventsPerLearner))
    const { report: site } = await command(environment, 'demo', 'seed', '--out', dir, '--learners', learners)
    report('demo events written a second', whole(site.eventsPerSecond), 'budget 50,000', site.eventsPerSecond / 50e3)
    const tables = site.files.filter((file) => file.endsWith('.csv'))
    await command(environment, 'lms', 'import', ...tables, '--data-set', 'demo')
    await command(environment, 'events', 'import', join(dir, 'tracking.log'), '--data-set', 'demo')
    await benchServer(environment)
    const reference = await countStatements(join(dataDir, 'warehouse'))
    report('reference: learners and statements by course, over all rows', milliseconds(reference * 1000), '', null)
  })
}

async function benchServer(environment) {
  const server = await startServer(environment, origin)
  try {
    report('start, built and seeded', seconds(server.startSeconds), 'budget 5 s', server.startSeconds / 5)
    await benchCharts(await signIn())
    const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) * 1024
    report('memory of the server', megabytes(resident), 'budget 1 GB', resident / 1e9)
  } finally {
    await server.stop()
  }
}

/** The admin's cookies, from the stand-in LMS's own sign-in. */
async function signIn() {
  const answer = await fetch(`${origin}/stand-in-lms/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    body: new URLSearchParams({ person: 'admin', next: '/' }),
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** Twenty people over all charts of all courses: reading what they asked for, and then never pausing. */
async function benchCharts(cookie) {
  const get = async (path) => (await fetch(`${origin}/api/${path}`, { headers: { cookie } })).json()
  const { courses } = await get('courses')
  const { charts } = await get('dashboards/course-overview')
  const videos = await get(
    `dashboards/course-overview/charts/videos?course=${encodeURIComponent(courses[0].courseKey)}`,
  )
  const video = encodeURIComponent(videos.rows[0]?.block_key ?? '')
  const ask = ({ id }, course, from) =>
    timed(() =>
      get(
        `dashboards/course-overview/charts/${id}?course=${encodeURIComponent(course.courseKey)}&from=${from}&video=${video}`,
      ),
    )
  let turn = 0
  // A period that nobody has asked for yet, so that what depends on it does not come from memory.
  const next = () => {
    const course = courses[Math.floor(turn / charts.length) % courses.length]
    return ask(
      charts[turn++ % charts.length],
      course,
      new Date(Date.now() - (40 + turn) * 86_400_000).toISOString().slice(0, 10),
    )
  }
  for (const [pace, pause] of [
    ['a chart a second each', 1000],
    ['without a pause', 0],
  ]) {
    const times = await crowd(next, pause)
    for (const share of [0.5, 0.95]) {
      const time = quantile(times, share)
      report(
        `a chart's answer, ${people} people, ${pace}, p${share * 100}`,
        milliseconds(time),
        'budget 150 ms (p95)',
        time / 150,
      )
    }
  }
  const largest = [...courses].sort((left, right) => right.enrolled - left.enrolled)[0]
  const alone = []
  for (const chart of charts) alone.push({ id: chart.id, time: await ask(chart, largest, '2020-01-01') })
  alone.sort((left, right) => right.time - left.time)
  report(
    `one person, largest course: slowest is ${alone[0].id}`,
    milliseconds(alone[0].time),
    'budget 150 ms',
    alone[0].time / 150,
  )
}

/** Milliseconds of every answer that the people waited for. */
async function crowd(ask, pause) {
  const times = []
  const person = async (_, index) => {
    await sleep((index * pause) / people)
    for (let answer = 0; answer < answersEach; answer++) {
      const time = await ask()
      times.push(time)
      await sleep(Math.max(0, pause - time))
    }
  }
  await Promise.all(Array.from({ length: people }, person))
  return times
}

async function timed(work) {
  const started = performance.now()
  await work()
  return performance.now() - started
}
