import { mkdir } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import type { S3Client } from '@aws-sdk/client-s3'
import type { ImportReport } from '../contract/pipeline.ts'
import { followLogs } from '../ingest/follow/follow-logs.ts'
import { describeFailure, type Tell } from '../ingest/follow/tell.ts'
import type { Clock } from '../kernel/clock.ts'
import { unavailable } from '../kernel/errors.ts'
import { type BucketRules, connectS3, type S3Settings } from '../s3/connect.ts'
import { holdAlone } from './only-one.ts'
import { openSpool, type Spool, type SpoolOptions } from './spool.ts'
import { placesIn, spoolingIngest } from './spooling.ts'
import { uploadFile } from './upload-file.ts'

export interface ShipOptions extends Pick<SpoolOptions, 'folder' | 'mostBytes' | 'mostMs'> {
  /** Paths of logs, plain or gzip; `*` stands for any part of a name. */
  readonly patterns: readonly string[]
  readonly s3: S3Settings & BucketRules
  readonly bucket: string
  /** Of this bucket and folder alone: what is read and not uploaded yet, and how far logs were read. */
  readonly directory: string
  readonly partBytes: number
  /** Other programs write to the same logs. */
  readonly isOfContainer: boolean
  readonly clock: Clock
  /** Ends it at a safe point: what was read is uploaded, or waits in the directory where that fails. */
  readonly signal: AbortSignal
  /** Ends it where the logs end for now, when all is uploaded. */
  readonly isOnce?: boolean
  readonly tell: Tell
  readonly onProgress?: (progress: ShippingReport) => void
}

export interface ShippingReport {
  /** What became of the lines that were read: `kept` are events that were shipped, or wait to be. */
  readonly lines: ImportReport
  /** That were uploaded. */
  readonly objects: number
  readonly events: number
  /** Of events that wait to be uploaded. */
  readonly waitingBytes: number
}

/** How often it is looked whether a file's time has come, and whether one waits. */
const lookMs = 500
const longestPauseMs = 60_000
/** How long the last upload may take when it is told to end; what is left waits for the next run. */
const lastUploadMs = 20_000

/**
 * Uploads the events of logs that grow, are rotated, emptied or packed, each once: in objects of many events, at a size or after a time.
 * How far logs were read is kept together with what was read, and an object's key is kept before it is uploaded: a run that is killed
 * anywhere is gone on with by the next, and an object that was under way is written over.
 * @throws PanoramaError `in_use` while another ships to the same place from here; with `isOnce`, as `s3Failure` has it
 */
export async function shipLogs(options: ShipOptions): Promise<ShippingReport> {
  const { directory, s3 } = options
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const letGo = await holdAlone(directory)
  const client = connectS3(s3)
  try {
    const spool = await openSpool(options)
    try {
      return await ship(options, spool, client)
    } finally {
      await spool.end()
    }
  } finally {
    client.destroy()
    await letGo()
  }
}

async function ship(options: ShipOptions, spool: Spool, client: S3Client): Promise<ShippingReport> {
  const { patterns, clock, signal, isOnce = false, tell, onProgress, mostBytes, isOfContainer } = options
  const uploaded = { objects: 0, events: 0 }
  let lines: ImportReport = { read: 0, kept: 0, duplicates: 0, dropped: {}, quarantined: {} }
  const report = () => ({ lines, ...uploaded, waitingBytes: spool.size() })

  async function uploadAll(ending: AbortSignal): Promise<void> {
    const { bucket, partBytes, s3 } = options
    for (const file of [...spool.closed()]) {
      const { encryption, bucketOwner } = s3
      const path = spool.pathOf(file)
      await uploadFile(client, { ...file, bucket, path, partBytes, encryption, bucketOwner, signal: ending })
      await spool.remove(file)
      uploaded.objects += 1
      uploaded.events += file.lines
      onProgress?.(report())
    }
  }

  async function uploadUntil(ending: AbortSignal): Promise<void> {
    let failures = 0
    while (!ending.aborted) {
      try {
        await spool.close('due')
        await uploadAll(ending)
        if (failures > 0) tell('Events are uploaded again.')
        failures = 0
      } catch (cause) {
        if (ending.aborted) return
        if (failures === 0) tell(`Events wait to be uploaded. ${describeFailure(cause)}`, true)
        failures += 1
      }
      const pauseMs = Math.min(lookMs * 2 ** failures, longestPauseMs)
      await setTimeout(pauseMs, undefined, { signal: ending }).catch(() => undefined)
    }
  }

  const readAll = new AbortController()
  const uploading = uploadUntil(AbortSignal.any([signal, readAll.signal]))
  try {
    lines = await followLogs({
      ...{ patterns, clock, signal, isOnce, tell },
      dataSet: 'real',
      follower: `events ship, process ${process.pid}`,
      ingest: spoolingIngest(spool, { mostBytes, isOfContainer, signal }),
      store: placesIn(spool, clock),
      onProgress(progress) {
        lines = progress.report
        onProgress?.(report())
      },
    })
  } finally {
    readAll.abort()
    await uploading
  }
  await spool.close('now')
  try {
    // Told to end, it does not wait for a bucket that does not answer.
    await uploadAll(signal.aborted ? AbortSignal.timeout(lastUploadMs) : signal)
  } catch (cause) {
    if (isOnce && !signal.aborted) throw cause
    tell(`Events that were read wait in ${options.directory} for the next run. ${describeFailure(cause)}`, true)
  }
  if (isOnce && !signal.aborted && spool.size() > 0) {
    throw unavailable('Not all that was read could be kept, so it was not shipped.', {
      advice: 'Make room on the disk of the data directory, and run it again.',
    })
  }
  return report()
}
