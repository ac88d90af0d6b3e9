import type { ExtractedTable, ExtractionRun } from '../contract/extraction.ts'
import { inUse, PanoramaError } from '../kernel/errors.ts'
import { failureText } from '../kernel/failure-text.ts'
import type { Store } from '../store/store.ts'

export interface RunUnderWay {
  readonly id: string
  /** Records that a table has ended, so that whoever looks sees how far it came; told again, the newer word counts. */
  tableEnded(table: ExtractedTable): Promise<void>
}

/**
 * Does an extraction, and records in the store how it goes and how it ends. There is one at a time.
 * @param id of a run that the service started for this process; without it, the run is one of its own
 * @param work throws for what ends the whole run; a table that fails is told by its outcome
 * @returns the run as it ended: `failed` when a table failed
 * @throws PanoramaError `in_use` (exit code 75) while another is under way; whatever the work throws, once that is recorded
 */
export async function recordRun(
  store: Pick<Store, 'startExtraction' | 'takeUpExtraction' | 'updateExtraction' | 'extraction'>,
  { startedBy, id: given }: { readonly startedBy: ExtractionRun['startedBy']; readonly id?: string | undefined },
  work: (run: RunUnderWay) => Promise<void>,
): Promise<ExtractionRun> {
  const id = await begin(store, startedBy, given)
  const tables: ExtractedTable[] = []
  const record = (outcome: ExtractionRun['outcome'], failure: string | null) =>
    store.updateExtraction(id, { outcome, tables, failure })
  try {
    await work({
      id,
      async tableEnded(table) {
        const told = tables.findIndex((other) => isSameTable(other, table))
        tables.splice(told === -1 ? tables.length : told, 1, table)
        await record('running', null)
      },
    })
  } catch (error) {
    const isInterrupted = error instanceof PanoramaError && error.code === 'interrupted'
    await record(isInterrupted ? 'interrupted' : 'failed', failureText(error))
    throw error
  }
  await record(tables.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'done', null)
  return store.extraction(id)
}

async function begin(
  store: Pick<Store, 'startExtraction' | 'takeUpExtraction'>,
  startedBy: ExtractionRun['startedBy'],
  given: string | undefined,
): Promise<string> {
  if (given !== undefined) {
    await store.takeUpExtraction(given)
    return given
  }
  const id = await store.startExtraction(startedBy)
  if (id !== null) return id
  throw inUse('Another extraction is under way.', {
    why: { code: 'extraction.under-way', values: {} },
    advice: 'Wait until it has ended. How far it is: panorama elt status',
  })
}

const isSameTable = (one: ExtractedTable, other: ExtractedTable) =>
  one.datasource === other.datasource && one.table === other.table
