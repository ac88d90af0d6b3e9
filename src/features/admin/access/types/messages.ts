import { defineMessages } from '../../../../i18n/define-messages.ts'

export const typeMessages = defineMessages({
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
    description: 'Column: who has a type',
  },
  noUses: { id: 'admin.access.no-uses', defaultMessage: 'nobody yet', description: 'A type that nobody has' },
  everyLearner: {
    id: 'admin.access.every-learner',
    defaultMessage: 'every learner',
    description: 'Who has a type for learners',
  },
  typeInUse: {
    id: 'admin.access.type-in-use',
    defaultMessage:
      'It is still assigned. Take it away from these first, under “Teams and organisations” and “People”, or give them another type:',
    description: 'Why a type cannot be removed; a list follows',
  },
  removeTypeWhat: {
    id: 'admin.access.remove-type-what',
    defaultMessage: 'The dashboards stay listed.',
    description: 'What removing a type means',
  },
})
