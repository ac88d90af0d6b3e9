import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { badInput } from '../kernel/errors.ts'
import { unreadPacking } from './packing.ts'

export interface SourceFile {
  readonly path: string
  readonly bytes: number
}

/**
 * Looks at every file before anything is read from one.
 * @throws PanoramaError `bad_input` that names each file which cannot be read, and why
 */
export async function checkSourceFiles(paths: readonly string[]): Promise<SourceFile[]> {
  if (paths.length === 0) throw badInput('No file was named.', { advice: 'Name one file or more.' })
  const problems: string[] = []
  const files: SourceFile[] = []
  for (const path of paths) {
    const found = await stat(path).catch((cause: NodeJS.ErrnoException) => cause.code)
    if (typeof found !== 'object') problems.push(`${path}: ${found === 'ENOENT' ? 'does not exist' : 'cannot be read'}`)
    else if (found.isDirectory()) problems.push(`${path}: is a directory`)
    else if (!(await isReadable(path))) problems.push(`${path}: may not be read`)
    else {
      // What is read of a pipe is gone.
      const packing = found.isFile() ? await unreadPacking(path) : null
      if (packing !== null) problems.push(`${path}: is packed with ${packing}, and only gzip is read; unpack it first`)
      else files.push({ path, bytes: found.size })
    }
  }
  if (problems.length > 0) {
    throw badInput(problems.join('\n'), { advice: 'Nothing was imported. Correct the list of files and try again.' })
  }
  return files
}

function isReadable(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  )
}
