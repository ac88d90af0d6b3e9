import type { AccessRefusals } from '../contract/access.ts'
import type { Why } from '../contract/failure.ts'
import { badInput, conflict, notFound, type PanoramaError } from '../kernel/errors.ts'

type Code = Exclude<keyof AccessRefusals, 'changed-meanwhile'>

interface Words {
  readonly make: typeof conflict
  readonly says: string
  readonly advice?: string
}

/**
 * Why administrators are refused something, in English, for commands and programs. The screen says it in the reader's
 * language, by the code and the values that go along.
 */
export function refusal<C extends Code>(code: C, values: AccessRefusals[C]): PanoramaError {
  const { make, says, advice } = words[code](values)
  return make(says, { ...(advice !== undefined && { advice }), why: { code, values: values as Why['values'] } })
}

const taken = (what: string): Words => ({
  make: conflict,
  says: `There is ${what} already.`,
  advice: 'Change that one, or choose another.',
})

const wrong = (says: string, advice?: string): Words => ({
  make: badInput,
  says,
  ...(advice !== undefined && { advice }),
})

const called = {
  dashboard: 'dashboard',
  type: 'dashboard type',
  person: 'person',
  assignment: 'assignment',
} as const satisfies Record<AccessRefusals['gone']['kind'], string>

const words: { readonly [C in Code]: (values: AccessRefusals[C]) => Words } = {
  'name-taken': ({ name }) => taken(`a dashboard called ${name}`),
  'title-taken': ({ title }) => taken(`a dashboard titled ${title}`),
  'listed-already': ({ name }) => taken(`this dashboard, under the name ${name}`),
  'type-name-taken': ({ name }) => taken(`a type called ${name}`),
  'person-there': () => taken('an entry for this person'),
  'assignment-there': () => taken('this assignment'),
  gone: ({ kind }) => ({
    make: notFound,
    says: `There is no such ${called[kind]}.`,
    advice: 'Look at the list again.',
  }),
  'part-of-type': () => ({
    make: conflict,
    says: 'The dashboard is still part of a type.',
    advice: 'Take it out of its types first.',
  }),
  'type-in-use': ({ count }) => ({
    make: conflict,
    says: count === 1 ? 'The type is still assigned to somebody.' : `The type is still assigned in ${count} places.`,
    advice: 'Take these assignments away, or give them another type, first.',
  }),
  'no-table': ({ file, tables }) =>
    wrong(`${file} is not a table of the Panorama plugin.`, `Name each file after its table: ${tables}.`),
  'table-twice': ({ file, other }) => wrong(`${other} and ${file} are the same table.`, 'Give each table once.'),
  'columns-missing': ({ file, columns }) =>
    wrong(
      `${file}: its first line does not name ${columns}.`,
      'The first line has to hold the names of the columns, as a dump with a header has them.',
    ),
  'wrong-width': ({ file, line, fields, expected }) =>
    wrong(
      `${file}: line ${line} has ${fields} fields, not ${expected}.`,
      'A comma or a line break within a field has to stand in quotes: dump the table once more.',
    ),
  'wrong-quotes': ({ file, line }) =>
    wrong(
      `${file} is not CSV: something is wrong with the quotes near line ${line}.`,
      'Quotes within a field are written twice: dump the table once more.',
    ),
  'no-such-type': ({ type }) => wrong(`There is no dashboard type ${type}.`),
  'no-such-dashboard': ({ dashboard }) => wrong(`There is no dashboard ${dashboard}.`),
  'unknown-user-id': () => wrong('Whose user id this is, is not known: give auth_user.csv as well.'),
  'wrong-id': ({ column }) => wrong(`${column}: must be an id of letters, digits, _, . and -, at most 128.`),
  'wrong-name': ({ column }) => wrong(`${column}: must not be empty, nor longer than a name may be.`),
  'wrong-number': ({ column }) => wrong(`${column}: must be a whole number between -1000000 and 1000000.`),
  'wrong-flag': ({ column }) => wrong(`${column}: must be 0 or 1.`),
  'wrong-role': ({ column }) => wrong(`${column}: must be READER or AUTHOR.`),
  'wrong-arn': ({ column }) =>
    wrong(`${column}: must be the ARN of a QuickSight user: arn:aws:quicksight:REGION:ACCOUNT:user/NAMESPACE/NAME.`),
}
