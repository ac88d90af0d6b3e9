import type { FieldSettings, PersonalDataPolicy, TableSettings } from '../settings/settings.ts'
import type { ColumnFacts } from './column-facts.ts'
import { factsOf } from './facts-of-column.ts'

/** What the site decided about personal data. */
export interface PersonalDataChoice {
  readonly policy: PersonalDataPolicy
  /** False: the settings file says nothing, so that the default holds. */
  readonly isSaid: boolean
}

/**
 * The default. Dashboards need to know which rows are of one person, and nobody's name; so no name leaves the LMS until somebody
 * asks for it. Pseudonyms would hide more, but then no row of the LMS could be matched with an event.
 */
const standard: PersonalDataPolicy = 'leave_out'

export function choiceOf(personalData: PersonalDataPolicy | null): PersonalDataChoice {
  return { policy: personalData ?? standard, isSaid: personalData !== null }
}

/**
 * What becomes of a column on its way out of the LMS.
 * - `as-it-is`
 * - `pseudonym`: the same one for the same person in every table
 * - `work-only`: the parts of the state of a block that tell of attempts and scores, and no answer
 * - `empty`: the column stays, so that what reads the table goes on working, and holds nothing
 * - `never`: as `empty`, whatever the settings say
 */
export type Leaves = 'as-it-is' | 'pseudonym' | 'work-only' | 'empty' | 'never'

export interface PlannedColumn {
  readonly name: string
  readonly facts: ColumnFacts
  readonly leaves: Leaves
}

/** What becomes of each field of a table. A constant of the settings file is none of the LMS's data, and is left alone. */
export function planTable({ name: table, fields }: TableSettings, { policy }: PersonalDataChoice): PlannedColumn[] {
  return fields.map((field) => {
    const facts: ColumnFacts =
      field.constant === undefined ? factsOf(table, field) : { dataClass: 'plain', because: 'settings' }
    return { name: field.name, facts, leaves: leavesBy(facts, policy) }
  })
}

function leavesBy({ dataClass, names, isModuleState }: ColumnFacts, policy: PersonalDataPolicy): Leaves {
  switch (dataClass) {
    case 'secret':
      return 'never'
    case 'plain':
      return 'as-it-is'
    case 'identifier':
      return policy === 'pseudonymise' ? 'pseudonym' : 'as-it-is'
    case 'personal':
      if (policy === 'keep') return 'as-it-is'
      if (isModuleState) return 'work-only'
      return policy === 'pseudonymise' && names !== undefined ? 'pseudonym' : 'empty'
  }
}

/** The fields as a source reads them: what is left empty is a constant, which is not even asked for. */
export function fieldsToRead(fields: readonly FieldSettings[], plan: readonly PlannedColumn[]): FieldSettings[] {
  return fields.map((field, index) => {
    const leaves = plan[index]?.leaves
    return leaves === 'empty' || leaves === 'never' ? { ...field, constant: null } : field
  })
}

/** What the report of a run says of it, one sentence for each kind. */
export function warningsOf(plan: readonly PlannedColumn[], { isSaid }: PersonalDataChoice): string[] {
  const columns = (which: (column: PlannedColumn) => boolean) =>
    plan
      .filter(which)
      .map(({ name }) => name)
      .join(', ')
  const say = (names: string, says: string) => (names === '' ? [] : [`${names}: ${says}`])
  const held = isSaid
    ? []
    : [
        ...say(
          columns(({ leaves }) => leaves === 'empty'),
          'personal, and left empty',
        ),
        ...say(
          columns(({ leaves }) => leaves === 'work-only'),
          'leaves without answers',
        ),
      ]
  return [
    ...say(
      columns(({ leaves }) => leaves === 'never'),
      'never leaves the LMS, and is left empty. Take it out of the settings file.',
    ),
    ...held.map((text) => `${text}, for the settings file does not say what to do with personal data. ${howToSay}`),
    ...say(
      columns(({ facts }) => facts.because === 'unknown'),
      'unknown to Panorama, and leaves as it is, for the settings file lists it. If it tells of people, write data_class: personal beside it.',
    ),
  ]
}

const howToSay = 'Write personal_data: keep, pseudonymise or leave_out into its datalake section.'
