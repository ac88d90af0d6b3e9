import { defineMessages } from '../../../../i18n/define-messages.ts'

export const peopleMessages = defineMessages({
  peopleNone: {
    id: 'admin.access.people-none',
    defaultMessage: 'Nobody was given dashboards by name yet',
    description: 'Empty list',
  },
  peopleNoneAdvice: {
    id: 'admin.access.people-none-advice',
    defaultMessage:
      'Look somebody up by their username to give them a type, let them make dashboards in QuickSight, or name the QuickSight user they appear as.',
    description: 'What to do where nobody is configured',
  },
  findPerson: {
    id: 'admin.access.find-person',
    defaultMessage: 'Username in the LMS',
    description: 'Label of the field to look somebody up',
  },
  find: { id: 'admin.access.find', defaultMessage: 'Look up', description: 'Button beside the username' },
  nobody: {
    id: 'admin.access.nobody',
    defaultMessage: 'The LMS knows nobody called “{username}”. Check the spelling.',
    description: 'The look-up found nobody',
  },
  lmsAway: {
    id: 'admin.access.lms-away',
    defaultMessage:
      'The LMS does not answer, so nobody can be looked up. Try again in a minute; if you are sure of the username, add it all the same.',
    description: 'The look-up failed',
  },
  addAnyway: {
    id: 'admin.access.add-anyway',
    defaultMessage: 'Add {username} without the LMS',
    description: 'Button after a look-up that failed',
  },
  username: { id: 'admin.access.username', defaultMessage: 'Username', description: 'Column and fact' },
  addPerson: {
    id: 'admin.access.add-person',
    defaultMessage: 'Give {name} dashboards',
    description: 'Title of the form',
  },
  changePerson: {
    id: 'admin.access.change-person',
    defaultMessage: 'What {name} gets',
    description: 'Title of the form',
  },
  personHint: {
    id: 'admin.access.person-hint',
    defaultMessage: 'Username {username} in the LMS. This comes on top of what their teams get.',
    description: 'In the form',
  },
  role: { id: 'admin.access.role', defaultMessage: 'Role', description: 'Label and column: what a person may do' },
  reader: { id: 'admin.access.reader', defaultMessage: 'Reader', description: 'Choice, and value in a table' },
  readerHint: {
    id: 'admin.access.reader-hint',
    defaultMessage: 'Looks at dashboards.',
    description: 'Below a choice',
  },
  author: { id: 'admin.access.author', defaultMessage: 'Author', description: 'Choice, and value in a table' },
  authorHint: {
    id: 'admin.access.author-hint',
    defaultMessage:
      'Makes dashboards in QuickSight as well. Needs a QuickSight user of their own who is an author there.',
    description: 'Below a choice',
  },
  arn: { id: 'admin.access.arn', defaultMessage: 'QuickSight user', description: 'Label and column' },
  arnHint: {
    id: 'admin.access.arn-hint',
    defaultMessage:
      'Its ARN: arn:aws:quicksight:REGION:ACCOUNT:user/NAMESPACE/NAME. Empty: the default user of the site. They see there what this user may see.',
    description: 'Below a field',
  },
  arnWrong: {
    id: 'admin.access.arn-wrong',
    defaultMessage: 'Type the ARN of a QuickSight user: arn:aws:quicksight:REGION:ACCOUNT:user/NAMESPACE/NAME.',
    description: 'Beside a field',
  },
  defaultUser: {
    id: 'admin.access.default-user',
    defaultMessage: 'default of the site',
    description: 'Value in a table: no QuickSight user of their own',
  },
  filterPeople: {
    id: 'admin.access.filter-people',
    defaultMessage: 'Find in this list',
    description: 'Label of a search field over the table',
  },
  noMatch: {
    id: 'admin.access.no-match',
    defaultMessage: 'Nobody in this list matches.',
    description: 'The search over the table found nobody',
  },
  removePersonWhat: {
    id: 'admin.access.remove-person-what',
    defaultMessage: 'They keep what their teams get and lose the rest at once.',
    description: 'What removing a person means',
  },
})
