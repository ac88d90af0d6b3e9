import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { whileLogsAreCollected } from '../composition/while-logs-are-collected.ts'
import { type Config, readConfig } from '../config/read-config.ts'
import type { ImportReport } from '../contract/pipeline.ts'
import { addReport, createTally, reportOf } from '../ingest/tally.ts'
import { systemClock } from '../kernel/clock.ts'
import { forbidden, invalidRequest } from '../kernel/errors.ts'
import { rulesOf } from '../modes/mode-table.ts'
import { createModes, type Modes } from '../modes/modes.ts'
import { isS3Url } from '../s3/address.ts'
import { type Layout, layouts, shippingFolder } from '../shipping/object-key.ts'
import { type ShipOptions, type ShippingReport, shipLogs } from '../shipping/ship-logs.ts'
import { openStore } from '../store/open-store.ts'
import { count, reasons } from './import-report.ts'
import { untilInterrupted } from './interruption.ts'
import type { Terminal } from './terminal.ts'

interface Options {
  readonly bucket?: string
  readonly prefix?: string
  readonly layout?: string
  readonly site?: string
  readonly once?: boolean
}

/**
 * `panorama events ship [FILE…]`: uploads the events of tracking logs to a bucket, in the folders of the Panorama plugin's log shippers,
 * until Ctrl-C; with `--once` it ends where the logs end. It needs no warehouse: it runs where the logs are.
 */
export async function shipEvents(terminal: Terminal, options: Options, files: readonly string[]): Promise<void> {
  const config = readConfig(terminal.environment)
  const target = targetOf(config, options, files)
  const store = await openStore(config.storeUrl, systemClock)
  try {
    const modes = createModes({ store, ...config })
    const report = await untilInterrupted((interrupted) => ship(terminal, modes, { ...target, signal: interrupted }))
    terminal.report(report, describeShipping(report))
  } finally {
    await store.close()
  }
}

type Target = Omit<ShipOptions, 'signal' | 'tell' | 'onProgress'> & { readonly isOnce: boolean }

function targetOf(config: Config, options: Options, files: readonly string[]): Target {
  const patterns = files.length > 0 ? files : config.trackingLogs.filter((source) => !isS3Url(source))
  if (patterns.length === 0 || patterns.some(isS3Url)) {
    throw invalidRequest('It is not said which logs to ship.', {
      advice: 'Name the paths of tracking logs, here or in PANORAMA_TRACKING_LOGS.',
    })
  }
  const { shipping, logBuckets: s3 } = config
  const bucket = options.bucket ?? shipping.bucket
  if (bucket === '') {
    throw invalidRequest('It is not said into which bucket to ship.', {
      advice: 'Give --bucket, or set PANORAMA_RAW_LOGS_BUCKET or PANORAMA_BUCKET.',
    })
  }
  const isBucketOfLake = options.bucket === undefined && shipping.isBucketOfLake
  const layout = readLayout(options.layout) ?? (isBucketOfLake ? 'local' : 'host')
  const prefix = options.prefix ?? (layout === 'local' ? shipping.basePrefix : '')
  const folder = shippingFolder(layout, prefix, options.site ?? (layout === 'k8s' ? '' : siteOf(config)))
  const { mostBytes, mostMs, partBytes } = shipping
  return {
    ...{ patterns, s3, bucket, folder, mostBytes, mostMs, partBytes },
    directory: join(config.dataDir, 'shipping', directoryName(bucket, folder)),
    isOfContainer: layout === 'k8s',
    clock: systemClock,
    isOnce: options.once === true,
  }
}

function readLayout(text: string | undefined): Layout | undefined {
  const layout = layouts.find((each) => each === text)
  if (text === undefined || layout !== undefined) return layout
  throw invalidRequest(`No such layout: ${text}`, { advice: `Use ${layouts.join(', ')}.` })
}

/** Only a site of one's own has a name: the stand-in LMS has no logs. */
const siteOf = ({ lms }: Config) => (lms === null ? '' : new URL(lms.url).hostname)

/** One for each place to which logs are shipped from here. */
const directoryName = (bucket: string, folder: string) =>
  createHash('sha256').update(`${bucket}/${folder}`).digest('hex').slice(0, 12)

async function ship(
  terminal: Terminal,
  modes: Modes,
  target: Target & { readonly signal: AbortSignal },
): Promise<ShippingReport> {
  const tell = (text: string) => terminal.note(text)
  const onProgress = (progress: ShippingReport) => terminal.progress(describeProgress(progress))
  const { isOnce, signal: ending, bucket, folder } = target
  if (isOnce) {
    const { mode } = await modes.current()
    if (!rulesOf(mode).eventLogs) {
      throw forbidden(`The mode is ${mode}, in which event logs do not leave the LMS.`, {
        advice: 'Switch to SAAS or CUSTOM: in the admin console, with `panorama mode SAAS`, or with PANORAMA_MODE.',
      })
    }
    return shipLogs({ ...target, tell, onProgress })
  }
  terminal.note(`Shipping to s3://${bucket}/${folder} Ctrl-C ends it; nothing is lost by it.`)
  const total = createTally()
  const shipped = { objects: 0, events: 0, waitingBytes: 0 }
  await whileLogsAreCollected({
    ...{ modes, signal: ending, tell },
    async work(signal) {
      const report = await shipLogs({ ...target, signal, tell, onProgress })
      addReport(total, report.lines)
      shipped.objects += report.objects
      shipped.events += report.events
      shipped.waitingBytes = report.waitingBytes
    },
    atRest: 'The mode collects no event logs: nothing is shipped until one does.',
    failed: 'Logs cannot be shipped for now.',
  })
  return { lines: reportOf(total), ...shipped }
}

function describeProgress({ lines, objects, events, waitingBytes }: ShippingReport): string {
  return `${lines.read.toLocaleString('en')} lines read, uploaded ${inObjects(events, objects)}, ${megabytes(waitingBytes)} gathered`
}

function describeShipping({ lines, objects, events, waitingBytes }: ShippingReport): string {
  return [
    ...describeLines(lines),
    `Uploaded: ${inObjects(events, objects)}.`,
    ...(waitingBytes > 0 ? [`${megabytes(waitingBytes)} wait for the next run.`] : []),
  ].join('\n')
}

function describeLines({ read, kept, dropped }: ImportReport): string[] {
  return [`${count(read)} lines read`, `${count(kept)} events`, ...reasons('left out', dropped)]
}

function inObjects(events: number, objects: number): string {
  const some = (number: number, word: string) => `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`
  return `${some(events, 'event')} in ${some(objects, 'object')}`
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
