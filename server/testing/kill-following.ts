import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { buildChild } from './child-process.ts'
import { ingestedTables } from './ingested-tables.ts'
import type { Killed } from './kill-imports.ts'
import { longLog } from './long-log.ts'
import { openRotatedLog } from './rotated-log.ts'

/** How long a process may follow before it is killed: some write much in that time, some have only just begun. */
const longestLifeMs = 3_000
/** Between what is written to the log. */
const longestPauseMs = 300

/**
 * Follows a log in processes that are killed (SIGKILL) at a random moment each, while it is written to, rotated, packed,
 * copied and emptied, also when nobody follows it; then once to its end.
 * @param kills how often to kill
 * @param events how many events are written in all
 * @param random 0 up to 1
 */
export async function killFollowing(
  directory: string,
  kills: number,
  events: number,
  random: () => number,
): Promise<Killed> {
  const lines = longLog(events)
  await mkdir(join(directory, 'logs'))
  const whole = join(directory, 'whole.log')
  await writeFile(whole, `${lines.join('\n')}\n`)
  const child = await buildChild('follow-child.ts')
  try {
    await (await child.start(join(directory, 'undisturbed'), whole, 'once')).ended
    const path = join(directory, 'logs', 'tracking.log')
    const log = await openRotatedLog(path, random)
    const data = join(directory, 'killed')
    const perLife = Math.ceil(events / kills)
    let deaths = 0
    for (let kill = 0; kill < kills; kill += 1) {
      const { process, ended } = await child.start(data, path)
      const life = setTimeout(longestLifeMs * random() ** 2).then(() => process.kill('SIGKILL'))
      const mine = lines.slice(kill * perLife, (kill + 1) * perLife)
      while (mine.length > 0) {
        await log.append(mine.splice(0, Math.ceil(perLife * random() * 0.6)))
        await setTimeout(longestPauseMs * random())
        await log.disturb()
      }
      await life
      if ((await ended) !== 0) deaths += 1
    }
    await log.finish()
    await (await child.start(data, path, 'once')).ended
    return {
      killed: [await ingestedTables(data)],
      undisturbed: await ingestedTables(join(directory, 'undisturbed')),
      deaths,
    }
  } finally {
    await child.remove()
  }
}
