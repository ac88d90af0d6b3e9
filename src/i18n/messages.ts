import { defineMessages } from './define-messages.ts'

export const formatMessages = defineMessages({
  seconds: { id: 'format.seconds', defaultMessage: '{seconds} s', description: 'A length of time under a minute' },
  minutes: { id: 'format.minutes', defaultMessage: '{minutes} min', description: 'A length of time under an hour' },
  hours: { id: 'format.hours', defaultMessage: '{hours} h', description: 'A length of time in whole hours' },
  hoursAndMinutes: {
    id: 'format.hours-and-minutes',
    defaultMessage: '{hours} h {minutes} min',
    description: 'A length of time in hours and minutes',
  },
  inZone: {
    id: 'format.in-zone',
    defaultMessage: '{moment} ({zone})',
    description: 'A date and time followed by its time zone, for example Europe/Oslo',
  },
  justNow: { id: 'format.just-now', defaultMessage: 'just now', description: 'Less than a minute ago' },
})
