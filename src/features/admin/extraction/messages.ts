import { defineMessages } from '../../../i18n/define-messages.ts'

export const extractionMessages = defineMessages({
  title: { id: 'extraction.title', defaultMessage: 'Data from the LMS', description: 'Heading' },
  subtitle: {
    id: 'extraction.subtitle',
    defaultMessage: 'Courses, enrollments and grades, out of the tables of the LMS.',
    description: 'Below the heading Data from the LMS',
  },
  never: {
    id: 'extraction.never',
    defaultMessage: 'Nothing has come from the LMS yet.',
    description: 'The first sentence, before the first extraction',
  },
  underWay: {
    id: 'extraction.under-way',
    defaultMessage:
      'Data is being read from the LMS: {count, plural, =0 {no table is done yet} one {# table is done} other {# tables are done}}.',
    description: 'The first sentence, while an extraction is under way',
  },
  done: {
    id: 'extraction.done-at',
    defaultMessage: 'Everything was read from the LMS {when}.',
    description: 'The first sentence; when is for example "3 hours ago"',
  },
  failed: {
    id: 'extraction.failed-at',
    defaultMessage: 'Not everything could be read from the LMS {when}.',
    description: 'The first sentence; when is for example "3 hours ago"',
  },
  interrupted: {
    id: 'extraction.interrupted-at',
    defaultMessage: 'Reading from the LMS was cut off {when}.',
    description: 'The first sentence; when is for example "3 hours ago"',
  },
  next: {
    id: 'extraction.next',
    defaultMessage: 'Next: {when}.',
    description: 'When data is read again by itself; when is a date and time',
  },
  crontab: {
    id: 'extraction.crontab',
    defaultMessage: 'By schedule: {crontab}, {timeZone}.',
    description: 'crontab is for example "55 * * * *", timeZone for example "Europe/Madrid"',
  },
  noSchedule: {
    id: 'extraction.no-schedule',
    defaultMessage: 'Panorama does not read it by itself: PANORAMA_CRONTAB is off.',
    description: 'There is no schedule',
  },
  unconfigured: {
    id: 'extraction.unconfigured',
    defaultMessage:
      'Panorama has not been told what to read: set PANORAMA_ELT_SETTINGS to the path of a settings file, and start the service again.',
    description: 'What to do when nothing is set up',
  },
  modeForbids: {
    id: 'extraction.mode-forbids',
    defaultMessage: 'In the present mode nothing is read from the LMS. What is there is kept.',
    description: 'In DEMO mode',
  },
  runNow: { id: 'extraction.run-now', defaultMessage: 'Run now', description: 'Button: read data from the LMS now' },
  running: { id: 'extraction.running', defaultMessage: 'Under way', description: 'Outcome of a run' },
  notStarted: {
    id: 'extraction.not-started',
    defaultMessage: 'It was not started',
    description: 'Heading over why a run was not started',
  },
  alreadyUnderWay: {
    id: 'extraction.already-under-way',
    defaultMessage: 'Data is being read from the LMS already.',
    description: 'Why a run was not started',
  },
  runFailed: {
    id: 'extraction.run-failed',
    defaultMessage: 'What stopped it',
    description: 'Heading over the words of a run that failed',
  },
  tables: { id: 'extraction.tables', defaultMessage: 'Tables of the LMS', description: 'Names a table' },
  table: { id: 'extraction.table', defaultMessage: 'Table', description: 'Column: a table of the LMS' },
  rows: { id: 'extraction.rows', defaultMessage: 'Rows', description: 'Column' },
  asOf: { id: 'extraction.as-of', defaultMessage: 'As of', description: 'Column: how fresh the table is' },
  outcome: { id: 'extraction.outcome', defaultMessage: 'Last time', description: 'Column: how it ended last time' },
  notYet: { id: 'extraction.not-yet', defaultMessage: 'not yet', description: 'A table that was never read' },
  tableDone: { id: 'extraction.table-done', defaultMessage: 'Read', description: 'How it ended for a table' },
  tableUnchanged: {
    id: 'extraction.table-unchanged',
    defaultMessage: 'Unchanged',
    description: 'How it ended for a table of which nothing was new',
  },
  tableFailed: { id: 'extraction.table-failed', defaultMessage: 'Failed', description: 'How it ended for a table' },
  tableSkipped: {
    id: 'extraction.table-skipped',
    defaultMessage: 'Left out',
    description: 'How it ended for a table',
  },
  remarks: {
    id: 'extraction.remarks',
    defaultMessage: '{count, plural, one {# remark} other {# remarks}}',
    description: 'Opens what is to be known of a table',
  },
  runs: { id: 'extraction.runs', defaultMessage: 'The last runs', description: 'Opens a table of runs' },
  started: { id: 'extraction.started', defaultMessage: 'Started', description: 'Column: when a run started' },
  startedBy: { id: 'extraction.started-by', defaultMessage: 'By', description: 'Column: who started a run' },
  byCommand: { id: 'extraction.by-command', defaultMessage: 'command line', description: 'Who started a run' },
  bySchedule: { id: 'extraction.by-schedule', defaultMessage: 'schedule', description: 'Who started a run' },
  byPerson: { id: 'extraction.by-person', defaultMessage: 'administrator', description: 'Who started a run' },
  runOutcome: { id: 'extraction.run-outcome', defaultMessage: 'Outcome', description: 'Column: how a run ended' },
  runDone: { id: 'extraction.run-done', defaultMessage: 'Done', description: 'Outcome of a run' },
  runFailedShort: {
    id: 'extraction.run-failed-short',
    defaultMessage: 'Not everything',
    description: 'Outcome of a run: something failed',
  },
  runInterrupted: { id: 'extraction.run-interrupted', defaultMessage: 'Cut off', description: 'Outcome of a run' },
  runOverlapped: {
    id: 'extraction.run-overlapped',
    defaultMessage: 'Skipped: another was under way',
    description: 'Outcome of a run',
  },
  changed: {
    id: 'extraction.changed',
    defaultMessage: 'Tables with news',
    description: 'Column: how many tables were written anew',
  },
  rowsWritten: { id: 'extraction.rows-written', defaultMessage: 'Rows written', description: 'Column' },
  seconds: { id: 'extraction.seconds', defaultMessage: 'Seconds', description: 'Column: how long a run took' },
})
