import { defineMessages } from '../../../i18n/define-messages.ts'

/** What more than one part says. */
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
  more: {
    id: 'admin.access.more',
    defaultMessage: 'and {count, number} more',
    description: 'Below the first of a list',
  },
  inUseTitle: {
    id: 'admin.access.in-use-title',
    defaultMessage: '{name} cannot be removed yet',
    description: 'Title of the dialog about a type that is still assigned',
  },
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
  needsType: {
    id: 'admin.access.needs-type',
    defaultMessage: 'First make a type under “Types”.',
    description: 'What to do where there is no type',
  },
  type: { id: 'admin.access.type', defaultMessage: 'Type', description: 'Label and column' },
  chooseType: {
    id: 'admin.access.choose-type',
    defaultMessage: 'Choose a type',
    description: 'Shown while no type is chosen',
  },
  noType: { id: 'admin.access.no-type', defaultMessage: 'None', description: 'A person without a type' },
})
