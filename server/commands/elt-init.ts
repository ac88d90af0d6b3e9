import { open } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { readPluginSite } from '../config/read-site.ts'
import { newSettings } from '../extract/settings/new-settings.ts'
import { structureTables } from '../extract/structures/structure-tables.ts'
import { badInput, conflict } from '../kernel/errors.ts'
import { type EltOptions, settingsPath } from './elt-settings.ts'
import type { Terminal } from './terminal.ts'

/**
 * `panorama elt init`: writes a settings file for Open edX, from what the variables of the Panorama plugin say.
 * @throws PanoramaError `conflict` where there is a file already: it is never overwritten
 */
export async function initElt(terminal: Terminal, options: EltOptions): Promise<void> {
  const path = settingsPath(options)
  const { lake, ...site } = readPluginSite(terminal.environment)
  const place = 'directory' in lake ? { directory: relative(dirname(path), lake.directory) || '.' } : lake
  await writeNew(path, newSettings({ ...site, lake: place }, structureTables))
  terminal.report(
    { path },
    [
      `Written: ${path}`,
      'Go through it, above all mysql_host, mysql_username and the value of base_partitions. Then:',
      '  export MYSQL_PASSWORD=…',
      `  panorama elt --settings ${path} test-connections`,
      `  panorama elt --settings ${path} set-tables-fields --all --remove-missing   # what your site does not have`,
      '  panorama mode SAAS                                                          # in DEMO nothing is extracted',
      `  panorama elt --settings ${path} extract-and-load --all`,
    ].join('\n'),
  )
}

/** For its owner alone: passwords may come into it. */
async function writeNew(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') {
      throw conflict(`There is a file ${path} already.`, {
        advice: 'Name another with --settings FILE, or remove it if you do not need it.',
        cause,
      })
    }
    throw badInput(`${path} cannot be written (${cause.code}).`, {
      advice: 'Name a file in a folder that exists and may be written to, with --settings FILE.',
      cause,
    })
  })
  try {
    await file.writeFile(text)
  } finally {
    await file.close()
  }
}
