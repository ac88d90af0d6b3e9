import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { buildChild } from './child-process.ts'
import { type IngestedTables, ingestedTables } from './ingested-tables.ts'
import { longLog } from './long-log.ts'

export interface Killed {
  /** What is there in the end, once for each time that it was begun anew. */
  readonly killed: readonly IngestedTables[]
  /** What a process that nobody disturbs makes of the same events. */
  readonly undisturbed: IngestedTables
  /** How often a process died before it was done. */
  readonly deaths: number
}

/** More, and all that is left to do is to look up what is there already. */
const killsOfAnImport = 5

/**
 * Imports a log in processes that are killed (SIGKILL) at a random moment each, then once to the end; and anew, after some kills.
 * @param kills how often to kill
 * @param events how many events the log holds
 * @param random 0 up to 1, for the moments
 */
export async function killImports(
  directory: string,
  kills: number,
  events: number,
  random: () => number,
): Promise<Killed> {
  const log = join(directory, 'tracking.log')
  await writeFile(log, longLog(events).join('\n'))
  const child = await buildChild('import-child.ts')
  try {
    const clean = await child.start(join(directory, 'undisturbed'), log)
    const started = performance.now()
    await clean.ended
    const duration = performance.now() - started
    const undisturbed = await ingestedTables(join(directory, 'undisturbed'))
    const killed: IngestedTables[] = []
    let deaths = 0
    for (let done = 0; done < kills; done += killsOfAnImport) {
      const data = join(directory, 'killed')
      for (let kill = done; kill < Math.min(kills, done + killsOfAnImport); kill += 1) {
        const { process, ended } = await child.start(data, log)
        // Half of the moments in the first quarter, where an import that starts over is still looking up what it has.
        await setTimeout(duration * random() ** 2)
        process.kill('SIGKILL')
        if ((await ended) !== 0) deaths += 1
      }
      await (await child.start(data, log)).ended
      killed.push(await ingestedTables(data))
      await rm(data, { recursive: true })
    }
    return { killed, undisturbed, deaths }
  } finally {
    await child.remove()
  }
}
