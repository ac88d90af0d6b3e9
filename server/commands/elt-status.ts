import { readConfig } from '../config/read-config.ts'
import type { ExtractionRun, ExtractionState, TableStanding } from '../contract/extraction.ts'
import { crontabOf } from '../jobs/crontab.ts'
import { extractionState } from '../jobs/extraction-state.ts'
import { systemClock } from '../kernel/clock.ts'
import { rulesOf } from '../modes/mode-table.ts'
import { createModes } from '../modes/modes.ts'
import { openStore } from '../store/open-store.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

/** `panorama elt status`: what comes from the LMS, how fresh it is, how it came, and what to do. Ends with 1 when the newest run failed. */
export async function showEltStatus(terminal: Terminal): Promise<void> {
  const config = readConfig(terminal.environment)
  const { extraction, startMode, studentView, standInLms, alsoInDemo } = config
  const store = await openStore(config.storeUrl, systemClock)
  try {
    const { mode } = await createModes({ store, startMode, studentView, standInLms, alsoInDemo }).current()
    const state = await extractionState(store, {
      isConfigured: extraction !== null,
      isAllowed: rulesOf(mode).extraction,
      crontab: extraction?.crontab ? crontabOf(extraction.crontab, extraction.timeZone) : null,
      now: systemClock.now(),
    })
    terminal.report(state, describeState(state, mode))
    if (newestOf(state)?.outcome === 'failed') process.exitCode = 1
  } finally {
    await store.close()
  }
}

const newestOf = ({ runs }: ExtractionState) => runs.find(({ outcome }) => outcome !== 'overlapped')

/** The state as a person reads it. @param mode for the words where it extracts nothing */
export function describeState(state: ExtractionState, mode: string): string {
  const { tables, runs } = state
  const inDatasources = new Set(tables.map(({ datasource }) => datasource)).size > 1
  return [
    ...(tables.length > 0 ? [textTable(tables.map((table) => tableRow(table, inDatasources))), ''] : []),
    ...tables.flatMap(remarksOf),
    ...(runs.length > 0 ? ['Last runs', textTable(runs.map(runRow)), ''] : []),
    ...whatToDo(state, mode),
  ].join('\n')
}

function tableRow({ datasource, table, outcome, rows, asOf }: TableStanding, inDatasources: boolean) {
  return { ...(inDatasources && { datasource }), table, rows, 'as of': asOf, outcome }
}

/** Warnings that several tables share are told for each: what mends them stands in the lines of the table. */
function remarksOf({ table, warnings, failure }: TableStanding): string[] {
  const lines = [
    ...(failure === null ? [] : [`✗ ${table}: ${failure}`]),
    ...warnings.map((text) => `! ${table}: ${text}`),
  ]
  return lines.length > 0 ? [...lines, ''] : []
}

function runRow({ startedAt, finishedAt, outcome, startedBy, tables }: ExtractionRun) {
  const seconds = finishedAt === null ? null : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000
  const sum = (of: 'rowsWritten' | 'bytesWritten') => tables.reduce((total, table) => total + table[of], 0)
  return {
    started: startedAt,
    by: startedBy,
    outcome,
    tables: tables.length,
    changed: tables.filter((table) => table.outcome === 'done').length,
    failed: tables.filter((table) => table.outcome === 'failed').length,
    'rows written': sum('rowsWritten'),
    'MB written': Math.round(sum('bytesWritten') / 1e4) / 100,
    seconds: seconds === null ? null : Math.round(seconds * 10) / 10,
  }
}

function whatToDo(state: ExtractionState, mode: string): string[] {
  const newest = newestOf(state)
  const isUnderWay = newest?.outcome === 'running'
  return [
    ...(newest?.failure ? [`✗ The newest run: ${newest.failure}`] : []),
    ...(newest === undefined ? ['Nothing was extracted yet. Begin with: panorama elt extract-and-load --all'] : []),
    ...(isUnderWay ? ['A run is under way.'] : []),
    ...(newest?.outcome === 'failed' ? ['What failed is tried again by the next run; what was published stays.'] : []),
    ...(newest?.outcome === 'interrupted' ? ['The newest run was cut off. The next one goes on where it was.'] : []),
    ...(state.isAllowed ? [] : [`In the mode ${mode} nothing is extracted. Switch with: panorama mode SAAS`]),
    whenNext(state),
  ]
}

function whenNext({ schedule, isConfigured, isAllowed }: ExtractionState): string {
  if (!isConfigured) return 'The server extracts nothing by itself: PANORAMA_ELT_SETTINGS is not set.'
  if (schedule === null) return 'The server extracts nothing by itself: PANORAMA_CRONTAB is off.'
  const when = `${schedule.crontab} in ${schedule.timeZone}`
  return isAllowed ? `The server extracts next at ${schedule.nextAt} (${when}).` : `The schedule waits (${when}).`
}
