import { readFile } from 'node:fs/promises'
import { createAccessAdmin } from '../access/admin.ts'
import type { AccessImportReport } from '../contract/access.ts'
import { badInput } from '../kernel/errors.ts'
import { withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'
import { whoAsks } from './who-asks.ts'

/**
 * `panorama access import FILE…`: takes over what a site has set in the Panorama plugin's backend, from CSV dumps of its tables
 * and of the LMS's `auth_user`. One refused row is enough for nothing to be taken, unless it is to be skipped; the exit code
 * says so.
 * @throws PanoramaError `bad_input` for a file that cannot be read or is none of its tables
 */
export async function importAccess(
  terminal: Terminal,
  { skipRefused = false, dryRun = false }: { skipRefused?: boolean; dryRun?: boolean },
  paths: readonly string[],
): Promise<void> {
  const files = await Promise.all(paths.map(async (name) => ({ name, text: await readText(name) })))
  await withPanorama(terminal, async ({ store, clock }) => {
    const report = await createAccessAdmin(store, clock).importTables(files, { skipRefused, dryRun }, { by: whoAsks() })
    terminal.report(report, describeTaken(report, dryRun))
    if (report.refused.length > 0 && !skipRefused) process.exitCode = 65
  })
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw badInput(`${path} cannot be read.`, { advice: 'Is the path right, and may you read it?', cause })
  }
}

function describeTaken({ done, added, known, refused }: AccessImportReport, dryRun: boolean): string {
  const { dashboards, types, parts, people } = added
  const taken = `dashboards ${dashboards}, types ${types} (dashboards in them ${parts}), people ${people}`
  const outcome = done
    ? 'Taken over'
    : dryRun
      ? 'Would be taken over'
      : 'Nothing was taken over. Without the refused rows it would be'
  return [
    `${outcome}: ${taken}. Rows about what is here already, which stays as it is: ${known}.`,
    ...(refused.length === 0
      ? []
      : [`Rows refused: ${refused.length}.`, textTable(refused, ['file', 'line', 'reason'])]),
    ...(refused.length > 0 && !done ? ['Put them right, or leave them out with --skip-refused.'] : []),
  ].join('\n')
}
