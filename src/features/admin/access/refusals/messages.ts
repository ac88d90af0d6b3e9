import { defineMessages } from '../../../../i18n/define-messages.ts'

const beside = 'Why something was refused, beside the field'
const aFile = 'Why a file was refused'
const aRow = 'Why a row of a file is refused'

/** Why the service refused something: one text for each of its codes. */
export const refusalMessages = defineMessages({
  'name-taken': {
    id: 'admin.access.refusal.name-taken',
    defaultMessage: 'A dashboard called “{name}” is listed already. Choose another short name.',
    description: beside,
  },
  'title-taken': {
    id: 'admin.access.refusal.title-taken',
    defaultMessage: 'A dashboard titled “{title}” is listed already. Choose another title.',
    description: beside,
  },
  'listed-already': {
    id: 'admin.access.refusal.listed-already',
    defaultMessage: 'This dashboard is listed already, under the short name “{name}”. Change that one instead.',
    description: beside,
  },
  'type-name-taken': {
    id: 'admin.access.refusal.type-name-taken',
    defaultMessage: 'A type called “{name}” is there already. Choose another name, or change that one.',
    description: beside,
  },
  'person-there': {
    id: 'admin.access.refusal.person-there',
    defaultMessage: 'This person is in the list already. Close this and change the entry there.',
    description: 'Why something was refused',
  },
  'assignment-there': {
    id: 'admin.access.refusal.assignment-there',
    defaultMessage: 'They have this type already. Choose another type, or somebody else.',
    description: 'Why something was refused',
  },
  gone: {
    id: 'admin.access.refusal.gone',
    defaultMessage: 'It is no longer there: somebody removed it meanwhile. Close this and look at the list again.',
    description: 'Why something was refused',
  },
  'part-of-type': {
    id: 'admin.access.refusal.part-of-type',
    defaultMessage: 'The dashboard is still part of a type. Take it out of its types first.',
    description: 'Why something was refused',
  },
  'type-in-use': {
    id: 'admin.access.refusal.type-in-use',
    defaultMessage:
      'The type is still assigned in {count, plural, one {# place} other {# places}}. Take it away there, or give them another type, first.',
    description: 'Why something was refused',
  },
  'changed-meanwhile': {
    id: 'admin.access.refusal.changed-meanwhile',
    defaultMessage:
      'Somebody else changed who gets which dashboards at the same moment. Close this, look at how it is now, and try again.',
    description: 'Why something was refused',
  },
  'no-table': {
    id: 'admin.access.refusal.no-table',
    defaultMessage: '{file} is not named after a table of the Panorama plugin. These are: {tables}.',
    description: aFile,
  },
  'table-twice': {
    id: 'admin.access.refusal.table-twice',
    defaultMessage: '{other} and {file} are the same table. Choose each table once.',
    description: aFile,
  },
  'columns-missing': {
    id: 'admin.access.refusal.columns-missing',
    defaultMessage:
      '{file}: the first line does not name {columns}. It has to hold the names of the columns; dump the table with them.',
    description: aFile,
  },
  'wrong-width': {
    id: 'admin.access.refusal.wrong-width',
    defaultMessage:
      '{file}: line {line, number} has {fields, plural, one {# field} other {# fields}} where the first line has {expected, number}. A comma or a line break within a field has to stand in quotes; dump the table once more.',
    description: aFile,
  },
  'wrong-quotes': {
    id: 'admin.access.refusal.wrong-quotes',
    defaultMessage:
      '{file}: something is wrong with the quotes near line {line, number}. Quotes within a field are written twice; dump the table once more.',
    description: aFile,
  },
  'no-such-type': {
    id: 'admin.access.refusal.no-such-type',
    defaultMessage: 'There is no dashboard type “{type}”.',
    description: aRow,
  },
  'no-such-dashboard': {
    id: 'admin.access.refusal.no-such-dashboard',
    defaultMessage: 'There is no dashboard with the id “{dashboard}”.',
    description: aRow,
  },
  'unknown-user-id': {
    id: 'admin.access.refusal.unknown-user-id',
    defaultMessage: 'Nothing tells whose user id this is. Choose auth_user.csv as well, dumped at the same time.',
    description: aRow,
  },
  'wrong-id': {
    id: 'admin.access.refusal.wrong-id',
    defaultMessage: 'Column {column}: an id holds only letters, digits, _, . and -, at most 128.',
    description: aRow,
  },
  'wrong-name': {
    id: 'admin.access.refusal.wrong-name',
    defaultMessage: 'Column {column}: it is empty, or too long.',
    description: aRow,
  },
  'wrong-number': {
    id: 'admin.access.refusal.wrong-number',
    defaultMessage: 'Column {column}: it has to be a whole number.',
    description: aRow,
  },
  'wrong-flag': {
    id: 'admin.access.refusal.wrong-flag',
    defaultMessage: 'Column {column}: it has to be 0 or 1.',
    description: aRow,
  },
  'wrong-role': {
    id: 'admin.access.refusal.wrong-role',
    defaultMessage: 'Column {column}: the role has to be READER or AUTHOR.',
    description: aRow,
  },
  'wrong-arn': {
    id: 'admin.access.refusal.wrong-arn',
    defaultMessage:
      'Column {column}: it is not the ARN of a QuickSight user, arn:aws:quicksight:REGION:ACCOUNT:user/NAMESPACE/NAME.',
    description: aRow,
  },
})
