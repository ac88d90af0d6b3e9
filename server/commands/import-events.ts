import type { ImportReport } from '../contract/pipeline.ts'
import { importTrackingLogs } from '../ingest/import-tracking-logs.ts'
import { importLogObjects } from '../ingest/objects/import-log-objects.ts'
import { addReport, createTally, reportOf } from '../ingest/tally.ts'
import { isS3Url } from '../s3/address.ts'
import { describeImport } from './import-report.ts'
import { readDataSet, withPanorama } from './open.ts'
import { progressBar } from './progress-bar.ts'
import type { Terminal } from './terminal.ts'

/**
 * `panorama events import FILE…`: every line ends kept, dropped or quarantined, and the report adds up. It tells how long it took, too.
 * `s3://bucket/folder/` stands for the objects of a bucket that were not read yet.
 */
export async function importEvents(
  terminal: Terminal,
  options: { dataSet?: string; again?: boolean },
  sources: readonly string[],
): Promise<void> {
  const dataSet = readDataSet(options.dataSet) ?? 'real'
  const files = sources.filter((source) => !isS3Url(source))
  const urls = sources.filter(isS3Url)
  await withPanorama(terminal, async ({ warehouse, store, clock, config, interrupted }) => {
    const { lmsUrl, keepFreeText } = config
    const total = createTally()
    const seconds = { lines: 0, figures: 0 }
    const progress = (share: number, { read }: ImportReport, source: string) =>
      terminal.progress(`${progressBar(share)}  ${read.toLocaleString('en')} lines  ${source}`)

    async function timed(read: (onWritten: () => void) => Promise<ImportReport>): Promise<void> {
      const began = performance.now()
      let written = began
      const report = await read(() => {
        written = performance.now()
        terminal.progress('All lines are written. Computing the figures …')
      })
      addReport(total, report)
      seconds.lines += secondsBetween(began, written)
      seconds.figures += secondsBetween(written, performance.now())
    }

    const common = { warehouse, store, clock, dataSet, lmsUrl, keepFreeText, signal: interrupted }
    if (files.length > 0) {
      await timed((onWritten) =>
        importTrackingLogs({
          ...{ ...common, files, onWritten },
          onProgress: ({ file, bytesRead, bytesTotal, report }) =>
            progress(bytesTotal > 0 ? bytesRead / bytesTotal : 1, report, file),
        }),
      )
    }
    if (urls.length > 0) {
      await timed((onWritten) =>
        importLogObjects({
          ...{ ...common, urls, s3: config.logBuckets, isAgain: options.again === true, onWritten },
          onProgress: ({ url, objects, of, report }) => progress(objects / of, report, url),
        }),
      )
    }
    const report = reportOf(total)
    terminal.report({ ...report, seconds }, `${describeImport(report)}\n\n${describeSeconds(seconds)}`)
  })
}

/** To the hundredth. */
function secondsBetween(from: number, to: number): number {
  return Math.round((to - from) / 10) / 100
}

function describeSeconds({ lines, figures }: { readonly lines: number; readonly figures: number }): string {
  return `Written in ${lines.toFixed(1)} s; figures computed in ${figures.toFixed(1)} s.`
}
