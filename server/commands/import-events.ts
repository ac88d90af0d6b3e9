import { importTrackingLogs } from '../ingest/import-tracking-logs.ts'
import { describeImport } from './import-report.ts'
import { readDataSet, withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'

/** `panorama events import FILE…`: every line ends kept, dropped or quarantined, and the report adds up. It tells how long it took, too. */
export async function importEvents(
  terminal: Terminal,
  options: { dataSet?: string },
  files: readonly string[],
): Promise<void> {
  const dataSet = readDataSet(options.dataSet) ?? 'real'
  await withPanorama(terminal, async ({ warehouse, store, clock, config, interrupted }) => {
    const began = performance.now()
    let written = began
    const report = await importTrackingLogs({
      files,
      warehouse,
      store,
      clock,
      dataSet,
      lmsUrl: config.lmsUrl,
      keepFreeText: config.keepFreeText,
      signal: interrupted,
      onProgress: ({ file, bytesRead, bytesTotal, report: soFar }) => {
        const share = bytesTotal > 0 ? Math.floor((bytesRead / bytesTotal) * 100) : 100
        terminal.progress(
          `${share.toString().padStart(3)} %  ${bar(share)}  ${soFar.read.toLocaleString('en')} lines  ${file}`,
        )
      },
      onWritten() {
        written = performance.now()
        terminal.progress('All lines are written. Computing the figures …')
      },
    })
    const seconds = { lines: secondsBetween(began, written), figures: secondsBetween(written, performance.now()) }
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

function bar(percent: number): string {
  const full = Math.round(percent / 5)
  return '█'.repeat(full) + '░'.repeat(20 - full)
}
