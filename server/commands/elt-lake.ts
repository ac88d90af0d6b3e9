import type { ExtractionRun } from '../contract/extraction.ts'
import { systemClock } from '../kernel/clock.ts'
import { failureText } from '../kernel/failure-text.ts'
import { type Lake, openLake } from '../lake/lake.ts'
import type { LakeHolder } from '../lake/lock.ts'
import type { Manifest, PublishedTable } from '../lake/manifest.ts'
import { type EltOptions, readEltSettings } from './elt-settings.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

interface Options extends EltOptions {
  /** Every object is read. */
  readonly verify?: boolean
}

const runsShown = 5

/**
 * `panorama elt lake`: what is published in the lake, by which runs, and who writes into it now. With `--verify` every object is read
 * and compared with its checksum; ends with 1 when one is not as it was published.
 * @throws PanoramaError of the lake
 */
export async function showLake(terminal: Terminal, options: Options): Promise<void> {
  const { settings } = await readEltSettings(terminal, options)
  const lake = openLake(settings.datalake, systemClock)
  try {
    const [manifest, writing, runs] = [await lake.manifest(), await lake.writing(), await lake.reports(runsShown)]
    const problems = options.verify === true ? await verify(terminal, lake, manifest) : null
    const { publishedAt = null, run = null, tables = {} } = manifest ?? {}
    const told = {
      place: lake.place,
      publishedAt,
      run,
      writing,
      tables: Object.values(tables).map(tableRow),
      runs,
      problems,
    }
    terminal.report(told, describeLake(told))
    if (problems !== null && problems.length > 0) process.exitCode = 1
  } finally {
    lake.close()
  }
}

/** What is wrong, one sentence for each object. */
async function verify(terminal: Terminal, lake: Lake, manifest: Manifest | null): Promise<readonly string[]> {
  const objects = Object.values(manifest?.tables ?? {}).flatMap((table) => table.objects)
  const problems: string[] = []
  for (const [index, object] of objects.entries()) {
    if (index % 20 === 0) terminal.progress(`Reading object ${index + 1} of ${objects.length}`)
    await lake.withFile(object, async () => undefined).catch((error: unknown) => problems.push(failureText(error)))
  }
  return problems
}

function tableRow({ datasource, table, format, objects, asOf }: PublishedTable) {
  const bytes = objects.reduce((sum, object) => sum + object.bytes, 0)
  return {
    ...{ datasource, table, format, objects: objects.length },
    rows: objects.reduce((sum, object) => sum + object.rows, 0),
    MB: Math.round(bytes / 1e4) / 100,
    'as of': asOf,
  }
}

interface Told {
  readonly place: string
  readonly publishedAt: string | null
  readonly writing: LakeHolder | null
  readonly tables: readonly ReturnType<typeof tableRow>[]
  readonly runs: readonly ExtractionRun[]
  readonly problems: readonly string[] | null
}

function describeLake({ place, publishedAt, writing, tables, runs, problems }: Told): string {
  const lines = [
    publishedAt === null ? `Nothing is published in ${place} yet.` : `${place}, published last at ${publishedAt}`,
  ]
  if (tables.length > 0) lines.push('', textTable(tables))
  if (runs.length > 0) lines.push('', 'Last runs', textTable(runs.map(runRow)))
  lines.push('')
  if (writing) lines.push(`A run has written since ${writing.since}, on ${writing.host} (process ${writing.pid}).`)
  if (problems === null) lines.push('Whether every object is as it was published: --verify')
  else if (problems.length === 0) lines.push('Every object is as it was published.')
  else lines.push(...problems.map((problem) => `✗ ${problem}`))
  return lines.join('\n')
}

function runRow({ startedAt, startedBy, outcome, tables }: ExtractionRun) {
  return {
    ...{ started: startedAt, by: startedBy, outcome, tables: tables.length },
    failed: tables.filter((table) => table.outcome === 'failed').length,
  }
}
