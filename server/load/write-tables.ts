import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SiteTable } from '../demo/site/generate-site.ts'
import { writeText } from '../demo/site/write-site.ts'
import { type LoadPlan, recordsOf } from './history.ts'

/** Writes tables of a load's LMS, a CSV file each, and returns the paths. */
export async function writeTables(plan: LoadPlan, dir: string, tables: readonly SiteTable[]): Promise<string[]> {
  await mkdir(dir, { recursive: true })
  const files: string[] = []
  for (const table of tables) {
    const file = join(dir, table)
    await writeText(file, 'utf8', recordsOf(plan, table), () => undefined)
    files.push(file)
  }
  return files
}
