import { defineMessages } from '../../../i18n/define-messages.ts'

export const flowMessages = defineMessages({
  title: { id: 'flow.title', defaultMessage: 'How events flow', description: 'Heading' },
  subtitle: {
    id: 'flow.subtitle',
    defaultMessage: 'From the LMS to the dashboards, as of this moment.',
    description: 'Below the heading How events flow',
  },
  arriving: {
    id: 'flow.arriving',
    defaultMessage:
      'Events arrive within {seconds, plural, one {# second} other {# seconds}}. {count, number} in the last minute.',
    description: 'The first sentence, while events come in; count is of events',
  },
  quiet: {
    id: 'flow.quiet',
    defaultMessage: 'No event in the last minute. The newest is from {when}.',
    description: 'The first sentence, when nothing came in lately; when is for example "3 hours ago"',
  },
  none: {
    id: 'flow.none',
    defaultMessage: 'No events have come in yet.',
    description: 'The first sentence, before the first event',
  },
  behind: {
    id: 'flow.behind',
    defaultMessage: '{size} of the logs are still to be read.',
    description: 'Where logs grow faster than they are read; size is for example "1.2 MB"',
  },
  written: {
    id: 'flow.written',
    defaultMessage: '{rate} are written a second.',
    description: 'Events that are written into the warehouse; rate is a number',
  },
  waiting: {
    id: 'flow.waiting',
    defaultMessage:
      '{count, plural, one {The figures of # learner are} other {The figures of # learners are}} being recomputed.',
    description: 'Learners whose figures wait',
  },
  unanswered: {
    id: 'flow.unanswered',
    defaultMessage: 'Panorama does not answer at the moment. So it was {when}.',
    description: 'When the newest look failed; when is for example "2 minutes ago"',
  },
  lastHour: {
    id: 'flow.last-hour',
    defaultMessage: 'Events of the last hour',
    description: 'Names a strip of bars',
  },
  bar: {
    id: 'flow.bar',
    defaultMessage: '{from} to {to} minutes ago: {count, plural, one {# event} other {# events}}',
    description: 'One bar in words',
  },
  hourAgo: { id: 'flow.hour-ago', defaultMessage: 'An hour ago', description: 'Below the first bar' },
  now: { id: 'flow.now', defaultMessage: 'Now', description: 'Below the last bar' },
  sources: { id: 'flow.sources', defaultMessage: 'Where they come from', description: 'Heading of a table' },
  source: { id: 'flow.source', defaultMessage: 'Source', description: 'Column: a log or a program' },
  state: { id: 'flow.state', defaultMessage: 'State', description: 'Column' },
  toRead: { id: 'flow.to-read', defaultMessage: 'Still to be read', description: 'Column: bytes of a log' },
  lastRead: { id: 'flow.last-read', defaultMessage: 'Last news', description: 'Column: when something came from it' },
  following: { id: 'flow.following', defaultMessage: 'Read to its end', description: 'State of a log' },
  catchingUp: {
    id: 'flow.catching-up',
    defaultMessage: 'Behind',
    description: 'State of a log that is not read to its end',
  },
  missing: { id: 'flow.missing', defaultMessage: 'Not there', description: 'State of a log whose file is gone' },
  unreadable: {
    id: 'flow.unreadable',
    defaultMessage: 'Cannot be read',
    description: 'State of a bucket with logs that refuses or does not answer',
  },
  sending: { id: 'flow.sending', defaultMessage: 'Sending', description: 'State of a program' },
  silent: {
    id: 'flow.silent',
    defaultMessage: 'Silent',
    description: 'State of a program that was not heard of lately',
  },
  never: { id: 'flow.never', defaultMessage: 'none yet', description: 'No news yet' },
  sourcesNone: {
    id: 'flow.sources-none',
    defaultMessage: 'No log is followed, and no program has a key.',
    description: 'Nothing sends events',
  },
  sourcesNoneAdvice: {
    id: 'flow.sources-none-advice',
    defaultMessage:
      'Name the tracking logs of your LMS in PANORAMA_TRACKING_LOGS, or make a key for the program that sends them.',
    description: 'What to do when nothing sends events',
  },
  sourcesDemo: {
    id: 'flow.sources-demo',
    defaultMessage: 'The made-up site has its events from the beginning: nothing needs to feed it.',
    description: 'In DEMO mode',
  },
  tables: { id: 'flow.tables', defaultMessage: 'The tables behind it', description: 'Opens a table about tables' },
  table: { id: 'flow.table', defaultMessage: 'Table', description: 'Column: name of a table of the database' },
  rows: { id: 'flow.rows', defaultMessage: 'Rows', description: 'Column' },
  size: { id: 'flow.size', defaultMessage: 'Size', description: 'Column: bytes on disk' },
  parts: { id: 'flow.parts', defaultMessage: 'Parts', description: 'Column: parts of a ClickHouse table' },
  merges: { id: 'flow.merges', defaultMessage: 'Merges', description: 'Column: merges of parts under way' },
})
