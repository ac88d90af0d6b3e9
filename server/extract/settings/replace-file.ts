import { chmod, chown, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { conflict } from '../../kernel/errors.ts'

/**
 * Replaces a text file in one piece: whoever reads it, and whatever happens meanwhile, finds the one before or the one after. Its
 * mode stays, and its owner where that may be set; of a symbolic link, the file behind it is replaced.
 * @param before what was read of it
 * @throws PanoramaError `conflict` when it has changed since
 */
export async function replaceFile(path: string, before: string, after: string): Promise<void> {
  const place = await realpath(path)
  const { mode, uid, gid } = await stat(place)
  const aside = join(dirname(place), `.${process.pid}-${Date.now()}.panorama-new`)
  try {
    const file = await open(aside, 'wx', 0o600)
    try {
      await file.writeFile(after)
      await file.sync()
    } finally {
      await file.close()
    }
    await chown(aside, uid, gid).catch(() => undefined)
    await chmod(aside, mode & 0o7777)
    if ((await readFile(place, 'utf8')) !== before) {
      throw conflict(`${path} was changed by somebody else meanwhile.`, {
        advice: 'Nothing was written. Run the command again.',
      })
    }
    await rename(aside, place)
  } catch (cause) {
    await rm(aside, { force: true })
    throw cause
  }
}
