import { defineMessages } from '../../../i18n/define-messages.ts'

export const credentialMessages = defineMessages({
  title: { id: 'admin.keys.title', defaultMessage: 'Keys for programs', description: 'Heading over the list of keys' },
  subtitle: {
    id: 'admin.keys.subtitle',
    defaultMessage:
      'With a key a program sends events to Panorama or reads statements from it: event-routing-backends, Vector, Fluent Bit, any xAPI tool.',
    description: 'Below the heading of the keys',
  },
  none: { id: 'admin.keys.none', defaultMessage: 'No program has a key yet', description: 'Empty list of keys' },
  noneAdvice: {
    id: 'admin.keys.none-advice',
    defaultMessage:
      'Make one for each program that sends events. You get the lines to paste into its configuration, and can take the key back at any time without disturbing the others.',
    description: 'What to do where there are no keys',
  },
  create: { id: 'admin.keys.create', defaultMessage: 'Make a key', description: 'Button, and title of its dialog' },
  name: { id: 'admin.keys.name', defaultMessage: 'Name of the program', description: 'Label of a field, and a column' },
  nameHint: {
    id: 'admin.keys.name-hint',
    defaultMessage: 'So that you know later what the key is for, for example “Vector on the LMS server”.',
    description: 'Below the field for the name',
  },
  may: { id: 'admin.keys.may', defaultMessage: 'It may', description: 'Label over what a key allows, and a column' },
  write: {
    id: 'admin.keys.write',
    defaultMessage: 'send events and statements',
    description: 'What a key allows, after "It may"',
  },
  readMine: {
    id: 'admin.keys.read-mine',
    defaultMessage: 'read the statements that it sent itself',
    description: 'What a key allows, after "It may"',
  },
  readAll: {
    id: 'admin.keys.read-all',
    defaultMessage: 'read the statements of all programs, which tell what each learner did',
    description: 'What a key allows, after "It may"',
  },
  retire: {
    id: 'admin.keys.retire',
    defaultMessage: 'retire people: erase all that is known of them',
    description: 'What a key allows, after "It may"',
  },
  nothingChosen: {
    id: 'admin.keys.nothing-chosen',
    defaultMessage: 'Choose at least one thing that the program may do.',
    description: 'Shown when nothing is ticked',
  },
  cancel: { id: 'admin.keys.cancel', defaultMessage: 'Cancel', description: 'Button that changes nothing' },
  done: { id: 'admin.keys.done', defaultMessage: 'I have copied it', description: 'Button that closes the new key' },
  ready: {
    id: 'admin.keys.ready',
    defaultMessage: 'The key for {name} is ready',
    description: 'Title of the dialog with the new key',
  },
  once: {
    id: 'admin.keys.once',
    defaultMessage: 'Copy the secret now. It is shown only this once; whoever loses it makes a new key.',
    description: 'Over the secret of a new key',
  },
  user: { id: 'admin.keys.user', defaultMessage: 'User name', description: 'First half of a key' },
  secret: { id: 'admin.keys.secret', defaultMessage: 'Secret', description: 'Second half of a key' },
  setUp: {
    id: 'admin.keys.set-up',
    defaultMessage: 'What to enter in the program',
    description: 'Heading over lines of configuration, and the name of its tabs',
  },
  forErb: {
    id: 'admin.keys.for-erb',
    defaultMessage:
      'In the administration of the LMS, add a router configuration with these values. It is used within ten minutes.',
    description: 'Over the values for event-routing-backends; they are at /admin/event_routing_backends/',
  },
  forVector: {
    id: 'admin.keys.for-vector',
    defaultMessage: 'Add this to Vector’s configuration. Change the path to where your tracking log is.',
    description: 'Over the lines for Vector',
  },
  forFluentBit: {
    id: 'admin.keys.for-fluent-bit',
    defaultMessage: 'Add this to Fluent Bit’s configuration. Change the path to where your tracking log is.',
    description: 'Over the lines for Fluent Bit',
  },
  forLrs: {
    id: 'admin.keys.for-lrs',
    defaultMessage: 'Any xAPI tool reads with these.',
    description: 'Over the address and the key for reading statements',
  },
  forRetirement: {
    id: 'admin.keys.for-retirement',
    defaultMessage: 'A step of the LMS’s retirement pipeline asks like this:',
    description: 'Over an example of a request',
  },
  other: { id: 'admin.keys.other', defaultMessage: 'xAPI', description: 'Tab for any xAPI tool' },
  retirement: { id: 'admin.keys.retirement', defaultMessage: 'Retirement', description: 'Tab for the pipeline' },
  copy: { id: 'admin.keys.copy', defaultMessage: 'Copy: {what}', description: 'Button; what is for example Secret' },
  copyShort: { id: 'admin.keys.copy-short', defaultMessage: 'Copy', description: 'Short form of the same button' },
  copied: { id: 'admin.keys.copied', defaultMessage: 'Copied', description: 'Read aloud and shown after copying' },
  notCopied: {
    id: 'admin.keys.not-copied',
    defaultMessage: 'Your browser did not allow it. Mark the text and copy it.',
    description: 'Copying failed',
  },
  created: { id: 'admin.keys.created', defaultMessage: 'Made', description: 'Column: when and by whom' },
  by: { id: 'admin.keys.by', defaultMessage: '{when} by {who}', description: 'When and by whom a key was made' },
  lastUsed: { id: 'admin.keys.last-used', defaultMessage: 'Last used', description: 'Column' },
  never: { id: 'admin.keys.never', defaultMessage: 'never', description: 'A key that was not used yet' },
  state: {
    id: 'admin.keys.state',
    defaultMessage: 'State',
    description: 'Column: in force, with a button, or revoked',
  },
  revoked: { id: 'admin.keys.revoked', defaultMessage: 'Revoked {when}', description: 'State of a key' },
  revoke: { id: 'admin.keys.revoke', defaultMessage: 'Revoke', description: 'Button that ends a key' },
  revokeWhich: {
    id: 'admin.keys.revoke-which',
    defaultMessage: 'Revoke the key for {name}',
    description: 'Full name of the button that ends a key',
  },
  revokeTitle: {
    id: 'admin.keys.revoke-title',
    defaultMessage: 'Revoke the key for {name}?',
    description: 'Title of the dialog',
  },
  revokeWhat: {
    id: 'admin.keys.revoke-what',
    defaultMessage:
      'The program is refused from that moment on, for good. What it has sent stays. Events that it cannot deliver may be lost where it does not keep them.',
    description: 'What revoking means',
  },
  keep: { id: 'admin.keys.keep', defaultMessage: 'Keep it', description: 'Button that changes nothing' },
  isRevoked: {
    id: 'admin.keys.is-revoked',
    defaultMessage: 'The key for {name} no longer works.',
    description: 'Read aloud after the key was revoked',
  },
})
