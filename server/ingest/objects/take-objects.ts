import type { S3Client } from '@aws-sdk/client-s3'
import type { ImportReport } from '../../contract/pipeline.ts'
import type { DataSet } from '../../contract/scope.ts'
import { PanoramaError } from '../../kernel/errors.ts'
import { s3Url } from '../../s3/address.ts'
import type { ListedObject } from '../../s3/list-objects.ts'
import { readObject } from '../../s3/read-object.ts'
import type { LogObject, Store } from '../../store/store.ts'
import { createChunkWriter } from '../chunk-writer.ts'
import { mapAndWrite, type SourceChunk } from '../map-and-write.ts'
import { unpacked } from '../read-bytes.ts'
import { readChunks } from '../read-chunks.ts'
import { addTally, createTally, type Tally } from '../tally.ts'
import type { ChunkTarget } from '../write-chunks.ts'
import { checkedPacking } from './checked-packing.ts'
import { readAhead } from './read-ahead.ts'

export interface ObjectsToTake {
  readonly client: S3Client
  readonly bucket: string
  readonly bucketOwner: string | null
  readonly objects: readonly ListedObject[]
  readonly target: ChunkTarget
  readonly store: Pick<Store, 'saveLogObjects'>
  readonly dataSet: DataSet
  /** Adds what became of lines to the count of the run, and returns it. */
  readonly count: (tally?: Tally) => { readonly id: string; readonly report: ImportReport }
  readonly signal?: AbortSignal | undefined
  /** Called when objects are done with: what they led to is in the warehouse, and they are in the ledger. */
  readonly onTaken?: (objects: readonly LogObject[]) => void | Promise<void>
}

/** An object that is being read, or of which not all is written. */
interface Reading {
  readonly object: ListedObject
  readonly tally: Tally
  /** Chunks that were handed on and are not written. */
  waiting: number
  /** Set when nothing more is to come. */
  end: Pick<LogObject, 'outcome' | 'reason'> | undefined
}

/** When so many in a row are refused, it is not the objects. */
const mostRefused = 20

/**
 * Takes the lines of objects into the warehouse. An object is entered in the ledger behind its last line, together with the count of the
 * run: after a crash the objects that were under way are read again, and what is known changes nothing.
 * @throws PanoramaError as `s3Failure` has it, when S3 does not answer or gives nothing; what was taken stays, and is in the ledger
 */
export async function takeObjects(options: ObjectsToTake): Promise<void> {
  const { target, store, dataSet, bucket, count, signal, onTaken } = options
  const handedOn: Reading[] = []
  let done: LogObject[] = []

  function settle({ object, tally, waiting, end }: Reading): void {
    if (end && waiting === 0) done.push({ ...object, lines: tally.read, kept: tally.kept, ...end })
  }

  async function keep(): Promise<void> {
    const objects = done
    done = []
    if (objects.length === 0) return
    await store.saveLogObjects({ dataSet, bucket, objects, run: count() })
    await onTaken?.(objects)
  }

  const writer = createChunkWriter(target, async (_, tallies) => {
    for (const tally of tallies) {
      const reading = handedOn.shift()!
      reading.waiting -= 1
      addTally(reading.tally, tally)
      count(tally)
      settle(reading)
    }
    await keep()
  })
  try {
    const { currentLms, mapper } = target
    await mapAndWrite(chunksOf(options, handedOn, settle), { currentLms, mapper, writer, signal })
  } finally {
    await keep()
  }
}

async function* chunksOf(
  { client, bucket, bucketOwner, objects, signal }: ObjectsToTake,
  handedOn: Reading[],
  settle: (reading: Reading) => void,
): AsyncGenerator<SourceChunk> {
  let refused = 0
  const open = (object: ListedObject, ending: AbortSignal) =>
    readObject(client, { bucket, bucketOwner, object, signal: signal ? AbortSignal.any([signal, ending]) : ending })
  for await (const { object, content } of readAhead(objects, open)) {
    const source = s3Url(bucket, object.key)
    const reading: Reading = { object, tally: createTally(), waiting: 0, end: undefined }
    let fault: Pick<LogObject, 'outcome' | 'reason'> | 'gone' = { outcome: 'done', reason: null }
    try {
      for await (const chunk of readChunks(unpacked(checkedPacking(content, source), source))) {
        reading.waiting += 1
        handedOn.push(reading)
        yield { ...chunk, source }
      }
      refused = 0
    } catch (cause) {
      fault = faultOf(cause)
      refused = cause instanceof PanoramaError && cause.code === 'misconfigured' ? refused + 1 : 0
      if (refused >= mostRefused) throw cause
    }
    // What is gone or has changed leaves no trace: the next look finds what is there then.
    if (fault === 'gone') continue
    reading.end = fault
    settle(reading)
  }
}

/** What keeps an object from being read to its end. @throws what passes */
function faultOf(cause: unknown): Pick<LogObject, 'outcome' | 'reason'> | 'gone' {
  if (!(cause instanceof PanoramaError)) throw cause
  const { code, message: reason } = cause
  if (code === 'bad_input') return { outcome: 'damaged', reason }
  if (code === 'forbidden' || code === 'misconfigured') return { outcome: 'unreadable', reason }
  if (code === 'not_found' || code === 'conflict') return 'gone'
  throw cause
}
