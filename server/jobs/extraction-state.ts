import type { ExtractionState } from '../contract/extraction.ts'
import type { Store } from '../store/store.ts'
import type { Crontab } from './crontab.ts'
import { tableStandings } from './table-standings.ts'

/** A table that was not extracted in so many runs is none any more. */
const runsOfStandings = 50
const runsShown = 10

/** What comes from the LMS, how fresh it is, and when it comes again. */
export async function extractionState(
  store: Pick<Store, 'extractions'>,
  {
    isConfigured,
    isAllowed,
    crontab,
    now,
  }: Pick<ExtractionState, 'isConfigured' | 'isAllowed'> & { readonly crontab: Crontab | null; readonly now: Date },
): Promise<ExtractionState> {
  const runs = await store.extractions(runsOfStandings)
  return {
    isConfigured,
    isAllowed,
    schedule: crontab && {
      crontab: crontab.text,
      timeZone: crontab.timeZone,
      nextAt: crontab.next(now)?.toISOString() ?? null,
    },
    runs: runs.slice(0, runsShown),
    tables: tableStandings(runs),
  }
}
