import { spawn, spawnSync } from 'node:child_process'
import { execPath, exit } from 'node:process'
import { at, root } from './place.mjs'

/** The script of a package's command, to be run with this very Node: the same on every platform, and no shell. */
export function command(script, ...words) {
  return [execPath, [at('node_modules', script), ...words]]
}

/** Runs a program to its end and gives its exit code. What it prints goes to stderr, so that stdout stays clean. */
export function runQuietly([file, words], { env = {} } = {}) {
  const { status, error } = spawnSync(file, words, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
  })
  if (error) throw error
  return status ?? 1
}

/** The same, ending this process when the program fails. */
export function runOrExit(program, options) {
  const code = runQuietly(program, options)
  if (code !== 0) exit(code)
}

/** Runs a program in the terminal of this one and gives its exit code. */
export function runHere([file, words], { env = {}, stdio = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, words, { cwd: root, stdio, env: { ...process.env, ...env } })
    // Ctrl-C reaches the whole group; this process waits for the child to finish its goodbye.
    const wait = () => {}
    process.on('SIGINT', wait)
    const pass = () => child.kill('SIGTERM')
    process.on('SIGTERM', pass)
    child.on('error', reject)
    child.on('exit', (code) => {
      process.off('SIGINT', wait)
      process.off('SIGTERM', pass)
      resolve(code ?? 1)
    })
  })
}

/**
 * Runs a program without a terminal, beside whatever else this process does.
 * @returns its exit code, and the last of what it said; a program that is not there ends with 127
 */
export function runAside([file, words], { env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
    let said = ''
    const hear = (text) => {
      said = (said + text).slice(-4_000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', (failure) => resolve({ code: 127, words: failure.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, words: said.trim() }))
  })
}
