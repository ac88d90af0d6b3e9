import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { readConfig } from '../config/read-config.ts'
import { inspectBundle } from '../dashboards/superset/bundle/inspect-bundle.ts'
import { unzipBundle } from '../dashboards/superset/bundle/zip.ts'
import { rison } from '../dashboards/superset/rison.ts'
import type { SupersetSession } from '../dashboards/superset/superset-session.ts'
import { systemClock } from '../kernel/clock.ts'
import { badInput, conflict, invalidRequest } from '../kernel/errors.ts'
import { administrate, supersetOf } from './superset-connection.ts'
import type { Terminal } from './terminal.ts'

/**
 * `panorama superset pull DASHBOARD…`: brings dashboards of a Superset, or a bundle in an archive, into a folder of this site:
 * files that can be kept under version control and pushed. Passwords are taken out, and what should be looked at is said.
 */
export async function pullBoards(
  terminal: Terminal,
  { out, force = false }: { readonly out: string; readonly force?: boolean },
  named: readonly string[],
): Promise<void> {
  const archives = named.filter((name) => name.endsWith('.zip'))
  if (archives.length > 0 && named.length > 1) {
    throw invalidRequest('An archive is pulled alone.', { advice: 'Name one archive, or dashboards of Superset.' })
  }
  const [archive] = archives
  const bytes = archive === undefined ? await exportFrom(terminal, named) : await readArchive(archive)
  const { files, remarks } = inspectBundle(unzipBundle(bytes))
  // What is pushed is always a bundle of assets, whatever the button in Superset was called.
  const all = new Map(files).set('metadata.yaml', files.get('metadata.yaml')!.replace(/^type:.*$/m, 'type: assets'))
  for (const [path, text] of all) {
    const place = join(out, path)
    await mkdir(dirname(place), { recursive: true })
    await writeFile(place, text, { flag: force ? 'w' : 'wx' }).catch((cause) => {
      if (cause.code !== 'EEXIST') throw cause
      throw conflict(`${place} is there already.`, {
        advice: 'Choose another folder with --out, or put what is pulled in its place with --force.',
      })
    })
  }
  terminal.report(
    { folder: out, files: [...all.keys()], remarks },
    [`${out}: ${all.size} files`, ...remarks.map(({ path, says }) => `${path}\n    ${says}`)].join('\n'),
  )
  terminal.note(`To install them: panorama superset push --from ${out}`)
}

async function readArchive(file: string): Promise<Buffer> {
  return readFile(file).catch((cause) => {
    throw badInput(`There is no ${file}.`, { advice: 'Give the archive that Superset exported.', cause })
  })
}

/** @param names slugs or UUIDs */
async function exportFrom(terminal: Terminal, names: readonly string[]): Promise<Buffer> {
  const superset = supersetOf(readConfig(terminal.environment))
  const session = administrate(superset, systemClock)
  const ids: number[] = []
  for (const name of names) ids.push(await idOf(session, name))
  return session.download(`/api/v1/dashboard/export/?q=${encodeURIComponent(rison(ids))}`)
}

const dashboardSchema = z.object({ result: z.object({ id: z.int() }) })

async function idOf(session: SupersetSession, name: string): Promise<number> {
  const path = `/api/v1/dashboard/${encodeURIComponent(name)}`
  const { result } = await session.ask({ path, shape: dashboardSchema })
  return result.id
}
