import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { CourseReader, ListedCourse } from './course-reader.ts'
import type { PublishedCourse } from './published-course.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** Courses that one run has read, kept beside it: five tables are made of them, and the source is asked once. */
export interface SpooledCourses {
  /** @throws as `CourseReader.read` */
  course(listed: ListedCourse, signal?: AbortSignal): Promise<ReadCourse>
  close(): Promise<void>
}

export interface ReadCourse {
  readonly version: string
  readonly read: PublishedCourse | { readonly unreadable: string }
}

/** The files are readable by their owner only, and are removed when it is closed. */
export function spoolCourses(reader: CourseReader): SpooledCourses {
  let directory: Promise<string> | undefined
  const kept = new Map<string, string>()

  return {
    async course(listed, signal) {
      const name = createHash('sha256').update(`${listed.key.text}\n${listed.version}`).digest('hex')
      const known = kept.get(name)
      if (known !== undefined) return JSON.parse((await unpack(await readFile(known))).toString('utf8')) as ReadCourse
      const read = await reader.read(listed, signal)
      const answer = { version: listed.version ?? contentHash(read), read }
      directory ??= mkdtemp(join(tmpdir(), 'panorama-courses-'))
      const path = join(await directory, name)
      await writeFile(path, await pack(JSON.stringify(answer), { level: 1 }), { mode: 0o600 })
      kept.set(name, path)
      return answer
    },
    async close() {
      kept.clear()
      if (directory !== undefined) await rm(await directory, { recursive: true, force: true })
    },
  }
}

/** The version of a course whose source names none. */
function contentHash(read: ReadCourse['read']): string {
  return createHash('sha256').update(JSON.stringify(read)).digest('hex').slice(0, 24)
}
