import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { PanoramaError } from '../../kernel/errors.ts'

export interface FoundLog {
  readonly path: string
  /** Device and inode: the same after renaming. */
  readonly identity: string
  readonly size: number
  /** Milliseconds since 1970. */
  readonly modifiedAt: number
}

export const oldestFirst = (one: { modifiedAt: number }, other: { modifiedAt: number }) =>
  one.modifiedAt - other.modifiedAt

export interface FoundLogs {
  readonly logs: readonly FoundLog[]
  /** What cannot be looked at, by path, in words. */
  readonly problems: ReadonlyMap<string, string>
}

/**
 * The files that patterns name: paths in which `*` stands for any part of a name, hidden names aside.
 * A pattern that names nothing is a problem that may solve itself.
 */
export async function findLogs(patterns: readonly string[]): Promise<FoundLogs> {
  const logs = new Map<string, FoundLog>()
  const problems = new Map<string, string>()
  for (const pattern of patterns) {
    const paths = await pathsOf(pattern, (directory, cause) => problems.set(directory, problemOf(cause)))
    if (paths.length === 0) problems.set(pattern, 'names no file yet')
    for (const path of paths) {
      const found = await lookAt(path)
      if (typeof found === 'string') problems.set(path, found)
      else if (found) logs.set(path, found)
    }
  }
  return { logs: [...logs.values()], problems }
}

/** A file, words that say why it is none, or null for what a pattern names by chance. */
export async function lookAt(path: string): Promise<FoundLog | string | null> {
  try {
    const found = await stat(path, { bigint: true })
    if (found.isDirectory()) return 'is a directory'
    if (!found.isFile()) return 'is not a file'
    return {
      path,
      identity: `${found.dev}:${found.ino}`,
      size: Number(found.size),
      modifiedAt: Number(found.mtimeMs),
    }
  } catch (cause) {
    return problemOf(cause)
  }
}

const notThere = 'does not exist yet'

/** What keeps a file from being read. */
export function problemOf(cause: unknown): string {
  // Of those that are packed; what cannot be opened fails before.
  if (cause instanceof PanoramaError) return 'is not whole'
  const { code } = cause as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') return notThere
  return code === 'EACCES' || code === 'EPERM' ? 'may not be read' : `cannot be read (${code ?? 'unknown error'})`
}

/** Whether one of the patterns names a path. */
export function isNamed(patterns: readonly string[], path: string): boolean {
  return patterns.some((pattern) => patternOf(resolve(pattern), `[^${sep === '/' ? sep : '\\\\'}]*`).test(path))
}

function patternOf(pattern: string, anything: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join(anything)}$`, 's')
}

/** The directories in which files of these patterns come and go. */
export async function directoriesOf(patterns: readonly string[]): Promise<string[]> {
  const directories = await Promise.all(patterns.map((pattern) => pathsOf(dirname(resolve(pattern)))))
  return [...new Set(directories.flat())]
}

type OnUnreadable = (directory: string, cause: unknown) => void

async function pathsOf(pattern: string, onUnreadable: OnUnreadable = () => undefined): Promise<string[]> {
  const [root = '', ...names] = resolve(pattern).split(sep)
  let paths = [root === '' ? sep : `${root}${sep}`]
  for (const [index, name] of names.entries()) {
    if (!name.includes('*')) paths = paths.map((path) => join(path, name))
    else {
      const isLast = index === names.length - 1
      paths = (await Promise.all(paths.map((path) => matching(path, name, isLast, onUnreadable)))).flat()
    }
  }
  return paths
}

async function matching(
  directory: string,
  pattern: string,
  isLast: boolean,
  onUnreadable: OnUnreadable,
): Promise<string[]> {
  const fits = patternOf(pattern, '.*')
  const entries = await readdir(directory, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    // What is not there, or no directory, holds no log yet.
    if (cause.code !== 'ENOENT' && cause.code !== 'ENOTDIR') onUnreadable(directory, cause)
    return []
  })
  return entries
    .filter(({ name }) => fits.test(name) && (!name.startsWith('.') || pattern.startsWith('.')))
    .filter((entry) => (isLast ? !entry.isDirectory() : !entry.isFile()))
    .map(({ name }) => join(directory, name))
    .sort()
}

/** How often a directory is looked at in which files go while it is looked at: they are packed or moved on, and are there. */
const mostLooks = 3

/** Files with the names that log rotation gives to those before: `tracking.log.1`, `tracking.log-20260301.gz`, … */
export async function rotatedNames(path: string): Promise<FoundLog[]> {
  const directory = dirname(path)
  for (let look = 1; ; look += 1) {
    const names = await readdir(directory).catch(() => [])
    const rotated = names.filter((name) => isRotatedFrom(basename(path), name))
    const found = await Promise.all(rotated.map((name) => lookAt(join(directory, name))))
    if (look === mostLooks || !found.includes(notThere)) {
      return found.filter((log): log is FoundLog => typeof log === 'object' && log !== null)
    }
  }
}

/** Whether a file has the name of a log and a suffix. */
export function isRotatedFrom(path: string, rotated: string): boolean {
  return rotated.startsWith(path) && /^[.\-_][^/\\]+$/.test(rotated.slice(path.length))
}
