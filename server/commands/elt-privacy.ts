import { choiceOf, type Leaves, type PlannedColumn, planTable } from '../extract/personal-data/plan.ts'
import type { DataClass } from '../extract/settings/settings.ts'
import { type EltOptions, readEltSettings } from './elt-settings.ts'
import type { Terminal } from './terminal.ts'

interface Told {
  readonly datasource: string
  readonly table: string
  readonly column: string
  readonly dataClass: DataClass
  readonly because: PlannedColumn['facts']['because']
  readonly leaves: Leaves
}

/** `panorama elt privacy`: what of each table of the settings file leaves the LMS, and as what. Connects to nothing. */
export async function showPrivacy(terminal: Terminal, options: EltOptions): Promise<void> {
  const { settings } = await readEltSettings(terminal, options)
  const choice = choiceOf(settings.datalake.personalData)
  const columns = settings.datasources.flatMap(({ name: datasource, tables }) =>
    tables.flatMap((table) =>
      planTable(table, choice).map(
        ({ name: column, facts: { dataClass, because }, leaves }): Told => ({
          datasource,
          table: table.name,
          column,
          dataClass,
          because,
          leaves,
        }),
      ),
    ),
  )
  terminal.report({ personalData: choice.policy, isSaid: choice.isSaid, columns }, describePrivacy(columns, choice))
}

/** In the order in which people ask. */
const ways: readonly (readonly [Leaves, string])[] = [
  ['as-it-is', 'as it is'],
  ['pseudonym', 'as a pseudonym'],
  ['work-only', 'without answers'],
  ['empty', 'left empty'],
  ['never', 'never leaves'],
]

const policies = {
  keep: 'personal_data is keep: what is personal leaves as it is.',
  pseudonymise:
    'personal_data is pseudonymise: ids, usernames and mail addresses leave as pseudonyms, all else that is personal is left empty.',
  leave_out: 'personal_data is leave_out: what is personal is left empty; ids and usernames leave.',
} as const

/** A paragraph a table, a line for each way in which its columns leave. */
export function describePrivacy(columns: readonly Told[], { policy, isSaid }: ReturnType<typeof choiceOf>): string {
  const tables = new Map<string, Told[]>()
  for (const column of columns) {
    const name = `${column.datasource}/${column.table}`
    tables.set(name, [...(tables.get(name) ?? []), column])
  }
  const unknown = columns.filter(({ because }) => because === 'unknown')
  return [
    isSaid ? policies[policy] : `${policies[policy]} The settings file does not say so: this is the default.`,
    ...[...tables].flatMap(([name, ofTable]) => ['', name, ...linesOf(ofTable)]),
    ...(unknown.length > 0
      ? [
          '',
          '? Unknown to Panorama; it leaves because the settings file lists it. If it tells of people, write data_class: personal beside it.',
        ]
      : []),
    ...(columns.some(({ because }) => because === 'name')
      ? ['~ Judged by its name. Write data_class beside it to decide otherwise.']
      : []),
  ].join('\n')
}

const marks: Readonly<Partial<Record<Told['because'], string>>> = { unknown: '?', name: '~' }

function linesOf(columns: readonly Told[]): string[] {
  return ways.flatMap(([way, words]) => {
    const names = columns
      .filter(({ leaves }) => leaves === way)
      .map(({ column, because }) => `${column}${marks[because] ?? ''}`)
    return names.length > 0 ? wrapped(`  ${words.padEnd(16)}`, names) : []
  })
}

const width = 110

/** Lines of names behind a heading, none wider than a terminal. */
function wrapped(heading: string, names: readonly string[]): string[] {
  const lines = [heading]
  names.forEach((name, index) => {
    const word = index < names.length - 1 ? `${name}, ` : name
    const line = lines.at(-1)!
    if (line.length + word.length > width && line.trim() !== '') lines.push(`${' '.repeat(heading.length)}${word}`)
    else lines[lines.length - 1] = `${line}${word}`
  })
  return lines.map((line) => line.trimEnd())
}
