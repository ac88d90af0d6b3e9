import { crontabOf } from '../jobs/crontab.ts'
import { createExtractions, type Extractions } from '../jobs/extractions.ts'
import type { Logger } from '../kernel/log.ts'
import { checkExtraction } from '../modes/check-extraction.ts'
import { startExtraction } from './extraction-process.ts'
import type { Panorama } from './open-panorama.ts'

const lookMs = 10_000

/**
 * Extractions from the LMS by the service itself, as the configuration says (`PANORAMA_ELT_SETTINGS`, `PANORAMA_CRONTAB`). What is due
 * is done once they have begun.
 */
export function openExtractions(
  { config, store, clock, modes }: Pick<Panorama, 'config' | 'store' | 'clock' | 'modes'>,
  { log, commandLine }: { readonly log: Logger; readonly commandLine: string },
): Extractions {
  const { extraction } = config
  const { settingsFile = null, crontab = null, timeZone = '' } = extraction ?? {}
  return createExtractions({
    ...{ store, clock, log, lookMs },
    start: settingsFile === null ? null : startExtraction(commandLine, settingsFile, log),
    crontab: crontab === null ? null : crontabOf(crontab, timeZone),
    checkMode: async () => checkExtraction((await modes.current()).mode),
  })
}
