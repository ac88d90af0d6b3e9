import { parentPort } from 'node:worker_threads'
import { type KnownLms, type LmsTold, lmsOf } from './known-lms.ts'
import { mapChunk } from './map-chunk.ts'

// Maps chunks of lines in a thread of its own (see `mapper.ts`). The embedded engine must not be touched from here.

export interface MappingTask {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** When it is not what the task before was told. */
  readonly told?: LmsTold
}

let lms: KnownLms

parentPort?.on('message', ({ bytes, told }: MappingTask) => {
  if (told) lms = lmsOf(told)
  const mapped = mapChunk(bytes, lms)
  const { ids, times, events, places, rowsOfLines } = mapped.statements
  parentPort?.postMessage(
    mapped,
    [bytes, ids, times, events, places, rowsOfLines].map(({ buffer }) => buffer),
  )
})
