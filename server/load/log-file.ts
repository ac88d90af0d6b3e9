import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { unavailable } from '../kernel/errors.ts'
import type { LoadTarget, Place } from './load-target.ts'

export interface LogFileOptions {
  readonly path: string
  /** Size at which the file is put aside as `path.1`, `path.2` … and a new one begun; 0 for never. */
  readonly rotateBytes: number
  /** Goes on behind this place; what is there after it is cut off. Otherwise lines are appended to what is there. */
  readonly from?: Place
}

/**
 * A log on disk, written as a logger would: each write is whole lines, appended.
 * @throws PanoramaError `unavailable`, when the file cannot be written
 */
export async function openLogFile({ path, rotateBytes, from }: LogFileOptions): Promise<LoadTarget> {
  await mkdir(dirname(path), { recursive: true })
  if (from) await goBack(path, from.rotated)
  let rotated = await rotatedAlready(path)
  let file = await open(path, 'a').catch(failed(path))
  if (from) await file.truncate(from.bytes)
  let bytes = (await file.stat()).size

  async function rotate(): Promise<void> {
    await file.close()
    rotated += 1
    await rename(path, `${path}.${rotated}`)
    file = await open(path, 'a')
    bytes = 0
  }

  return {
    async write(lines) {
      if (lines.length === 0) return
      if (rotateBytes > 0 && bytes >= rotateBytes) await rotate()
      // The log is ASCII alone, so that a byte is a character.
      const data = Buffer.from(`${lines.join('\n')}\n`, 'latin1')
      await file.appendFile(data).catch(failed(path))
      bytes += data.length
    },
    async settle() {
      await file.datasync()
      return { rotated, bytes }
    },
    close: () => file.close(),
  }
}

/** Undoes the rotations since then: what was the file at that time becomes it again. */
async function goBack(path: string, rotated: number): Promise<void> {
  const since = await rotatedAlready(path)
  if (since > rotated) await rename(`${path}.${rotated + 1}`, path)
  for (let number = rotated + 2; number <= since; number++) await rm(`${path}.${number}`)
}

async function rotatedAlready(path: string): Promise<number> {
  let count = 0
  while (await exists(`${path}.${count + 1}`)) count += 1
  return count
}

export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function failed(path: string): (cause: unknown) => never {
  return (cause) => {
    throw unavailable(`${path} cannot be written.`, {
      advice: 'Check that the directory may be written to and that its disk is not full.',
      cause,
    })
  }
}
