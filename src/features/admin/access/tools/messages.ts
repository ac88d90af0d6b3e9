import { defineMessages } from '../../../../i18n/define-messages.ts'

export const toolMessages = defineMessages({
  toolShown: {
    id: 'admin.access.tool-shown',
    defaultMessage: 'Set up, and shown in the present mode.',
    description: 'State of a tool',
  },
  toolNotShown: {
    id: 'admin.access.tool-not-shown',
    defaultMessage:
      'Set up. Its dashboards are not shown in the present mode, only in {modes}, and in DEMO with {setting}.',
    description: 'State of a tool; modes is for example "CUSTOM", setting a variable of the environment',
  },
  toolMissing: {
    id: 'admin.access.tool-missing',
    defaultMessage: 'Not set up. Set {setting} and start Panorama again; docs/embedding.md says what else it needs.',
    description: 'State of a tool; setting is a variable of the environment',
  },
  test: { id: 'admin.access.test', defaultMessage: 'Test the connection', description: 'Button' },
  testWhich: {
    id: 'admin.access.test-which',
    defaultMessage: 'Test the connection to {tool}',
    description: 'Name of the button',
  },
  testing: {
    id: 'admin.access.testing',
    defaultMessage: 'Looking. With many dashboards this takes a minute.',
    description: 'While a connection is tested',
  },
  testGood: {
    id: 'admin.access.test-good',
    defaultMessage: 'All that was looked at is as it should be.',
    description: 'Result of a test',
  },
  testWarned: {
    id: 'admin.access.test-warned',
    defaultMessage: 'It works. {count, plural, one {# thing is} other {# things are}} worth a look.',
    description: 'Result of a test',
  },
  testBad: {
    id: 'admin.access.test-bad',
    defaultMessage: '{count, plural, one {# thing is} other {# things are}} wrong.',
    description: 'Result of a test',
  },
  hostedTold: {
    id: 'admin.access.hosted-told',
    defaultMessage: 'The test asks with your username, which its provider learns.',
    description: 'Below the state of the hosted service',
  },
  ok: { id: 'admin.access.ok', defaultMessage: 'Good', description: 'Outcome of one thing that was looked at' },
  warning: {
    id: 'admin.access.warning',
    defaultMessage: 'Worth a look',
    description: 'Outcome of one thing that was looked at',
  },
  problem: {
    id: 'admin.access.problem',
    defaultMessage: 'Wrong',
    description: 'Outcome of one thing that was looked at',
  },
})
