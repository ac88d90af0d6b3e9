import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { ensureBuilt } from './build.mjs'
import { at } from './place.mjs'

const port = 2191
const origin = `http://localhost:${port}`
const people = 20
const answersEach = 15
/** A demo learner leaves about so many events in a year. */
const eventsPerLearner = 150

/**
 * `npm run bench [-- 1000000 10000000]`: the budgets of the design, each as a ratio beside its reference in the same run.
 * It drives the built product from outside, as its users do; nothing in it asserts a time.
 */
export async function run(words) {
  ensureBuilt()
  const sizes = words.length > 0 ? words.map(Number) : [1_000_000, 10_000_000]
  say('', 'measured', 'reference', 'ratio')
  weighScreen()
  for (const size of sizes) await benchSite(size)
}

/** JavaScript that the student panel and the charts need, gzipped. */
function weighScreen() {
  const files = readdirSync(at('dist/assets')).filter((file) => file.endsWith('.js'))
  const weigh = (file) => gzipSync(readFileSync(at('dist/assets', file)), { level: 9 }).length
  const student = reachableFrom(files, 'student-page')
  report(
    'JavaScript for the student panel',
    kilobytes(sum(student.map(weigh))),
    'budget 170 kB',
    sum(student.map(weigh)) / 170e3,
  )
  // ECharts is the heaviest of what is loaded later.
  const heaviest = Math.max(...files.filter((file) => !student.includes(file)).map(weigh))
  report('JavaScript of the charts', kilobytes(heaviest), 'budget 240 kB', heaviest / 240e3)
}

/** The chunks that the entry and a page import, directly or not. */
function reachableFrom(files, page) {
  const entry = /assets\/([^"]+\.js)/.exec(readFileSync(at('dist/index.html'), 'utf8'))[1]
  const reached = new Set()
  const visit = (file) => {
    if (reached.has(file) || !files.includes(file)) return
    reached.add(file)
    const code = readFileSync(at('dist/assets', file), 'utf8')
    for (const [, imported] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) visit(imported)
  }
  visit(entry)
  for (const file of files.filter((name) => name.startsWith(page))) visit(file)
  return [...reached]
}

async function benchSite(size) {
  const dir = mkdtempSync(join(tmpdir(), 'panorama-bench-'))
  const dataDir = join(dir, 'data')
  const environment = {
    ...process.env,
    PANORAMA_DATA_DIR: dataDir,
    PANORAMA_MFE_PORT: String(port),
    PANORAMA_LOG_LEVEL: 'error',
    PANORAMA_RATE_LIMIT: '1000000',
  }
  const panorama = (...words) => command(environment, words)
  try {
    console.log(`\nAbout ${size.toLocaleString('en')} events`)
    const learners = String(Math.ceil(size / eventsPerLearner))
    const site = await panorama('demo', 'seed', '--out', dir, '--learners', learners, '--json')
    report('demo events written a second', round(site.eventsPerSecond), 'budget 50,000', site.eventsPerSecond / 50e3)

    const log = join(dir, 'tracking.log')
    const reading = await engineAlone(log)
    const tables = site.files.filter((file) => file.endsWith('.csv'))
    await panorama('lms', 'import', ...tables, '--data-set', 'demo', '--json')
    const started = performance.now()
    const { read } = await panorama('events', 'import', log, '--data-set', 'demo', '--json')
    const rate = read / ((performance.now() - started) / 1000)
    const engineRate = read / reading
    report('backfill, lines a second', round(rate), `engine alone ${round(engineRate)}`, rate / engineRate)
    await benchServer(environment, dataDir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Seconds in which the engine alone reads the file and takes six fields out of each line. */
async function engineAlone(log) {
  const { Session } = createRequire(import.meta.url)('chdb')
  const session = new Session()
  const started = performance.now()
  await session.queryAsync(`
    WITH substring(line, position(line, '{')) AS json
    SELECT count(), uniq(JSONExtractString(json, 'name')), uniq(JSONExtractString(json, 'time')), uniq(JSONExtractString(json, 'username')),
      uniq(JSONExtractString(json, 'session')), uniq(JSONExtractString(json, 'context', 'course_id')), uniq(JSONExtractInt(json, 'context', 'user_id'))
    FROM file('${log}', LineAsString)`)
  const seconds = (performance.now() - started) / 1000
  session.close()
  return seconds
}

async function benchServer(environment, dataDir) {
  const started = performance.now()
  const server = spawn(execPath, [at('build/main.js')], { env: environment, stdio: 'ignore' })
  const ended = new Promise((resolve) => server.on('exit', resolve))
  try {
    while (!(await fetch(`${origin}/health/ready`).catch(() => null))?.ok) await sleep(50)
    report(
      'start, built and seeded',
      seconds((performance.now() - started) / 1000),
      'budget 5 s',
      (performance.now() - started) / 5e3,
    )
    await benchCharts(await signIn())
    const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) * 1024
    report('memory of the server', `${Math.round(resident / 1e6)} MB`, 'budget 1 GB', resident / 1e9)
  } finally {
    server.kill('SIGTERM')
    await ended
  }
  await reportCount(dataDir)
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

/** The reference under every chart: the engine counts all statements. */
async function reportCount(dataDir) {
  const { Session } = createRequire(import.meta.url)('chdb')
  const session = new Session(join(dataDir, 'warehouse'))
  const sql = 'SELECT course_key, uniqExact(actor_id), count() FROM demo_panorama.statements GROUP BY course_key'
  await session.queryAsync(sql)
  const started = performance.now()
  await session.queryAsync(sql)
  report(
    'reference: learners and statements by course, over all rows',
    milliseconds(performance.now() - started),
    '',
    null,
  )
  session.close()
}

function command(environment, words) {
  return new Promise((resolve, reject) => {
    const child = spawn(execPath, [at('build/cli.js'), ...words], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const parts = []
    child.stdout.on('data', (part) => parts.push(part))
    child.on('exit', (code) => {
      if (code === 0) resolve(JSON.parse(Buffer.concat(parts).toString()))
      else reject(new Error(`panorama ${words.slice(0, 2).join(' ')} ended with ${code}`))
    })
  })
}

function report(what, measured, reference, ratio) {
  say(`  ${what}`, measured, reference, ratio === null ? '' : ratio.toFixed(2))
}

function say(what, measured, reference, ratio) {
  console.log(`${what.padEnd(62)}${measured.padStart(14)}  ${reference.padEnd(24)}${ratio.padStart(8)}`)
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)
const quantile = (numbers, share) =>
  [...numbers].sort((left, right) => left - right)[Math.floor(share * (numbers.length - 1))] ?? 0
const round = (number) => Math.round(number).toLocaleString('en')
const seconds = (number) => `${number.toFixed(1)} s`
const milliseconds = (number) => `${number.toFixed(0)} ms`
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`
