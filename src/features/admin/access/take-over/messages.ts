import { defineMessages } from '../../../../i18n/define-messages.ts'

export const takeOverMessages = defineMessages({
  importLead: {
    id: 'admin.access.import-lead',
    defaultMessage:
      'Bring what is set in the Panorama plugin’s backend: dashboards, types and people. Dump these tables of the LMS’s database as CSV with a first line of column names, and choose the files. Nothing is taken before you have seen what would be.',
    description: 'Above the choice of files',
  },
  importUsers: {
    id: 'admin.access.import-users',
    defaultMessage: 'auth_user tells whose user id is whose; only its columns id and username are read.',
    description: 'Below the names of the tables',
  },
  chooseFiles: {
    id: 'admin.access.choose-files',
    defaultMessage: 'CSV files',
    description: 'Label of the field for files',
  },
  choose: { id: 'admin.access.choose', defaultMessage: 'Choose files', description: 'Button of the field for files' },
  tooLarge: {
    id: 'admin.access.too-large',
    defaultMessage:
      'These files are larger than 16 MB together. Import them on the server: panorama access import FILE…',
    description: 'Files that are too large',
  },
  unreadable: {
    id: 'admin.access.unreadable',
    defaultMessage: 'A file could not be read. Choose the files again.',
    description: 'A file vanished or may not be read',
  },
  wouldAdd: {
    id: 'admin.access.would-add',
    defaultMessage:
      'Would be added: {dashboards, plural, one {# dashboard} other {# dashboards}}, {types, plural, one {# type} other {# types}} with {parts, plural, one {# dashboard} other {# dashboards}} in them, {people, plural, one {# person} other {# people}}.',
    description: 'Before an import is done',
  },
  didAdd: {
    id: 'admin.access.did-add',
    defaultMessage:
      'Added: {dashboards, plural, one {# dashboard} other {# dashboards}}, {types, plural, one {# type} other {# types}} with {parts, plural, one {# dashboard} other {# dashboards}} in them, {people, plural, one {# person} other {# people}}.',
    description: 'After an import',
  },
  next: {
    id: 'admin.access.import-next',
    defaultMessage:
      'Next, under “Dashboards”, untick “Holds rows about people” where a dashboard holds none; then give the types to course teams under “Teams and organisations”.',
    description: 'What to do after an import',
  },
  knownRows: {
    id: 'admin.access.known-rows',
    defaultMessage:
      '{count, plural, =0 {Nothing of it is here already.} one {# row is about what is here already, which stays as it is.} other {# rows are about what is here already, which stays as it is.}}',
    description: 'What an import leaves as it is',
  },
  refusedRows: {
    id: 'admin.access.refused-rows',
    defaultMessage: '{count, plural, one {# row cannot be taken} other {# rows cannot be taken}}',
    description: 'Title over rows that are refused',
  },
  refusedAdvice: {
    id: 'admin.access.refused-advice',
    defaultMessage: 'Put them right in the files and choose them again, or leave them out.',
    description: 'Below that title',
  },
  skipRefused: { id: 'admin.access.skip-refused', defaultMessage: 'Leave these rows out', description: 'Choice' },
  takeOver: { id: 'admin.access.take-over', defaultMessage: 'Take over', description: 'Button that does the import' },
  nothingNew: {
    id: 'admin.access.nothing-new',
    defaultMessage: 'There is nothing to take over.',
    description: 'An import that would add nothing',
  },
  where: { id: 'admin.access.where', defaultMessage: 'Where', description: 'Column: file and line' },
  line: { id: 'admin.access.line', defaultMessage: 'Line {line, number}', description: 'Line of a file' },
  reason: { id: 'admin.access.reason', defaultMessage: 'Why', description: 'Column' },
})
