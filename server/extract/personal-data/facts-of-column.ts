import type { DataClass, FieldSettings } from '../settings/settings.ts'
import type { ColumnFacts, PersonKey } from './column-facts.ts'
import { guessFacts } from './guess-facts.ts'
import { type KnownTable, knownTables } from './known-tables.ts'

/**
 * What a column of a table tells of people. The settings file has the last word, except over what is known to be a secret.
 * @param table as the LMS calls it
 */
export function factsOf(table: string, { name, dataClass }: Pick<FieldSettings, 'name' | 'dataClass'>): ColumnFacts {
  const facts = known(table, name) ?? guessFacts(name)
  if (dataClass === undefined || (facts.dataClass === 'secret' && facts.because === 'known')) return facts
  if (dataClass === facts.dataClass) return { ...facts, because: 'settings' }
  // Whatever it is called: rows of people who were retired are found by it.
  const { names, isWhose } = facts
  const identifier = names ?? (dataClass === 'identifier' ? 'anonymousId' : undefined)
  return {
    dataClass,
    ...(identifier !== undefined && { names: identifier }),
    ...(isWhose !== undefined && { isWhose }),
    because: 'settings',
  }
}

function known(table: string, column: string): ColumnFacts | undefined {
  const facts = Object.hasOwn(knownTables, table) ? columnsOf(knownTables[table]!).get(column) : undefined
  return facts && { ...facts, because: 'known' }
}

type Known = Omit<ColumnFacts, 'because'>

const remembered = new Map<KnownTable, ReadonlyMap<string, Known>>()

function columnsOf(table: KnownTable): ReadonlyMap<string, Known> {
  const columns = remembered.get(table) ?? listed(table)
  remembered.set(table, columns)
  return columns
}

function listed({ whose, alsoNames, personal, moduleState, secret, plain }: KnownTable): ReadonlyMap<string, Known> {
  const people = (keys: KnownTable['whose'], isWhose: boolean) =>
    Object.entries(keys ?? {}).map(
      ([column, names]) => [column, { dataClass: classOf(names), names, isWhose }] as const,
    )
  const words = (text: string | undefined, facts: Known) =>
    (text ?? '').split(' ').map((name) => [name, facts] as const)
  return new Map<string, Known>([
    ...people(whose, true),
    ...people(alsoNames, false),
    ...words(personal, { dataClass: 'personal' }),
    ...words(moduleState, { dataClass: 'personal', isModuleState: true }),
    ...words(secret, { dataClass: 'secret' }),
    ...words(plain, { dataClass: 'plain' }),
  ])
}

/** A mail address is more than an identifier: whoever has it can write to them. */
const classOf = (names: PersonKey): DataClass => (names === 'mail' ? 'personal' : 'identifier')
