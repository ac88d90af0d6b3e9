import { defineMessages } from '../../../i18n/define-messages.ts'

export const accessMessages = defineMessages({
  title: {
    id: 'admin.access.title',
    defaultMessage: 'Who gets which dashboards',
    description: 'Heading over the settings of access',
  },
  subtitle: {
    id: 'admin.access.subtitle',
    defaultMessage:
      'Dashboards of QuickSight, Superset and the hosted service beside Panorama’s own. A change is effective at once and is written to the audit log.',
    description: 'Below the heading',
  },
  parts: { id: 'admin.access.parts', defaultMessage: 'Settings of access', description: 'Names the group of tabs' },
  tools: {
    id: 'admin.access.tools',
    defaultMessage: 'Other tools',
    description: 'Tab: whether other tools are connected',
  },
  dashboards: {
    id: 'admin.access.dashboards',
    defaultMessage: 'Dashboards',
    description: 'Tab, column and label: the listed dashboards',
  },
  types: { id: 'admin.access.types', defaultMessage: 'Types', description: 'Tab: sets of dashboards' },
  assignments: {
    id: 'admin.access.assignments',
    defaultMessage: 'Teams and organisations',
    description: 'Tab: which type each team gets',
  },
  people: {
    id: 'admin.access.people',
    defaultMessage: 'People',
    description: 'Tab: people who were given dashboards by name',
  },
  import: {
    id: 'admin.access.import',
    defaultMessage: 'Take over',
    description: 'Tab: import from the Panorama plugin',
  },
  actions: { id: 'admin.access.actions', defaultMessage: 'Actions', description: 'Column with the buttons of a row' },
  change: { id: 'admin.access.change', defaultMessage: 'Change', description: 'Button in a row' },
  changeWhich: {
    id: 'admin.access.change-which',
    defaultMessage: 'Change {name}',
    description: 'Name of the button that changes a thing',
  },
  remove: {
    id: 'admin.access.remove',
    defaultMessage: 'Remove',
    description: 'Button in a row, and in the dialog before something goes',
  },
  removeWhich: {
    id: 'admin.access.remove-which',
    defaultMessage: 'Remove {name}',
    description: 'Name of the button that removes a thing',
  },
  removeTitle: {
    id: 'admin.access.remove-title',
    defaultMessage: 'Remove {name}?',
    description: 'Title of the dialog before a thing is removed',
  },
  keep: { id: 'admin.access.keep', defaultMessage: 'Keep it', description: 'Button that removes nothing' },
  save: { id: 'admin.access.save', defaultMessage: 'Save', description: 'Button of a form' },
  required: { id: 'admin.access.required', defaultMessage: 'Fill this in.', description: 'Beside an empty field' },
  yes: { id: 'admin.access.yes', defaultMessage: 'Yes', description: 'Value in a table' },
  no: { id: 'admin.access.no', defaultMessage: 'No', description: 'Value in a table' },
  notDone: {
    id: 'admin.access.not-done',
    defaultMessage: 'Nothing was changed',
    description: 'Title over why something could not be saved or removed',
  },
  saved: {
    id: 'admin.access.saved',
    defaultMessage: '{name} is saved.',
    description: 'Read aloud after something was saved',
  },
  removed: {
    id: 'admin.access.removed',
    defaultMessage: '{name} is removed.',
    description: 'Read aloud after something was removed',
  },
  quicksight: { id: 'admin.access.quicksight', defaultMessage: 'Amazon QuickSight', description: 'Name of a tool' },
  superset: { id: 'admin.access.superset', defaultMessage: 'Apache Superset', description: 'Name of a tool' },
  hosted: {
    id: 'admin.access.hosted',
    defaultMessage: 'Hosted dashboards',
    description: 'Name of a tool: the service of the vendor',
  },
  native: { id: 'admin.access.native', defaultMessage: 'Panorama', description: 'Maker of our own dashboards' },
  toolShown: {
    id: 'admin.access.tool-shown',
    defaultMessage: 'Set up, and shown in the present mode.',
    description: 'State of a tool',
  },
  toolNotShown: {
    id: 'admin.access.tool-not-shown',
    defaultMessage: 'Set up. Its dashboards are not shown in the present mode, only in {modes}.',
    description: 'State of a tool; modes is for example "CUSTOM"',
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
  dashboardsNone: {
    id: 'admin.access.dashboards-none',
    defaultMessage: 'No dashboard is listed yet',
    description: 'Empty list',
  },
  dashboardsNoneAdvice: {
    id: 'admin.access.dashboards-none-advice',
    defaultMessage:
      'List the dashboards that you have made in QuickSight or Superset. What is listed can be put into types, and types are assigned to people. If you come from the Panorama plugin, take over what you have under “Take over”.',
    description: 'What to do where there is no dashboard',
  },
  addDashboard: {
    id: 'admin.access.add-dashboard',
    defaultMessage: 'Add a dashboard',
    description: 'Button, and title of its form',
  },
  dashboardTitle: {
    id: 'admin.access.dashboard-title',
    defaultMessage: 'Title',
    description: 'Label and column: what people read',
  },
  dashboardTitleHint: {
    id: 'admin.access.dashboard-title-hint',
    defaultMessage: 'What people read in their list.',
    description: 'Below a field',
  },
  dashboardName: {
    id: 'admin.access.dashboard-name',
    defaultMessage: 'Short name',
    description: 'Label: what commands call a dashboard',
  },
  dashboardNameHint: {
    id: 'admin.access.dashboard-name-hint',
    defaultMessage: 'What commands call it, for example “time-in-course”. Unique.',
    description: 'Below a field',
  },
  tool: {
    id: 'admin.access.tool',
    defaultMessage: 'Made in',
    description: 'Label and column: the tool of a dashboard',
  },
  providerId: {
    id: 'admin.access.provider-id',
    defaultMessage: 'Id there',
    description: 'Label and column: what the tool knows a dashboard by',
  },
  providerIdQuicksight: {
    id: 'admin.access.provider-id-quicksight',
    defaultMessage: 'The last part of the dashboard’s address in QuickSight, after /dashboards/.',
    description: 'Below the field for the id',
  },
  providerIdSuperset: {
    id: 'admin.access.provider-id-superset',
    defaultMessage: 'The dashboard’s slug or UUID in Superset.',
    description: 'Below the field for the id',
  },
  providerIdHosted: {
    id: 'admin.access.provider-id-hosted',
    defaultMessage: 'The name that the hosted service gives it.',
    description: 'Below the field for the id',
  },
  providerIdNative: {
    id: 'admin.access.provider-id-native',
    defaultMessage:
      'Its name in Panorama’s own addresses, for example course-overview. Once it is listed, only those see it whom it is assigned to.',
    description: 'Below the field for the id',
  },
  providerIdWrong: {
    id: 'admin.access.provider-id-wrong',
    defaultMessage: 'Use only letters, digits, _, . and -, at most 128.',
    description: 'Beside a field',
  },
  priority: { id: 'admin.access.priority', defaultMessage: 'Order', description: 'Label and column' },
  priorityHint: {
    id: 'admin.access.priority-hint',
    defaultMessage: 'A whole number; lower ones come first.',
    description: 'Below a field',
  },
  priorityWrong: {
    id: 'admin.access.priority-wrong',
    defaultMessage: 'Type a whole number between −1,000,000 and 1,000,000.',
    description: 'Beside a field',
  },
  rowsOfPeople: {
    id: 'admin.access.rows-of-people',
    defaultMessage: 'Holds rows about people',
    description: 'Label and column',
  },
  rowsOfPeopleHint: {
    id: 'admin.access.rows-of-people-hint',
    defaultMessage:
      'Leave it ticked unless every row is about many people. What is unticked may be shown without filtering rows.',
    description: 'Below a choice',
  },
  inTypes: {
    id: 'admin.access.in-types',
    defaultMessage: 'In types',
    description: 'Column: types that a dashboard is part of',
  },
  inNone: {
    id: 'admin.access.in-none',
    defaultMessage: 'none yet: superusers alone see it',
    description: 'A dashboard that is part of no type',
  },
  removeDashboardWhat: {
    id: 'admin.access.remove-dashboard-what',
    defaultMessage:
      'Nobody will see it in Panorama any more. It stays in {tool} as it is, and goes out of {count, plural, =0 {no type} one {# type} other {# types}} here.',
    description: 'What removing a dashboard means',
  },
  typesNone: { id: 'admin.access.types-none', defaultMessage: 'There is no type yet', description: 'Empty list' },
  typesNoneAdvice: {
    id: 'admin.access.types-none-advice',
    defaultMessage: 'A type is a set of dashboards that is assigned as one, for example “Teachers”.',
    description: 'What to do where there is no type',
  },
  typesNoneFirst: {
    id: 'admin.access.types-none-first',
    defaultMessage: 'First list a dashboard under “Dashboards”; then make a type of one or more.',
    description: 'What to do where there is no type and no dashboard',
  },
  addType: { id: 'admin.access.add-type', defaultMessage: 'Make a type', description: 'Button, and title of its form' },
  typeName: { id: 'admin.access.type-name', defaultMessage: 'Name', description: 'Label and column: name of a type' },
  forLearners: { id: 'admin.access.for-learners', defaultMessage: 'For learners', description: 'Label and column' },
  forLearnersHint: {
    id: 'admin.access.for-learners-hint',
    defaultMessage: 'Every learner gets these dashboards, with no rows but their own.',
    description: 'Below a choice',
  },
  partsHint: {
    id: 'admin.access.parts-hint',
    defaultMessage: 'Who is given this type gets all of these.',
    description: 'Above the choice of dashboards',
  },
  noParts: {
    id: 'admin.access.no-parts',
    defaultMessage: 'No dashboard is listed yet. You can add them to the type later.',
    description: 'In the form, where no dashboard is listed',
  },
  empty: { id: 'admin.access.empty', defaultMessage: 'none yet', description: 'A type without dashboards' },
  assignedTo: {
    id: 'admin.access.assigned-to',
    defaultMessage: 'Given to',
    description: 'Column: how many have a type',
  },
  usesTeams: {
    id: 'admin.access.uses-teams',
    defaultMessage: '{count, plural, one {# team or organisation} other {# teams or organisations}}',
    description: 'How many have a type',
  },
  usesPeople: {
    id: 'admin.access.uses-people',
    defaultMessage: '{count, plural, one {# person} other {# people}}',
    description: 'How many have a type',
  },
  noUses: { id: 'admin.access.no-uses', defaultMessage: 'nobody yet', description: 'A type that nobody has' },
  everyLearner: {
    id: 'admin.access.every-learner',
    defaultMessage: 'every learner',
    description: 'Who has a type for learners',
  },
  removeTypeWhat: {
    id: 'admin.access.remove-type-what',
    defaultMessage: 'The dashboards stay listed.',
    description: 'What removing a type means',
  },
  assignmentsNone: {
    id: 'admin.access.assignments-none',
    defaultMessage: 'No type is assigned to a team or organisation yet',
    description: 'Empty list',
  },
  assignmentsNoneAdvice: {
    id: 'admin.access.assignments-none-advice',
    defaultMessage: 'Give a type to the team of a course, to an organisation, or to all course teams as their default.',
    description: 'What to do where nothing is assigned',
  },
  needsType: {
    id: 'admin.access.needs-type',
    defaultMessage: 'First make a type under “Types”.',
    description: 'What to do where there is no type',
  },
  addAssignment: {
    id: 'admin.access.add-assignment',
    defaultMessage: 'Assign a type',
    description: 'Button, and title of its form',
  },
  whom: { id: 'admin.access.whom', defaultMessage: 'To', description: 'Label and column: whom a type is assigned to' },
  toTeam: { id: 'admin.access.to-team', defaultMessage: 'The team of a course', description: 'Choice' },
  toTeamHint: {
    id: 'admin.access.to-team-hint',
    defaultMessage: 'Whoever has a role in this course run.',
    description: 'Below a choice',
  },
  toOrganisation: { id: 'admin.access.to-organisation', defaultMessage: 'An organisation', description: 'Choice' },
  toOrganisationHint: {
    id: 'admin.access.to-organisation-hint',
    defaultMessage: 'Whoever has a role in the organisation or in one of its course runs.',
    description: 'Below a choice',
  },
  toCourseStaff: {
    id: 'admin.access.to-course-staff',
    defaultMessage: 'All course teams',
    description: 'Choice, and value in a table: a default',
  },
  toCourseStaffHint: {
    id: 'admin.access.to-course-staff-hint',
    defaultMessage: 'The default: whoever has a role in any course.',
    description: 'Below a choice',
  },
  toGlobalStaff: {
    id: 'admin.access.to-global-staff',
    defaultMessage: 'Global staff',
    description: 'Choice, and value in a table: a default',
  },
  toGlobalStaffHint: {
    id: 'admin.access.to-global-staff-hint',
    defaultMessage: 'The default of the LMS’s staff. Superusers get every dashboard without it.',
    description: 'Below a choice',
  },
  courseKey: { id: 'admin.access.course-key', defaultMessage: 'Course run', description: 'Label: key of a course run' },
  courseKeyHint: {
    id: 'admin.access.course-key-hint',
    defaultMessage: 'Its key, for example course-v1:Org+Course+Run.',
    description: 'Below a field',
  },
  courseKeyWrong: {
    id: 'admin.access.course-key-wrong',
    defaultMessage: 'Type the key of a course run: course-v1:Org+Course+Run, or Org/Course/Run.',
    description: 'Beside a field',
  },
  org: { id: 'admin.access.org', defaultMessage: 'Organisation', description: 'Label' },
  orgHint: {
    id: 'admin.access.org-hint',
    defaultMessage: 'As in its course keys, with the same capital letters.',
    description: 'Below a field',
  },
  type: { id: 'admin.access.type', defaultMessage: 'Type', description: 'Label and column' },
  chooseType: {
    id: 'admin.access.choose-type',
    defaultMessage: 'Choose a type',
    description: 'Shown while no type is chosen',
  },
  noType: { id: 'admin.access.no-type', defaultMessage: 'None', description: 'A person without a type' },
  teamOf: { id: 'admin.access.team-of', defaultMessage: 'Team of {course}', description: 'Whom a type is assigned to' },
  organisationOf: {
    id: 'admin.access.organisation-of',
    defaultMessage: 'Organisation {org}',
    description: 'Whom a type is assigned to',
  },
  assignmentName: {
    id: 'admin.access.assignment-name',
    defaultMessage: '{type} for {whom}',
    description: 'Names an assignment; whom is for example "Organisation Riverside"',
  },
  removeAssignmentWhat: {
    id: 'admin.access.remove-assignment-what',
    defaultMessage: 'They lose its dashboards at once, unless they get them in another way.',
    description: 'What taking an assignment away means',
  },
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
    defaultMessage: 'The LMS knows nobody called {username}. Check the spelling.',
    description: 'The look-up found nobody',
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
  role: { id: 'admin.access.role', defaultMessage: 'May', description: 'Label and column: what a person may do' },
  reader: {
    id: 'admin.access.reader',
    defaultMessage: 'look at dashboards',
    description: 'Choice, and value in a table, after "May"',
  },
  author: {
    id: 'admin.access.author',
    defaultMessage: 'make dashboards in QuickSight as well',
    description: 'Choice, and value in a table, after "May"',
  },
  authorHint: {
    id: 'admin.access.author-hint',
    defaultMessage: 'Needs a QuickSight user of their own who is an author there.',
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
  file: { id: 'admin.access.file', defaultMessage: 'File', description: 'Column' },
  line: { id: 'admin.access.line', defaultMessage: 'Line', description: 'Column' },
  reason: { id: 'admin.access.reason', defaultMessage: 'Why', description: 'Column' },
  dashboardAdded: {
    id: 'admin.access.audit-dashboard-added',
    defaultMessage: 'Dashboard “{name}” listed',
    description: 'Entry of the audit log',
  },
  dashboardChanged: {
    id: 'admin.access.audit-dashboard-changed',
    defaultMessage: 'Dashboard “{name}” changed',
    description: 'Entry of the audit log',
  },
  dashboardRemoved: {
    id: 'admin.access.audit-dashboard-removed',
    defaultMessage: 'Dashboard “{name}” removed',
    description: 'Entry of the audit log',
  },
  typeAdded: {
    id: 'admin.access.audit-type-added',
    defaultMessage: 'Type “{name}” made',
    description: 'Entry of the audit log',
  },
  typeChanged: {
    id: 'admin.access.audit-type-changed',
    defaultMessage: 'Type “{name}” changed',
    description: 'Entry of the audit log',
  },
  typeRemoved: {
    id: 'admin.access.audit-type-removed',
    defaultMessage: 'Type “{name}” removed',
    description: 'Entry of the audit log',
  },
  personAdded: {
    id: 'admin.access.audit-person-added',
    defaultMessage: '{name} was given access',
    description: 'Entry of the audit log',
  },
  personChanged: {
    id: 'admin.access.audit-person-changed',
    defaultMessage: 'Access of {name} changed',
    description: 'Entry of the audit log',
  },
  personRemoved: {
    id: 'admin.access.audit-person-removed',
    defaultMessage: 'Access of {name} taken away',
    description: 'Entry of the audit log',
  },
  assignmentAdded: {
    id: 'admin.access.audit-assignment-added',
    defaultMessage: '“{type}” assigned: {whom}',
    description: 'Entry of the audit log',
  },
  assignmentChanged: {
    id: 'admin.access.audit-assignment-changed',
    defaultMessage: 'Assignment changed: {whom}',
    description: 'Entry of the audit log',
  },
  assignmentRemoved: {
    id: 'admin.access.audit-assignment-removed',
    defaultMessage: '“{type}” no longer assigned: {whom}',
    description: 'Entry of the audit log',
  },
  auditBefore: {
    id: 'admin.access.audit-before',
    defaultMessage: '{label}: was {before}',
    description: 'A detail of something that was removed',
  },
  auditAfter: {
    id: 'admin.access.audit-after',
    defaultMessage: '{label}: {after}',
    description: 'A detail of something that is new',
  },
  auditBoth: {
    id: 'admin.access.audit-both',
    defaultMessage: '{label}: {before} → {after}',
    description: 'A detail that was changed',
  },
  gone: {
    id: 'admin.access.gone',
    defaultMessage: 'one that is gone',
    description: 'A type or dashboard of which the name is no longer known',
  },
})
