import type { ImportReport } from '../contract/pipeline.ts'

/** Where a load goes. */
export interface LoadTarget {
  /** Takes lines on. Resolves when it can take more: whoever waits for it keeps the memory bounded. */
  write(lines: readonly string[]): Promise<void>
  /** Resolves when all lines so far are there, with how far that is. */
  settle(): Promise<Place>
  close(): Promise<void>
  /** What became of the lines, where the target says so. */
  told?(): { readonly lines: ImportReport; readonly retries?: number }
}

/** How far into a log. A target that knows a line again when it comes twice needs none. */
export type Place = { readonly rotated: number; readonly bytes: number } | null
