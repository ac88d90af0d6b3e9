import type { FollowProgress } from '../ingest/follow/follow-logs.ts'
import { followSources } from '../ingest/follow-sources.ts'
import { createLiveIngest } from '../ingest/live-ingest.ts'
import { badInput } from '../kernel/errors.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { describeImport } from './import-report.ts'
import { type Opened, readDataSet, withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'

interface Options {
  readonly dataSet?: string
  readonly once?: boolean
}

/**
 * `panorama events tail FILE…`: follows logs until Ctrl-C, then says what became of their lines. With `--once` it ends
 * where the logs end.
 * @throws PanoramaError `bad_input` (exit 65) with `--once`, after all that could be read is taken in, when a log is missing
 *   or could not be read
 */
export async function tailEvents(terminal: Terminal, options: Options, sources: readonly string[]): Promise<void> {
  const dataSet = readDataSet(options.dataSet) ?? 'real'
  const isOnce = options.once === true
  await withPanorama(terminal, async (panorama) => {
    const { warehouse, store, clock, config, interrupted } = panorama
    const { lmsUrl, keepFreeText } = config
    const problems: string[] = []
    if (!isOnce) terminal.note('Following. Ctrl-C ends it and says what became of the lines; nothing is lost by it.')
    const common = { warehouse, dataSet, store, clock, lmsUrl, keepFreeText }
    const report = await followSources({
      ...common,
      sources,
      ingest: createLiveIngest(common),
      s3: config.logBuckets,
      follower: `events tail, process ${process.pid}`,
      signal: interrupted,
      isOnce,
      tell: (text, isProblem = false) => {
        if (isOnce && isProblem) problems.push(text)
        else terminal.note(text)
      },
      onProgress: (progress) => terminal.progress(describeProgress(progress)),
    })
    if (!isHeldByServer(panorama)) {
      terminal.progress('Computing the figures of those who are new in the log')
      await refreshModels(warehouse, dataSet)
    }
    if (problems.length > 0) {
      throw badInput([...problems, 'What became of the lines that could be read:', describeImport(report)].join('\n'), {
        advice: 'Correct this and run it again: what was read is not read twice.',
      })
    }
    terminal.report(report, describeImport(report))
  })
}

/** A running server notices what was written, and computes the figures. */
function isHeldByServer({ engine, config }: Opened): boolean {
  return engine.kind === 'remote' && config.clickhouse.url === null
}

function describeProgress({ report: { read, kept }, bytesBehind }: FollowProgress): string {
  const behind = bytesBehind > 0 ? `, ${(bytesBehind / 1e6).toFixed(1)} MB to read` : ''
  return `${read.toLocaleString('en')} lines, ${kept.toLocaleString('en')} kept${behind}`
}
