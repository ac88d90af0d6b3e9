import { defineMessages } from '../i18n/define-messages.ts'

export const summaryMessages = defineMessages({
  overTime: {
    id: 'charts.summary.over-time',
    defaultMessage: '{label}: highest {peak} on {peakDay}; {typical} on a typical day.',
    description: 'One sentence about a line over days; typical is the median of all days',
  },
  runningTotal: {
    id: 'charts.summary.running-total',
    defaultMessage: '{label}: from {first} on {firstDay} to {last} on {lastDay}.',
    description: 'One sentence about a total that grows and shrinks over days',
  },
  nothingOverTime: {
    id: 'charts.summary.nothing-over-time',
    defaultMessage: '{label}: none from {firstDay} to {lastDay}.',
    description: 'One sentence about a line that is zero everywhere',
  },
  none: {
    id: 'charts.summary.none',
    defaultMessage: '{label}: none.',
    description: 'One sentence about something that did not happen at all',
  },
  groups: {
    id: 'charts.summary.groups',
    defaultMessage: '{label}: highest {highest} ({highestName}), lowest {lowest} ({lowestName}).',
    description: 'One sentence about bars',
  },
  oneGroup: {
    id: 'charts.summary.one-group',
    defaultMessage: '{label}: {value} ({name}).',
    description: 'One sentence about a picture of a single bar',
  },
  video: {
    id: 'charts.summary.video',
    defaultMessage: '{label}: highest {highest} at {place}; {last} at the end.',
    description: 'One sentence about a video, second by second',
  },
})

export const noteMessages = defineMessages({
  first: {
    id: 'charts.note.first',
    defaultMessage: 'The first {shown} of {all}.',
    description: 'A picture shows only some of the rows; the table has all',
  },
  bins: {
    id: 'charts.note.bins',
    defaultMessage: 'Each step is {length} of the video: the average of its seconds.',
    description: 'A long video is drawn in steps of several seconds',
  },
  truncated: {
    id: 'charts.note.truncated',
    defaultMessage: 'Only the first {count, number} rows came; there are more.',
    description: 'The service sent only the first rows',
  },
})

export const numberMessages = defineMessages({
  partOf: {
    id: 'charts.number.part-of',
    defaultMessage: '{share} of {whole} {label}',
    description: 'A part of a whole, for example 45% of 320 enrolled',
  },
  more: {
    id: 'charts.number.more',
    defaultMessage: '{difference} more than {before}',
    description: 'The change of a figure against the period before; before is for example "in the 28 days before"',
  },
  fewer: {
    id: 'charts.number.less',
    defaultMessage: '{difference} less than {before}',
    description: 'The change of a figure against the period before; before is for example "in the 28 days before"',
  },
  same: {
    id: 'charts.number.same',
    defaultMessage: 'The same as {before}',
    description: 'A figure that has not changed; before is for example "in the 28 days before"',
  },
  daysBefore: {
    id: 'charts.number.days-before',
    defaultMessage: 'in the {days, plural, one {day} other {# days}} before',
    description: 'The period before, of the same length',
  },
  periodBefore: {
    id: 'charts.number.period-before',
    defaultMessage: 'in the period before',
    description: 'The period before, when its length is not known',
  },
  points: {
    id: 'charts.number.points',
    defaultMessage: '{points, plural, one {# point} other {# points}}',
    description: 'A difference between two percentages, in percentage points',
  },
})

export const wordMessages = defineMessages({
  yes: { id: 'charts.word.yes', defaultMessage: 'yes', description: 'A cell that is true' },
  no: { id: 'charts.word.no', defaultMessage: 'no', description: 'A cell that is false' },
  unknown: { id: 'charts.word.unknown', defaultMessage: '–', description: 'A cell without a value' },
})

export const unitMessages = defineMessages({
  seconds: { id: 'charts.unit.seconds', defaultMessage: 'seconds', description: 'What an axis counts in' },
  minutes: { id: 'charts.unit.minutes', defaultMessage: 'minutes', description: 'What an axis counts in' },
  hours: { id: 'charts.unit.hours', defaultMessage: 'hours', description: 'What an axis counts in' },
})

export const pictureMessages = defineMessages({
  name: {
    id: 'charts.picture.name',
    defaultMessage: '{title} Chart; arrow keys move through its points.',
    description: 'Read aloud when a chart gets the keyboard; the title is a question and ends with its own mark',
  },
  unit: {
    id: 'charts.picture.unit',
    defaultMessage: 'In {unit}',
    description: 'What the axis of a chart counts in, for example: In hours',
  },
})
