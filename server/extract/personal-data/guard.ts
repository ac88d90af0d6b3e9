import { createHash } from 'node:crypto'
import { misconfigured } from '../../kernel/errors.ts'
import type { Engine } from '../../warehouse/engine.ts'
import type { DatalakeSettings, TableSettings } from '../settings/settings.ts'
import { derivedKey, makeScratchDatabase } from './keyed-hash.ts'
import { workOnly } from './module-state.ts'
import { choiceOf, fieldsToRead, type PlannedColumn, planTable, warningsOf } from './plan.ts'
import { layPseudonymKeys, pseudonym } from './pseudonyms.ts'
import { isOfRetired, isRetired, layRetired, type RetiredMarks } from './retired-people.ts'

/** What stands between the tables of the LMS and the lake: nothing of a person passes that the site has not decided on. */
export interface Guard {
  guardTable(table: TableSettings): GuardedTable
}

export interface GuardedTable {
  /** As the source is to read it: what is left empty is a constant, and is not read. */
  readonly table: TableSettings
  /** Goes around the SELECT of a source, see `ExtractRequest`. */
  readonly guard: (select: string) => string
  /** For the report of the run. */
  readonly warnings: readonly string[]
  /**
   * Another one when other things leave, or under other pseudonyms, or when somebody was retired of whom the table may have rows:
   * then what was published under the one before has to be extracted anew.
   */
  readonly fingerprint: string
}

/**
 * Puts what pseudonyms are made with, and who was retired, into the scratch engine of a run.
 * @throws PanoramaError `misconfigured` when there are to be pseudonyms and no key to make them with
 */
export async function openGuard(
  engine: Engine,
  datalake: Pick<DatalakeSettings, 'personalData' | 'pseudonymKey'>,
  retired: RetiredMarks,
): Promise<Guard> {
  const choice = choiceOf(datalake.personalData)
  const key = choice.policy === 'pseudonymise' ? checkedKey(datalake.pseudonymKey) : null
  await makeScratchDatabase(engine)
  if (key !== null) await layPseudonymKeys(engine, key)
  if (retired.marks.length > 0) await layRetired(engine, retired)
  const keyMark = key === null ? '' : derivedKey(key, 'panorama fingerprint').toString('base64url')
  const retiredMark = createHash('sha256').update(retired.marks.join()).digest('base64url')
  return {
    guardTable(table) {
      const plan = planTable(table, choice)
      checkPartitions(table, plan)
      const holdsPeople = plan.some(({ facts }) => facts.names !== undefined)
      const leaving = plan.map(({ name, leaves }) => `${name} ${leaves}`)
      const fingerprint = [leaving.join(), keyMark, holdsPeople ? retiredMark : ''].join('\n')
      return {
        table: { ...table, fields: fieldsToRead(table.fields, plan) },
        guard: (select) => guarded(select, plan, retired.marks.length > 0),
        warnings: warningsOf(plan, choice),
        fingerprint: createHash('sha256').update(fingerprint).digest('base64url'),
      }
    },
  }
}

/** Short keys can be tried out. */
const shortestKey = 32

function checkedKey(key: string | null): string {
  if (key !== null && key.length >= shortestKey) return key
  throw misconfigured(
    key === null
      ? 'Pseudonyms need a key, and the settings file names none.'
      : `The pseudonym_key of the settings file is too short: it needs ${shortestKey} characters or more.`,
    {
      advice:
        'Make one with "openssl rand -hex 32", keep it where you keep passwords, and name it as pseudonym_key in the datalake section. Under another key everybody gets another pseudonym.',
    },
  )
}

/** Folders are called after the values that part a table. */
function checkPartitions({ name, partitions }: TableSettings, plan: readonly PlannedColumn[]): void {
  for (const field of partitions?.fields ?? []) {
    const column = plan.find((planned) => planned.name === field)
    if (column === undefined || column.leaves === 'as-it-is') continue
    throw misconfigured(`The table ${name} cannot be parted by ${field}, which does not leave the LMS as it is.`, {
      advice: 'Part it by a column that tells of no person, such as course_id.',
    })
  }
}

/** As MySQL's columns may be called; the engine has backslashes in quoted names. */
const quoted = (name: string) => `\`${name.replace(/[\\`]/g, '\\$&')}\``

function guarded(select: string, plan: readonly PlannedColumn[], areThereRetired: boolean): string {
  const isTheirs = areThereRetired ? isOfRetired(plan, quoted) : undefined
  const columns = plan.map((column) => {
    const name = quoted(column.name)
    const made = leavingValue(column, name, areThereRetired)
    return made === name ? name : `${made} AS ${name}`
  })
  const isAsItWas = columns.every((column, index) => column === quoted(plan[index]!.name))
  const rows = isTheirs === undefined ? `(${select})` : `(SELECT * FROM (${select}) WHERE NOT (${isTheirs}))`
  return isAsItWas && isTheirs === undefined ? select : `SELECT ${columns.join(', ')} FROM ${rows}`
}

function leavingValue({ facts, leaves }: PlannedColumn, name: string, areThereRetired: boolean): string {
  if (leaves === 'work-only') return workOnly(name)
  if (facts.names === undefined || leaves === 'empty' || leaves === 'never') return name
  const value = leaves === 'pseudonym' ? pseudonym(facts.names, name) : name
  // Whoever signed somebody up is no reason to leave that row out.
  return areThereRetired && !facts.isWhose ? `if(${isRetired(facts.names, name)}, NULL, ${value})` : value
}
