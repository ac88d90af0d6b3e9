import { appendFile, copyFile, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

/** A log to which lines are written, and with which happens what happens to logs. */
export interface RotatedLog {
  /** Writes lines, and sometimes the beginning of one that is ended with the next lines. */
  append(lines: readonly string[]): Promise<void>
  /** Puts the log aside, packs what was put aside, copies and empties it, or nothing at all. */
  disturb(): Promise<void>
  /** Ends the last line. */
  finish(): Promise<void>
}

/** @param random 0 up to 1 */
export async function openRotatedLog(path: string, random: () => number): Promise<RotatedLog> {
  await writeFile(path, '')
  const aside: string[] = []
  let begun = ''

  const putAside = () => {
    const name = `${path}.${aside.length + 1}`
    aside.push(name)
    return name
  }

  const disturbances = [
    async () => {
      await rename(path, putAside())
      await writeFile(path, '')
    },
    async () => {
      await copyFile(path, putAside())
      await truncate(path)
    },
    async () => {
      const name = aside.at(-1)
      if (name === undefined || name.endsWith('.gz')) return
      await writeFile(`${name}.gz`, gzipSync(await readFile(name)))
      await rm(name)
      aside[aside.length - 1] = `${name}.gz`
    },
    async () => undefined,
  ]

  return {
    async append(lines) {
      const text = `${begun}${lines.map((line) => `${line}\n`).join('')}`
      const cut = random() < 0.3 ? Math.floor(random() * 200) : 0
      begun = text.slice(text.length - cut)
      await appendFile(path, text.slice(0, text.length - cut))
    },
    async disturb() {
      // Who rotates logs does it between two lines.
      await appendFile(path, begun)
      begun = ''
      await disturbances[Math.floor(random() * disturbances.length)]!()
    },
    async finish() {
      await appendFile(path, begun)
      begun = ''
    },
  }
}
