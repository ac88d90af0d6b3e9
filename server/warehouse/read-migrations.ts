import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { misconfigured } from '../kernel/errors.ts'
import type { Migration } from './migrations.ts'

/**
 * An operator's own migrations: the `.sql` files of a folder, named like ours (`0001-what-it-does.sql`), in that order.
 * They may use the same placeholders and run after ours. They are recorded as `site/<name>`, so that ours never collide with them.
 * @throws PanoramaError `misconfigured` when the folder cannot be read or a file's name does not say its place
 */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory).catch((cause) => {
    throw misconfigured(`The migrations folder ${directory} cannot be read.`, { cause })
  })
  const files = entries.filter((name) => name.endsWith('.sql')).sort()
  const misnamed = files.filter((name) => !/^\d{4}-[a-z0-9-]+\.sql$/.test(name))
  if (misnamed.length > 0) {
    throw misconfigured(`Migrations without a place: ${misnamed.join(', ')}.`, {
      advice: 'Call them 0001-what-it-does.sql, 0002-…: four digits, then lower-case words.',
    })
  }
  return Promise.all(
    files.map(async (file) => ({
      name: `site/${file.replace(/\.sql$/, '')}`,
      sql: await readFile(join(directory, file), 'utf8'),
    })),
  )
}
