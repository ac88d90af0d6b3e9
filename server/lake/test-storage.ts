import { randomUUID } from 'node:crypto'
import { PanoramaError } from '../kernel/errors.ts'
import type { LakeStorage } from './storage/storage.ts'

/** How trying a place ended. */
export interface StorageFinding {
  readonly isOk: boolean
  /** One sentence: what was tried and found, or what to do. */
  readonly says: string
}

/**
 * Does with a small object all that a run does with large ones. It lies under the prefix of the lake, since a key or role may be
 * allowed no more.
 * @param folder ends with a slash
 */
export async function testStorage(storage: LakeStorage, folder: string): Promise<StorageFinding> {
  const key = `${folder}connection-test-${randomUUID()}`
  const place = storage.nameOf(folder)
  try {
    await storage.putText(key, 'Panorama was here.')
    const read = await storage.readText(key)
    const listed = await storage.list(folder)
    const isForOneAlone = await storage.replacesForOneAlone(key)
    await storage.remove([key])
    if (read?.text !== 'Panorama was here.' || !listed.some((object) => object.key === key)) {
      return {
        isOk: false,
        says: `${place}: what was written is not there when it is read. This is no storage for a lake.`,
      }
    }
    const words = `An object was written, read, listed and removed in ${place}.`
    const caution =
      ' The service replaces objects whatever their version, so that only one run may write at a time: see to that yourself.'
    return { isOk: true, says: isForOneAlone ? words : words + caution }
  } catch (cause) {
    return { isOk: false, says: cause instanceof PanoramaError ? sentences(cause) : `${place}: ${wordsOf(cause)}` }
  }
}

const sentences = ({ message, advice }: PanoramaError) => (advice === undefined ? message : `${message} ${advice}`)
const wordsOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))
