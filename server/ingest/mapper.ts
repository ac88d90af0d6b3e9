import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { KnownLms, LmsTold } from './known-lms.ts'
import { type MappedChunk, mapChunk } from './map-chunk.ts'
import type { MappingTask } from './mapping-worker.ts'

/** Maps chunks of lines, on other cores where that is worth it. */
export interface Mapper {
  /** How many chunks it can use at a time. */
  readonly width: number
  /** Maps whole lines; their bytes are taken over, and come back with what they were mapped to. */
  map(bytes: Uint8Array<ArrayBuffer>, lms: KnownLms): Promise<MappedChunk>
  close(): Promise<void>
}

/** More would wait for the engine, which writes what they make. */
const mostWorkers = 4

/** Bytes from which on a chunk is worth a worker: starting one takes as long as mapping about so many. */
const worthAWorker = 2 * 1024 * 1024

/** Megabytes for what is new: the rows of many lines are garbage before the collector needs to look at them, and each worker has its own. */
const youngGeneration = 8

/**
 * The worker as the product's build makes it: beside the bundle or, for a part of it, a folder above. Where the sources run as they
 * are, there is none, and everything is mapped on this thread.
 */
const workerFile = ['./mapping-worker.js', '../mapping-worker.js']
  .map((path) => new URL(path, import.meta.url))
  .find((url) => existsSync(url))

/** Workers start when there is a large chunk and all that there are have something to do. */
export function createMapper(): Mapper {
  const workers: MappingWorker[] = []
  const most = workerFile ? Math.min(mostWorkers, availableParallelism()) : 0

  function leastBusy(file: URL): MappingWorker {
    workers.sort((left, right) => left.tasks - right.tasks)
    if (workers.length < most && workers[0]?.tasks !== 0) workers.unshift(startWorker(file))
    return workers[0] as MappingWorker
  }

  return {
    width: most + 1,
    async map(bytes, lms) {
      if (!workerFile || bytes.length < worthAWorker) return mapChunk(bytes, lms)
      return leastBusy(workerFile).map(bytes, lms.told)
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.end()))
    },
  }
}

interface MappingWorker {
  /** How many it has been given and not answered. */
  readonly tasks: number
  map(bytes: Uint8Array<ArrayBuffer>, told: LmsTold): Promise<MappedChunk>
  end(): Promise<unknown>
}

/** It answers in the order of asking; when it fails, so does all that it was asked. */
function startWorker(file: URL): MappingWorker {
  const worker = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: youngGeneration } })
  const waiting: { resolve(mapped: MappedChunk): void; reject(cause: unknown): void }[] = []
  let failure: Error | undefined
  let lastTold: LmsTold | undefined
  worker.on('message', (mapped: MappedChunk) => waiting.shift()?.resolve(mapped))
  worker.on('error', (cause) => fail(cause))
  worker.on('exit', () => fail(new Error('A mapping worker has ended.')))

  function fail(cause: Error): void {
    failure ??= cause
    for (const { reject } of waiting.splice(0)) reject(failure)
  }

  return {
    get tasks() {
      return waiting.length
    },
    map: (bytes, told) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure)
        waiting.push({ resolve, reject })
        const task: MappingTask = { bytes, ...(told !== lastTold && { told }) }
        lastTold = told
        worker.postMessage(task, [bytes.buffer])
      }),
    end: () => worker.terminate(),
  }
}
