import { setTimeout as sleep } from 'node:timers/promises'
import type { Flow } from '../contract/flow.ts'
import { createFlowMeter } from '../load/flow.ts'
import { readAmount, readDuration } from './load-amounts.ts'
import { readDataSet, withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

interface Options {
  readonly every: string
  readonly count?: string
  readonly dataSet?: string
}

/** `panorama load monitor`: how events flow, again and again, until it is ended or has looked often enough. */
export async function monitorLoad(terminal: Terminal, options: Options): Promise<void> {
  const every = Math.max(0.2, readDuration('--every', options.every))
  const most = options.count === undefined ? Number.POSITIVE_INFINITY : readAmount('--count', options.count)
  await withPanorama(terminal, async ({ warehouse, store, clock, modes, interrupted }) => {
    const dataSet = readDataSet(options.dataSet) ?? (await modes.current()).dataSet
    const meter = createFlowMeter({ warehouse, store, clock })
    for (let looks = 0; looks < most && !interrupted.aborted; looks++) {
      if (looks > 0) await sleep(every * 1_000, undefined, { signal: interrupted }).catch(() => undefined)
      if (interrupted.aborted) break
      const flow = await meter.sample(dataSet)
      terminal.sample(flow, describeFlow(flow))
    }
  })
}

/** The flow in words and tables. */
export function describeFlow(flow: Flow): string {
  const { at, dataSet, lagSeconds, lastHour, statements, statementsPerSecond, pendingLearners, quarantinedLines } = flow
  const bytesBehind = flow.sources.reduce((sum, source) => sum + (source.bytesBehind ?? 0), 0)
  const newest = lagSeconds === null ? 'No events yet' : `Newest event ${ago(lagSeconds)} ago`
  const perSecond = statementsPerSecond === null ? '' : `, ${statementsPerSecond.toFixed(1)} written a second`
  return [
    `${at}  ${dataSet}`,
    `${newest}. ${count(lastHour.at(-1) ?? 0)} in the last minute, ${count(lastHour.reduce((sum, one) => sum + one, 0))} in the last hour.`,
    `${count(statements)} statements${perSecond}.`,
    `Waiting: ${count(pendingLearners)} learners to recompute, ${size(bytesBehind)} of logs to read. In quarantine: ${count(quarantinedLines)} lines.`,
    ...(flow.sources.length > 0 ? ['', textTable(flow.sources.map((source) => sourceRow(source, at)))] : []),
    '',
    textTable(flow.tables.map(({ bytes, ...table }) => ({ ...table, size: size(bytes) }))),
  ].join('\n')
}

function sourceRow({ name, kind, state, bytesBehind, lastReadAt }: Flow['sources'][number], at: string) {
  return {
    source: name,
    state,
    behind: bytesBehind === null ? null : size(bytesBehind),
    'last read': lastReadAt === null ? null : lastRead(kind, (Date.parse(at) - Date.parse(lastReadAt)) / 1000),
  }
}

/** When a program was heard of is known to the minute. */
function lastRead(kind: Flow['sources'][number]['kind'], seconds: number): string {
  return kind === 'program' && seconds < 120 ? 'just now' : `${ago(seconds)} ago`
}

function ago(seconds: number): string {
  if (seconds < 120) return `${Math.max(0, seconds).toFixed(seconds < 10 ? 1 : 0)} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`
}

function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  const [unit, scale] = bytes < 1e6 ? ['kB', 1e3] : bytes < 1e9 ? ['MB', 1e6] : ['GB', 1e9]
  return `${(bytes / Number(scale)).toFixed(1)} ${unit}`
}

const count = (number: number) => number.toLocaleString('en')
