import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { build } from 'vite'

export interface Child {
  readonly process: ChildProcess
  /** Its exit code; null when it was killed. */
  readonly ended: Promise<number | null>
}

export interface ChildScript {
  /** Starts it on a data directory of its own; resolves when it says that it is under way. */
  start(directory: string, ...words: readonly string[]): Promise<Child>
  remove(): Promise<void>
}

/** Bundles a script of this folder into one from which it finds the packages, so that it runs in a process that can be killed. */
export async function buildChild(name: string): Promise<ChildScript> {
  const outDir = resolve(`node_modules/.${basename(name, '.ts')}-${process.pid}`)
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { ssr: resolve('server/testing', name), outDir, target: 'node20' },
  })
  return {
    async start(directory, ...words) {
      await mkdir(directory, { recursive: true })
      const script = join(outDir, `${basename(name, '.ts')}.js`)
      const child = spawn(process.execPath, [script, directory, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
      const ended = once(child, 'exit').then(([code]) => code as number | null)
      await Promise.race([once(child.stdout, 'data'), ended])
      child.stdout.resume()
      return { process: child, ended }
    },
    remove: () => rm(outDir, { recursive: true }),
  }
}
