import { defineMessages } from '../../../../i18n/define-messages.ts'

export const dashboardMessages = defineMessages({
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
    defaultMessage: 'What commands call it. No two have the same.',
    description: 'Below a field',
  },
  tool: {
    id: 'admin.access.tool',
    defaultMessage: 'Made in',
    description: 'Label and column: the tool of a dashboard',
  },
  providerId: {
    id: 'admin.access.provider-id',
    defaultMessage: 'Dashboard id',
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
})
