import { join } from 'node:path'
import { command } from './panorama.mjs'

/**
 * Makes the log of a large site in a directory, with its LMS's tables beside it.
 * @returns its path; it holds exactly so many lines
 */
export async function makeUpLog(environment, dir, lines) {
  // Never put aside by size: what is measured is all of it.
  const words = ['--out', dir, '--events', String(lines), '--rotate', '0']
  const { report } = await command(environment, 'load', 'generate', ...words)
  if (report.events !== lines) throw new Error(`${report.events} lines were made up, not ${lines}.`)
  return join(dir, 'tracking.log')
}
