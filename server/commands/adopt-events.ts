import { migrateAll } from '../composition/open-panorama.ts'
import { rebuildModels } from '../warehouse/models/rebuild.ts'
import { type RefreshOptions, refreshModels } from '../warehouse/models/refresh.ts'
import { repair } from '../warehouse/models/repair.ts'
import { readDataSet, withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'

export interface AdoptOptions {
  readonly again?: boolean
  readonly dataSet?: string
}

/** `panorama events adopt`: what is in the raw tables, whoever wrote it, counts in the figures. Raw tables stay as they are. */
export async function adoptEvents(terminal: Terminal, { again = false, ...options }: AdoptOptions): Promise<void> {
  const dataSet = readDataSet(options.dataSet) ?? 'real'
  await withPanorama(terminal, async (panorama) => {
    const { warehouse, interrupted } = panorama
    await migrateAll(panorama)
    let looked = 0
    const following: RefreshOptions = {
      signal: interrupted,
      onTakenIn({ rows, of }) {
        looked = rows
        terminal.progress(`${number(rows)} of ${number(of)} statements taken in`)
      },
      onProgress: ({ learners }) => terminal.progress(`${number(learners)} learners computed`),
    }
    if (!again) await repair(warehouse, dataSet, following)
    const { learners, courses } = await (again ? rebuildModels : refreshModels)(warehouse, dataSet, following)
    interrupted.throwIfAborted()
    terminal.report(
      { statements: looked, learners, courses },
      looked === 0 && learners === 0
        ? 'Every statement counts already.'
        : [
            `${number(looked)} statements looked at, in the months where some were missing`,
            `${number(learners)} learners computed, in ${number(courses)} course runs`,
          ].join('\n'),
    )
  })
}

const number = (value: number) => value.toLocaleString('en')
