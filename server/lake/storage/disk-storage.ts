import { randomUUID } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { copyFile, link, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { conflict, misconfigured, notFound, PanoramaError, unavailable } from '../../kernel/errors.ts'
import { sha256OfFile } from '../hash-file.ts'
import { damaged, type LakeStorage, type StoredObject, type TaggedText } from './storage.ts'

/** Others of the same group may read the lake; nobody else. */
const folderMode = 0o750
const fileMode = 0o640
/** Older versions of a text that stay: who read one of them and still wants to replace it must find that it was replaced. */
const versionsKept = 8

/**
 * A lake in a directory, made when something is written. A text is kept as numbered versions, `manifest.json.000042`, the highest of
 * which counts: making a file that must not exist is the one thing that file systems do for one process alone, network file systems
 * among them.
 */
export function openDiskStorage(directory: string): LakeStorage {
  const root = resolve(directory)
  const pathOf = (key: string) => join(root, ...key.split('/'))

  async function versionsOf(key: string): Promise<readonly number[]> {
    const path = pathOf(key)
    const name = `${path.slice(path.lastIndexOf(sep) + 1)}.`
    const names = await unlessMissing(readdir(dirname(path)), [])
    return names
      .filter((found) => found.startsWith(name) && /^\d+$/.test(found.slice(name.length)))
      .map((found) => Number(found.slice(name.length)))
      .toSorted((a, b) => b - a)
  }

  const pathOfVersion = (key: string, version: number) => `${pathOf(key)}.${String(version).padStart(6, '0')}`

  async function readText(key: string): Promise<TaggedText | undefined> {
    for (;;) {
      const [newest] = await versionsOf(key)
      if (newest === undefined) {
        const text = await unlessMissing(readFile(pathOf(key), 'utf8'), undefined)
        return text === undefined ? undefined : { text, tag: '' }
      }
      const text = await unlessMissing(readFile(pathOfVersion(key, newest), 'utf8'), undefined)
      // Missing: eight newer ones came while this one was looked for.
      if (text !== undefined) return { text, tag: String(newest) }
    }
  }

  async function replaceText(key: string, text: string, tag: string | null): Promise<string> {
    const [newest = 0] = await versionsOf(key)
    const replaced = () => conflict(`${pathOf(key)} has changed meanwhile.`)
    if (newest !== Number(tag ?? 0)) throw replaced()
    await mkdir(dirname(pathOf(key)), { recursive: true, mode: folderMode })
    const draft = draftOf(pathOf(key))
    try {
      await writeDurably(draft, text)
      await placeNew(draft, pathOfVersion(key, newest + 1))
    } catch (cause) {
      // Whoever has the lock of the lake removes what others leave, drafts among them.
      throw ['EEXIST', 'ENOENT'].includes(codeOf(cause)) ? replaced() : cause
    } finally {
      await rm(draft, { force: true })
    }
    const versions = await versionsOf(key)
    // Somebody who slept for long may have made one that others had long replaced and removed.
    if (versions[0] !== newest + 1) throw replaced()
    await Promise.all(versions.slice(versionsKept).map((old) => rm(pathOfVersion(key, old), { force: true })))
    return String(newest + 1)
  }

  return {
    nameOf: pathOf,
    put: (key, file) =>
      inWords(pathOf(key), async () => {
        await mkdir(dirname(pathOf(key)), { recursive: true, mode: folderMode })
        await copyFile(file, pathOf(key))
        await syncFile(pathOf(key))
      }),
    settle: (from, to) =>
      inWords(pathOf(to), async () => {
        await mkdir(dirname(pathOf(to)), { recursive: true, mode: folderMode })
        // Beside the one that stays, where no reader of tables looks.
        const draft = draftOf(pathOf(from))
        try {
          await placeNew(pathOf(from), draft)
          await rename(draft, pathOf(to))
        } finally {
          await rm(draft, { force: true })
        }
      }),
    async withFile(key, sha256, work) {
      const path = pathOf(key)
      const changed = () => conflict(`${path} is another than the manifest says.`, { advice: damaged })
      const before = await inWords(path, () => stat(path))
      if ((await inWords(path, () => sha256OfFile(path))) !== sha256) throw changed()
      const assertSame = async () => {
        if (!isSame(before, await inWords(path, () => stat(path)))) throw changed()
      }
      try {
        const result = await work(path)
        await assertSame()
        return result
      } catch (cause) {
        // What fails because the file went from under it is told as that.
        await assertSame()
        throw cause
      }
    },
    readText: (key) => inWords(pathOf(key), () => readText(key)),
    replaceText: (key, text, tag) => inWords(pathOf(key), () => replaceText(key, text, tag)),
    putText: (key, text) =>
      inWords(pathOf(key), async () => {
        await mkdir(dirname(pathOf(key)), { recursive: true, mode: folderMode })
        const draft = draftOf(pathOf(key))
        await writeDurably(draft, text)
        await rename(draft, pathOf(key))
      }),
    replacesForOneAlone: async () => true,
    list: (prefix) =>
      inWords(pathOf(prefix), async () => {
        const objects: StoredObject[] = []
        for (const path of await filesBelow(pathOf(prefix))) {
          const facts = await unlessMissing(stat(path), undefined)
          if (facts) objects.push({ key: relative(root, path).split(sep).join('/'), bytes: facts.size })
        }
        return objects
      }),
    removeDrafts: (prefix) =>
      inWords(pathOf(prefix), async () => {
        const drafts = (await filesBelow(pathOf(prefix))).filter((path) => draftName.test(path))
        for (const draft of drafts) await rm(draft, { force: true })
      }),
    remove: (keys) =>
      inWords(root, async () => {
        for (const key of keys) {
          await rm(pathOf(key), { force: true })
          await removeEmptyFolders(dirname(pathOf(key)))
        }
      }),
    close: () => undefined,
  }

  /** Up to the root. */
  async function removeEmptyFolders(folder: string): Promise<void> {
    if (!folder.startsWith(root + sep)) return
    const isGone = await rmdir(folder).then(
      () => true,
      (cause) => codeOf(cause) === 'ENOENT',
    )
    if (isGone) await removeEmptyFolders(dirname(folder))
  }
}

const draftOf = (path: string) => `${path}.draft-${randomUUID()}`
const draftName = /\.draft-[0-9a-f-]{36}$/

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await unlessMissing(readdir(folder, { recursive: true, withFileTypes: true }), [])
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Makes a second name for a file where there must be none yet; a copy, where the file system knows no second names. */
async function placeNew(file: string, path: string): Promise<void> {
  try {
    await link(file, path)
  } catch (cause) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(cause))) throw cause
    await copyFile(file, path, constants.COPYFILE_EXCL)
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', fileMode)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.chmod(fileMode)
    await file.datasync()
  } finally {
    await file.close()
  }
}

const isSame = (one: Stats, other: Stats) => one.ino === other.ino && one.mtimeMs === other.mtimeMs

const codeOf = (cause: unknown) => (cause as { code?: string } | null)?.code ?? ''

async function unlessMissing<T, U>(work: Promise<T>, otherwise: U): Promise<T | U> {
  return work.catch((cause) => {
    if (codeOf(cause) === 'ENOENT') return otherwise
    throw cause
  })
}

/** A failure of the file system in words that say what to do. */
async function inWords<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof PanoramaError) throw cause
    switch (codeOf(cause)) {
      case 'ENOENT':
        throw notFound(`${path} is not there.`, { cause })
      case 'EACCES':
      case 'EPERM':
      case 'EROFS':
        throw misconfigured(`${path} cannot be written.`, {
          advice: 'Give the user that Panorama runs as the right to write into the directory of the lake.',
          cause,
        })
      case 'ENOTDIR':
      case 'EEXIST':
        throw misconfigured(`${path}: a file stands where a folder must be.`, {
          advice: 'Move it away, or choose another directory for the lake.',
          cause,
        })
      case 'ENAMETOOLONG':
        throw misconfigured(`${dirname(path)}: a value is too long for the name of a folder on this file system.`, {
          advice: 'Take the column out of the partition_fields of the table, or keep the lake on S3.',
          cause,
        })
      case 'ENOSPC':
      case 'EDQUOT':
        throw unavailable('The disk of the lake is full.', {
          advice: 'Make room on it and run it again: what was published stays as it was.',
          cause,
        })
      default:
        throw cause
    }
  }
}
