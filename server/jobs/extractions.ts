import { setTimeout as sleep } from 'node:timers/promises'
import type { ExtractionRun, ExtractionState } from '../contract/extraction.ts'
import type { Clock } from '../kernel/clock.ts'
import { conflict, inUse, PanoramaError } from '../kernel/errors.ts'
import type { Logger } from '../kernel/log.ts'
import type { Store } from '../store/store.ts'
import type { Crontab } from './crontab.ts'
import { extractionState } from './extraction-state.ts'

/** An extraction in a process of its own. */
export interface ExtractionProcess {
  /** What it said last, when it failed; null when it ended well. Never rejects. */
  readonly ended: Promise<string | null>
  /** Tells it to come to a safe point; when it does not, it is ended. */
  stop(): void
}

export interface ExtractionsOptions {
  readonly store: Pick<
    Store,
    | 'startExtraction'
    | 'updateExtraction'
    | 'recordOverlap'
    | 'extraction'
    | 'extractions'
    | 'claimDue'
    | 'lastClaimed'
    | 'record'
  >
  readonly clock: Clock
  readonly log: Logger
  /** Starts an extraction of everything, which goes on with the run of this id. Null: nobody said what to extract. */
  readonly start: ((run: string) => ExtractionProcess) | null
  /** Null: only when a person asks for it. */
  readonly crontab: Crontab | null
  /** @throws PanoramaError `forbidden` in a mode in which nothing is extracted */
  readonly checkMode: () => Promise<void>
  /** Milliseconds that whoever changes the mode, or the time of the machine, waits at the most for it to hold. */
  readonly lookMs: number
}

/** Extractions by this service: when they are due, and when a person asks. */
export interface Extractions {
  /** From now on what is due is done. */
  begin(): void
  state(): Promise<ExtractionState>
  /**
   * Starts one, and records in the audit log who did.
   * @throws PanoramaError `conflict` where nobody said what to extract, `forbidden` in a mode that extracts nothing, `in_use` while one is
   *   under way
   */
  runNow(by: string, requestId?: string): Promise<void>
  /** Resolves when what is under way has come to a safe point. */
  stop(): Promise<void>
}

const job = 'extraction'

/** Overlaps may have been recorded since the newest that did anything. */
const runsLookedAt = 10

export function createExtractions({
  store,
  clock,
  log,
  start,
  crontab,
  checkMode,
  lookMs,
}: ExtractionsOptions): Extractions {
  const ending = new AbortController()
  const { signal } = ending
  let underWay: Promise<void> = Promise.resolve()
  let said = ''

  /** Once for as long as nothing changes. */
  function say(text: string, error?: unknown): void {
    if (text === said) return
    said = text
    if (error === undefined) log.info(text)
    else log.error({ err: error }, text)
  }

  async function isAllowed(): Promise<boolean> {
    try {
      await checkMode()
      return true
    } catch (error) {
      if (error instanceof PanoramaError && error.code === 'forbidden') return false
      throw error
    }
  }

  async function accompany(run: string, begin: (run: string) => ExtractionProcess): Promise<void> {
    const process = begin(run)
    const stop = () => process.stop()
    signal.addEventListener('abort', stop, { once: true })
    // The service may have been told to stop while it was being started.
    if (signal.aborted) stop()
    const watch = setInterval(
      () =>
        void isAllowed().then(
          (is) => is || stop(),
          () => undefined,
        ),
      lookMs,
    )
    const lastWords = await process.ended
    clearInterval(watch)
    signal.removeEventListener('abort', stop)
    try {
      const { tables } = await store.extraction(run)
      // Where it has not said so itself, as when it was killed.
      const outcome = signal.aborted ? 'interrupted' : 'failed'
      await store.updateExtraction(run, { outcome, tables, failure: lastWords ?? 'It ended without a word.' })
      const ended = await store.extraction(run)
      log[ended.outcome === 'done' ? 'info' : 'warn'](inOneLine(ended), `extraction ${ended.outcome}`)
    } catch (error) {
      log.error({ err: error, run }, 'how the extraction ended cannot be recorded')
    }
  }

  /** @returns whether it began: false while another is under way */
  async function beginRun(startedBy: 'schedule' | 'person'): Promise<string | null> {
    if (start === null) return null
    const run = await store.startExtraction(startedBy)
    if (run !== null) underWay = accompany(run, start)
    return run
  }

  async function runDue({ last }: Crontab): Promise<void> {
    const due = last(clock.now())?.toISOString()
    if (due === undefined) return
    const claimed = await store.lastClaimed(job)
    if (claimed !== null && claimed >= due) return
    if (!(await isAllowed())) {
      say('The mode extracts nothing from the LMS: what is due waits until another mode is chosen.')
      return
    }
    said = ''
    if (!(await store.claimDue(job, due))) return
    const [newest] = (await store.extractions(runsLookedAt)).filter(({ outcome }) => outcome !== 'overlapped')
    if (newest !== undefined && newest.outcome !== 'running' && newest.startedAt >= due) return
    if ((await beginRun('schedule')) !== null) return
    await store.recordOverlap('schedule')
    log.warn({ due }, 'an extraction was due while another was under way, and is skipped')
  }

  /** A failure is logged and tried again. */
  async function untilEnded(schedule: Crontab): Promise<void> {
    log.info(
      { crontab: schedule.text, timeZone: schedule.timeZone, next: schedule.next(clock.now())?.toISOString() },
      'the LMS is extracted by schedule',
    )
    while (!signal.aborted) {
      try {
        await runDue(schedule)
      } catch (error) {
        say('What is due cannot be looked up for now.', error)
      }
      const next = schedule.next(clock.now())?.getTime() ?? Number.POSITIVE_INFINITY
      const patience = Math.min(lookMs, Math.max(1, next - clock.now().getTime()))
      await sleep(patience, undefined, { signal }).catch(() => undefined)
    }
  }

  let scheduled: Promise<void> = Promise.resolve()

  return {
    begin() {
      if (start !== null && crontab !== null) scheduled = untilEnded(crontab)
    },

    async state() {
      return extractionState(store, {
        isConfigured: start !== null,
        isAllowed: await isAllowed(),
        crontab: start === null ? null : crontab,
        now: clock.now(),
      })
    },

    async runNow(by, requestId) {
      if (start === null) {
        throw conflict('Nobody has said what to extract.', {
          why: { code: 'extraction.unconfigured', values: {} },
          advice: 'Set PANORAMA_ELT_SETTINGS to the path of a settings file, and start the service again.',
        })
      }
      await checkMode()
      const run = await beginRun('person')
      if (run === null) {
        throw inUse('Another extraction is under way.', { why: { code: 'extraction.under-way', values: {} } })
      }
      await store.record({
        actor: by,
        action: 'extraction.started',
        after: JSON.stringify({ run }),
        ...(requestId !== undefined && { requestId }),
      })
    },

    async stop() {
      ending.abort()
      await scheduled
      await underWay
    },
  }
}

/** How a run went, without what may be long. */
function inOneLine({ id, startedBy, startedAt, finishedAt, tables, failure }: ExtractionRun) {
  const sum = (of: 'rowsWritten' | 'bytesWritten') => tables.reduce((total, table) => total + table[of], 0)
  const failed = tables.filter(({ outcome }) => outcome === 'failed').map(({ table }) => table)
  return {
    run: id,
    startedBy,
    seconds: finishedAt === null ? null : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000,
    tables: tables.length,
    changed: tables.filter(({ outcome }) => outcome === 'done').length,
    rows: sum('rowsWritten'),
    bytes: sum('bytesWritten'),
    warnings: tables.reduce((total, { warnings }) => total + warnings.length, 0),
    ...(failed.length > 0 && { failed }),
    ...(failure !== null && { failure }),
  }
}
