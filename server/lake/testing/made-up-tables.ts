import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TableChange } from '../table-change.ts'

let files = 0

/**
 * A change of a table as a source brings it: for each value of `course_id` the lines of its file.
 * @param directory where the files are written
 */
export async function madeUpChange(
  directory: string,
  parts: Readonly<Record<string, readonly string[]>>,
  change: Partial<TableChange> = {},
): Promise<TableChange> {
  const folder = join(directory, `${++files}`)
  await mkdir(folder, { recursive: true })
  const written = Object.entries(parts).map(async ([course, lines], index) => {
    const file = join(folder, `${index}.csv`)
    await writeFile(file, ['"id"', ...lines.map((line) => `"${line}"`), ''].join('\n'))
    return { partition: { course_id: course }, file, rows: lines.length }
  })
  return {
    datasource: 'lms',
    table: 'courseware_studentmodule',
    format: 'csv',
    columns: [{ name: 'id', type: 'bigint', isNullable: false }],
    partitionColumns: ['course_id'],
    parts: await Promise.all(written),
    isWhole: true,
    gone: [],
    asOf: new Date('2026-03-01T10:00:00.000Z'),
    progress: { watermark: '2026-03-01 09:59:00' },
    ...change,
  }
}
