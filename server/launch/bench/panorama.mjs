import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { execPath } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { at } from '../place.mjs'

/** How often a process is looked at: peaks last longer. */
const glanceMs = 50

/** The environment of a Panorama that keeps all it has in a directory. */
export function environmentIn(dataDir, more = {}) {
  return {
    ...process.env,
    PANORAMA_DATA_DIR: dataDir,
    PANORAMA_LOG_LEVEL: 'error',
    PANORAMA_RATE_LIMIT: '1000000',
    ...more,
  }
}

/**
 * Runs a command of the built product with `--json` to its end.
 * @returns `report`, what it printed, and what `ran` tells
 */
export async function command(env, ...words) {
  const { printed, ...usage } = await ran(execPath, [at('build/cli.js'), ...words, '--json'], { env })
  return { report: JSON.parse(printed), ...usage }
}

/**
 * Runs a program to its end.
 * @param stdout `pipe`, or a file's descriptor where nobody reads what it prints
 * @returns `printed`; `seconds`, how long it ran; `cpuSeconds` and `peakMemory` (bytes) of its process, where the system tells
 *   them, else NaN
 */
export async function ran(file, words, { env = process.env, stdout = 'pipe', stderr = 'inherit' } = {}) {
  const started = performance.now()
  const child = spawn(file, words, { env, stdio: ['ignore', stdout, stderr] })
  const parts = []
  child.stdout?.on('data', (part) => parts.push(part))
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  const usage = watch(child)
  const code = await ended
  const seconds = (performance.now() - started) / 1000
  if (code !== 0) throw new Error(`${file} ${words.slice(0, 3).join(' ')} ended with ${code}.`)
  return { printed: Buffer.concat(parts).toString(), seconds, ...usage }
}

/** What a process has used so far: filled in while it runs. */
function watch(child) {
  const usage = { cpuSeconds: Number.NaN, peakMemory: Number.NaN }
  const look = async () => {
    while (child.exitCode === null && child.signalCode === null) {
      Object.assign(usage, usageOf(child.pid))
      await sleep(glanceMs)
    }
  }
  void look()
  return usage
}

/** Of a process that runs: processor time in seconds, and the most memory that it has had, in bytes. Empty where nobody tells. */
function usageOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // Behind the name, which may hold anything: the 12th and 13th are ticks of user and system, a hundred a second.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1])
    return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100, peakMemory: peak * 1024 }
  } catch {
    return {}
  }
}

/**
 * Starts the built service and waits until it is ready.
 * @returns `pid`, `startSeconds`, and `stop`
 */
export async function startServer(env, origin) {
  const started = performance.now()
  const server = spawn(execPath, [at('build/main.js')], { env, stdio: 'ignore' })
  let hasEnded = false
  const ended = new Promise((resolve) => {
    server.on('exit', () => {
      hasEnded = true
      resolve()
    })
  })
  while (!(await fetch(`${origin}/health/ready`).catch(() => null))?.ok) {
    if (hasEnded) throw new Error('The service ended before it was ready.')
    await sleep(50)
  }
  return {
    pid: server.pid,
    startSeconds: (performance.now() - started) / 1000,
    async stop() {
      server.kill('SIGTERM')
      await ended
    },
  }
}
