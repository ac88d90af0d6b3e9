import type { Manifest, PublishedTable } from '../lake/manifest.ts'
import { fingerprintOf, type Load } from './loads.ts'
import { columnsOf, type SourceTable, sourceTables } from './source-tables.ts'
import { type Target, type TargetName, targets } from './targets.ts'

/** The tables of the lake by their names at the LMS. */
type Sources = ReadonlyMap<SourceTable, PublishedTable>

/** What is to be done about one table of the warehouse. */
export interface Plan {
  readonly name: TargetName
  readonly target: Target
  /** What to fill it with; null when the lake has not all that it takes. */
  readonly fill: {
    readonly select: Target['origins'][number]['select']
    readonly sources: Sources
    readonly load: Omit<Load, 'rows'>
    /** When the newest of the sources was read: two dumps that differ have two times. */
    readonly dumpedAt: Date
    /** It is not what it was filled with last. */
    readonly isNew: boolean
  } | null
  /** A sentence on what could not be used, and what to do. */
  readonly warning: string | null
}

export interface PlanOptions {
  readonly withNames: boolean
  readonly lmsUrl: string
  readonly force?: boolean
}

/** In the order in which they are filled. */
export function planLoad(
  manifest: Manifest | null,
  loads: ReadonlyMap<string, Load>,
  options: PlanOptions,
): readonly Plan[] {
  const { sources, warnings } = usableSources(manifest)
  return (Object.entries(targets) as [TargetName, Target][]).map(([name, target]) => {
    const origin = target.origins.find(({ from }) => from.every((source) => sources.has(source)))
    const wanted = (origin ?? target.origins[0])?.from ?? []
    const warning = [...wanted, ...(origin?.with ?? [])].flatMap((source) => warnings.get(source) ?? []).join(' ')
    if (!origin) return { name, target, fill: null, warning: warning || null }
    const from = [...origin.from, ...(origin.with ?? [])].flatMap((source) => {
      const published = sources.get(source)
      return published ? [[source, published] as const] : []
    })
    const fingerprint = fingerprintOf(
      from.map(([, published]) => published),
      [options.withNames, options.lmsUrl],
    )
    const moments = (names: readonly SourceTable[]) =>
      names.flatMap((source) => Date.parse(sources.get(source)?.asOf ?? ''))
    const asOf = new Date(Math.min(...moments(origin.from)))
    const isNew = options.force === true || loads.get(name)?.fingerprint !== fingerprint
    return {
      name,
      target,
      fill: {
        select: origin.select,
        sources: new Map(from),
        load: { target: name, fingerprint, asOf },
        dumpedAt: new Date(Math.max(...moments(from.map(([source]) => source)))),
        isNew,
      },
      warning: warning || null,
    }
  })
}

/** The published tables that we know, as far as they have the columns that they need. */
function usableSources(manifest: Manifest | null): { sources: Sources; warnings: ReadonlyMap<SourceTable, string> } {
  const sources = new Map<SourceTable, PublishedTable>()
  const warnings = new Map<SourceTable, string>()
  for (const published of Object.values(manifest?.tables ?? {})) {
    if (!Object.hasOwn(sourceTables, published.table)) continue
    const source = published.table as SourceTable
    const earlier = sources.get(source)
    if (earlier) {
      warnings.set(
        source,
        `${source} is published by ${earlier.datasource} and by ${published.datasource}; only the first is used.`,
      )
      continue
    }
    const there = new Set([...published.columns.map(({ name }) => name), ...published.partitionColumns])
    const missing = columnsOf(source, { withNames: true }).filter(
      ({ from, isNeeded }) => isNeeded && from !== null && !there.has(from),
    )
    if (missing.length === 0) sources.set(source, published)
    else {
      const names = missing.map(({ from }) => from).join(', ')
      warnings.set(source, `${source} lacks ${names}: add it to the fields of the table in the settings file.`)
    }
  }
  return { sources, warnings }
}
