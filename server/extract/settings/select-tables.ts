import { invalidRequest } from '../../kernel/errors.ts'
import { nearestWord } from './nearest-word.ts'
import type { DatasourceSettings, ExtractionSettings, TableSettings } from './settings.ts'

/** What was said on the command line. */
export interface Asked {
  readonly all?: boolean
  readonly datasource?: string
  /** Names, separated by commas. */
  readonly tables?: string
}

export interface Selected {
  readonly datasource: DatasourceSettings
  readonly tables: readonly TableSettings[]
}

/**
 * The tables of the settings file that were asked for, in its order. `--all --datasource X` means X alone.
 * @throws PanoramaError `invalid_request` (exit code 64) for nothing, a contradiction, or a name that the file does not list
 */
export function selectTables(settings: ExtractionSettings, asked: Asked): readonly Selected[] {
  const { datasources, names } = readAsked(settings, asked)
  const listed = datasources.flatMap(({ tables }) => tables.map(({ name }) => name))
  for (const name of names ?? []) {
    if (!listed.includes(name)) throw unknown('table', name, listed, settings)
  }
  return datasources
    .map((datasource) => ({
      datasource,
      tables: datasource.tables.filter(({ name }) => names?.includes(name) ?? true),
    }))
    .filter(({ tables }) => names === null || tables.length > 0)
}

/**
 * As `selectTables`, where names are those of tables at the source, which the file need not list.
 * @returns the names, null for all
 */
export function selectDatasources(
  settings: ExtractionSettings,
  asked: Asked,
): { readonly datasources: readonly DatasourceSettings[]; readonly names: readonly string[] | null } {
  return readAsked(settings, asked)
}

function readAsked(settings: ExtractionSettings, { all = false, datasource, tables }: Asked) {
  const names =
    tables === undefined
      ? null
      : tables
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '')
  if (all && names !== null) {
    throw invalidRequest('--all and --tables contradict each other.', { advice: 'Give one of them.' })
  }
  if ((!all && datasource === undefined && names === null) || names?.length === 0) {
    throw invalidRequest('Which tables?', {
      advice: `Give --all, --datasource NAME or --tables A,B. The datasources of ${settings.path}: ${list(settings.datasources.map(({ name }) => name))}`,
    })
  }
  const known = settings.datasources.map(({ name }) => name)
  if (datasource !== undefined && !known.includes(datasource)) {
    throw unknown('datasource', datasource, known, settings)
  }
  const datasources = settings.datasources.filter(({ name }) => datasource === undefined || name === datasource)
  return { datasources, names: names === null ? null : [...new Set(names)] }
}

function unknown(what: string, name: string, known: readonly string[], { path }: ExtractionSettings) {
  const near = nearestWord(name, known)
  return invalidRequest(`${path} lists no ${what} ${name}.${near === undefined ? '' : ` Did you mean ${near}?`}`, {
    advice: `It lists: ${list(known)}`,
  })
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none.' : `${names.join(', ')}.`
}
