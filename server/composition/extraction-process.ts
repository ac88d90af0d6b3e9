import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { createInterface } from 'node:readline'
import type { ExtractionProcess } from '../jobs/extractions.ts'
import type { Logger } from '../kernel/log.ts'

/** How long an extraction may take to come to a safe point. */
const patienceMs = 20_000

/** Behind this, a command quotes what others said. */
const notOurWords = 'Something went wrong that should not have'

/**
 * Starts `panorama elt extract-and-load --all` beside the service, with memory of its own. It goes on with the run of this id, ends with
 * the service, however that ends (it notices when its standard input is closed), and leaves the machine to whoever looks at dashboards.
 * @param commandLine path of the program with the commands
 * @param settingsFile of the extraction
 */
export function startExtraction(
  commandLine: string,
  settingsFile: string,
  log: Logger,
): (run: string) => ExtractionProcess {
  return (run) => {
    const words = [commandLine, 'elt', '--settings', settingsFile, 'extract-and-load', '--all', '--run', run]
    const child = spawn(process.execPath, words, { stdio: ['pipe', 'ignore', 'pipe'] })
    const said: string[] = []
    const hears = createInterface({ input: child.stderr })
    hears.on('line', (line) => {
      if (!relay(log, run, line)) said.push(line)
    })
    if (child.pid !== undefined) yieldTo(child.pid)
    let cutOff: NodeJS.Timeout | undefined
    const ended = new Promise<string | null>((resolve) => {
      child.once('error', () => resolve('It cannot be started on this machine.'))
      child.once('close', (code, signal) => {
        clearTimeout(cutOff)
        resolve(code === 0 ? null : lastWords(said, code, signal))
      })
    })
    // It may have ended before it was told to.
    child.stdin.on('error', () => undefined)
    return {
      ended,
      stop() {
        child.kill('SIGTERM')
        cutOff ??= setTimeout(() => child.kill('SIGKILL'), patienceMs)
      },
    }
  }
}

function yieldTo(id: number): void {
  try {
    setPriority(id, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended already, or the system does not let us.
  }
}

/** A line of the log of the extraction becomes one of ours. @returns false for what it says to a person */
function relay(log: Logger, run: string, line: string): boolean {
  try {
    const { level, time: _, msg, ...told } = JSON.parse(line)
    const isBad = typeof level === 'number' && level >= log.levels.values.warn!
    log[isBad ? 'warn' : 'info']({ run, ...told }, String(msg))
    return true
  } catch {
    return false
  }
}

function lastWords(said: readonly string[], code: number | null, signal: NodeJS.Signals | null): string {
  const ours = said.slice(-4).filter((line) => line.trim() !== '')
  const isQuoting = ours.findIndex((line) => line.startsWith(notOurWords))
  if (isQuoting >= 0) return `${notOurWords}. The log says where.`
  if (ours.length > 0) return ours.join(' ')
  if (signal !== null) return `It was ended by ${signal}, perhaps for want of memory.`
  return `It ended with exit code ${code}. The log says more.`
}
