import { type ExtractionRun, extractionRunSchema } from '../contract/extraction.ts'
import type { Clock } from '../kernel/clock.ts'
import { openFormerPlace } from './former-place.ts'
import { lakeKeys, manifestName } from './keys.ts'
import type { LakeSettings } from './lake-settings.ts'
import { type LakeWriter, openWriter } from './lake-writer.ts'
import { holderOf, type LakeHolder, takeLock } from './lock.ts'
import type { Manifest, PublishedObject } from './manifest.ts'
import { readManifest } from './manifest-file.ts'
import { openStorage } from './storage/open-storage.ts'
import { type StorageFinding, testStorage } from './test-storage.ts'

/** The tables of one LMS in a directory or a bucket, by Hive's layout of folders. */
export interface Lake {
  /** What a person calls it: `s3://bucket/prefix/`, a directory. */
  readonly place: string
  /** What is published now; null: nothing ever was. */
  manifest(): Promise<Manifest | null>
  /**
   * Hands over an object as a file of this machine, which may be gone afterwards.
   * @throws PanoramaError `not_found` or `conflict` when it is not there, or another than the manifest says: the manifest is to be read again
   */
  withFile<T>(object: PublishedObject, work: (path: string) => Promise<T>): Promise<T>
  /**
   * Lets a run write into the lake, which no other does meanwhile. When the work is done, what nobody reads any more is removed.
   * @param run id of the run
   * @throws PanoramaError `in_use` while another run writes; what the work throws
   */
  write<T>(run: string, work: (writer: LakeWriter) => Promise<T>): Promise<T>
  /** Who writes into it now; null: nobody. */
  writing(): Promise<LakeHolder | null>
  /** Keeps the report of a run; given again, the newer one takes its place. */
  keepReport(run: ExtractionRun): Promise<void>
  /** Reports of runs, the newest first. */
  reports(limit: number): Promise<readonly ExtractionRun[]>
  /** Writes, reads and removes an object where the lake is; never throws. */
  test(): Promise<StorageFinding>
  close(): void
}

/** Older ones are removed. */
const reportsKept = 200

/** Opens nothing yet: a directory is made when something is written. */
export function openLake(settings: LakeSettings, clock: Clock): Lake {
  const storage = openStorage(settings)
  const keys = lakeKeys(settings)
  const reportFolder = keys.own('runs/')
  const lockKey = keys.own('lock.json')

  const reportKeys = async () =>
    (await storage.list(reportFolder))
      .map(({ key }) => key)
      .toSorted()
      .toReversed()

  return {
    place: storage.nameOf(settings.basePrefix === null ? '' : `${settings.basePrefix}/`),
    manifest: async () => (await readManifest(storage, keys.own(manifestName)))?.manifest ?? null,
    withFile: ({ key, sha256 }, work) => storage.withFile(key, sha256, work),
    async write(run, work) {
      const lock = await takeLock(storage, lockKey, run, clock)
      try {
        const hasBase = settings.basePartitions.length > 0
        const former = hasBase ? await openFormerPlace(storage, lakeKeys({ ...settings, basePartitions: [] })) : null
        const writer = await openWriter({ storage, keys, former, lock, run, clock })
        const result = await work(writer)
        await writer.collect()
        return result
      } finally {
        await lock.release()
      }
    },
    writing: () => holderOf(storage, lockKey, clock),
    async keepReport(run) {
      // Names in the order of time.
      const name = `${run.startedAt.replaceAll(/[^0-9]/g, '').slice(0, 14)}-${run.id}.json`
      await storage.putText(`${reportFolder}${name}`, JSON.stringify(run))
      await storage.remove((await reportKeys()).slice(reportsKept))
    },
    async reports(limit) {
      const reports: ExtractionRun[] = []
      for (const key of (await reportKeys()).slice(0, limit)) {
        const found = await storage.readText(key)
        const read = found && extractionRunSchema.safeParse(parsed(found.text))
        if (read?.success) reports.push(read.data)
      }
      return reports
    },
    test: () => testStorage(storage, keys.own('')),
    close: () => storage.close(),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
