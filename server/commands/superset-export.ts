import { writeFile } from 'node:fs/promises'
import type { DataSet } from '../contract/scope.ts'
import { exportable } from '../dashboards/superset/bundle/exportable.ts'
import { type Bundle, makeBundle, passwordMask } from '../dashboards/superset/bundle/make-bundle.ts'
import { zipBundle } from '../dashboards/superset/bundle/zip.ts'
import { invalidRequest } from '../kernel/errors.ts'
import { boardsDatabase, layBoards } from '../warehouse/boards/lay-boards.ts'
import { type Opened, readDataSet, withPanorama } from './open.ts'
import { boardsUri, supersetOf } from './superset-connection.ts'
import type { Terminal } from './terminal.ts'

export interface BoardOptions {
  readonly dataSet?: string
  /** Days are cut in this zone. */
  readonly zone: string
}

/** `panorama superset export DASHBOARD…`: a bundle for Superset's own import, and the views that it reads. */
export async function exportBoards(
  terminal: Terminal,
  options: BoardOptions & { readonly out: string },
  slugs: readonly string[],
): Promise<void> {
  await withPanorama(terminal, async (panorama) => {
    const bundle = await prepareBoards(panorama, slugs, options)
    await writeFile(options.out, zipBundle(bundle.files, 'panorama'))
    const report = { file: options.out, files: [...bundle.files.keys()], dashboards: bundle.dashboards }
    terminal.report(report, `${options.out}: ${bundle.files.size} files, ${named(bundle)}`)
    terminal.note('Superset asks for the password of the database when it imports them.')
  })
}

/**
 * Makes the bundle of these dashboards of ours, all that can be exported when none is named, and lays the views that it reads.
 * @throws PanoramaError `invalid_request` for a zone or a dashboard that is none
 */
export async function prepareBoards(
  { config, engine, warehouse }: Pick<Opened, 'config' | 'engine' | 'warehouse'>,
  slugs: readonly string[],
  options: BoardOptions,
): Promise<Bundle> {
  const dataSet: DataSet = readDataSet(options.dataSet) ?? 'real'
  const zone = readZone(options.zone)
  const { databases, minGroupSize } = warehouse
  const schema = boardsDatabase(databases, dataSet)
  const databaseUri = boardsUri(supersetOf(config), schema, passwordMask)
  const wanted = slugs.length > 0 ? slugs : exportable.map(({ slug }) => slug)
  const bundle = makeBundle(wanted, { dataSet, schema, databaseUri })
  await layBoards(engine, databases, dataSet, { zone, minimum: minGroupSize, cluster: config.clickhouse.cluster })
  return bundle
}

const named = ({ dashboards }: Bundle) => dashboards.map(({ slug }) => slug).join(', ')

/** ClickHouse takes the names of the IANA database alone, in their own case. */
function readZone(name: string): string {
  const isKnown = name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name)
  if (isKnown) return name
  throw invalidRequest(`There is no time zone called “${name}”.`, { advice: 'Use a name such as Europe/Oslo.' })
}
