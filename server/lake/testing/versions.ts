import { readFile } from 'node:fs/promises'
import type { Lake } from '../lake.ts'
import type { Manifest } from '../manifest.ts'
import type { TableChange } from '../table-change.ts'
import { madeUpChange } from './made-up-tables.ts'

const tables = ['auth_user', 'course_groups', 'courseware_studentmodule', 'student_enrollment']
const courses = Array.from({ length: 12 }, (_, index) => `course-v1:A+${index}+2026`)

/** In each version some courses are not there, and each course has a row for each version since it last was. */
const coursesOf = (version: number) => courses.filter((_, index) => (index + version) % 4 !== 0)

/**
 * The changes that lead to a version, one for each table: the values of all its rows are the number of the version. Every third brings
 * all partitions, the others those that differ and those that are gone.
 */
export async function changesTo(version: number, manifest: Manifest | null, directory: string): Promise<TableChange[]> {
  const parts = Object.fromEntries(coursesOf(version).map((course) => [course, [String(version)]]))
  return Promise.all(
    tables.map((table) => {
      const isWhole = version % 3 === 0 || manifest?.tables[`lms/${table}`] === undefined
      const gone = isWhole ? [] : courses.filter((course) => !coursesOf(version).includes(course))
      return madeUpChange(directory, parts, {
        ...{ table, isWhole, progress: version },
        gone: gone.map((course) => ({ course_id: course })),
      })
    }),
  )
}

/** The version that was published last of the first table; 0: none was. */
export function versionOf(manifest: Manifest | null): number {
  return Number(manifest?.tables[`lms/${tables[0]}`]?.progress ?? 0)
}

/**
 * What is wrong with what the lake has published: tables that mix versions, that lack partitions or have others, whose objects are not
 * as the manifest says, or that are further than those before them.
 */
export async function whatIsWrong(lake: Lake): Promise<readonly string[]> {
  const manifest = await lake.manifest()
  if (manifest === null) return []
  const wrong: string[] = []
  let before = Number.POSITIVE_INFINITY
  for (const name of tables) {
    const table = manifest.tables[`lms/${name}`]
    const version = Number(table?.progress ?? 0)
    if (version > before) wrong.push(`${name} is at ${version} after ${before}`)
    before = version
    const there = (table?.objects ?? []).map(({ partition }) => partition.course_id).toSorted()
    const expected = version === 0 ? [] : coursesOf(version).toSorted()
    if (there.join() !== expected.join()) wrong.push(`${name} of version ${version} has ${there}`)
    await Promise.all(
      (table?.objects ?? []).map(async (object) => {
        const text = await lake.withFile(object, (path) => readFile(path, 'utf8')).catch(String)
        if (text !== `"id"\n"${version}"\n`) wrong.push(`${object.key} of version ${version}: ${text}`)
      }),
    )
  }
  return wrong
}
