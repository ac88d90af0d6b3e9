import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Does work with a folder of its own, for its owner alone. It is removed whatever happens; what a run that was killed has left is
 * removed by the next.
 * @param parent for such folders and nothing else, of one run at a time; made when missing
 */
export async function withScratch<T>(parent: string, work: (directory: string) => Promise<T>): Promise<T> {
  await mkdir(parent, { recursive: true, mode: 0o700 })
  for (const left of await readdir(parent)) await rm(join(parent, left), { recursive: true, force: true })
  const directory = await mkdtemp(join(parent, 'run-'))
  try {
    return await work(directory)
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 3 })
  }
}
