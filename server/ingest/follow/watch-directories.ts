import { type FSWatcher, watch } from 'node:fs'
import { resolve } from 'node:path'
import { directoriesOf, isNamed } from './find-logs.ts'

/** Rings when something happens to a file that one of the patterns names. A hint: where it cannot watch, it is silent. */
export interface DirectoryWatch {
  /** Watches directories that have come since. */
  renew(): Promise<void>
  close(): void
}

export function watchDirectories(patterns: readonly string[], ring: () => void): DirectoryWatch {
  const watchers = new Map<string, FSWatcher>()

  function open(directory: string): void {
    try {
      const watcher = watch(directory, { persistent: false }, (_event, name) => {
        if (name === null || isNamed(patterns, resolve(directory, name))) ring()
      })
      // A directory that was removed; it is watched again when it is back.
      watcher.on('error', () => forget(directory))
      watchers.set(directory, watcher)
    } catch {
      // Not there yet, or too many watches: the file is looked at every so often anyway.
    }
  }

  function forget(directory: string): void {
    watchers.get(directory)?.close()
    watchers.delete(directory)
  }

  return {
    async renew() {
      for (const directory of await directoriesOf(patterns)) if (!watchers.has(directory)) open(directory)
    },
    close() {
      for (const directory of [...watchers.keys()]) forget(directory)
    },
  }
}
